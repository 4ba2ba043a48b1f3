import { describe, expect, it } from 'vitest'
import { backOffMs, retryAfterMs } from './backOff'

describe('backOffMs', () => {
  it('doubles its ceiling with each failure up to the largest', () => {
    const ceilings = [1, 2, 3, 4, 50].map((failures) => backOffMs({ firstMs: 1000, largestMs: 6000 }, failures, () => 1))
    expect(ceilings).toEqual([1000, 2000, 4000, 6000, 6000])
  })

  it('never answers zero and spreads over the whole ceiling', () => {
    expect(backOffMs({ firstMs: 1000, largestMs: 6000 }, 1, () => 0)).toBe(100)
    expect(backOffMs({ firstMs: 1000, largestMs: 6000 }, 1, () => 0.5)).toBe(550)
  })
})

describe('retryAfterMs (A7 row 40)', () => {
  const nowMs = Date.parse('2026-11-22T12:00:00Z')
  it.each([
    ['seconds', '7', 7000],
    ['a date', 'Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['a negative number', '-5', 1000],
    ['a date in the past', 'Sun, 22 Nov 2020 12:00:30 GMT', 1000],
    ['ten years', '315360000', 3_600_000],
    ['words', 'soon', undefined],
    ['nothing', undefined, undefined]
  ])('reads %s', (_what, header, expected) => {
    expect(retryAfterMs(header, nowMs)).toBe(expected)
  })
})
