import { expect, it } from 'vitest'
import { createReviveGuard } from './reviveGuard'

it('A7-8: a crashed page is loaded again three times a minute, not more', () => {
  let nowMs = 0
  const mayRevive = createReviveGuard(() => nowMs)
  const at = (seconds: number): boolean => {
    nowMs = seconds * 1_000
    return mayRevive()
  }
  expect([0, 1, 2, 3, 59].map(at)).toEqual([true, true, true, false, false])
  // The first minute is over for the first of them, then for all.
  expect([60, 60.5, 61, 62].map(at)).toEqual([true, false, true, true])
  expect([300, 301, 302, 303].map(at)).toEqual([true, true, true, false])
})
