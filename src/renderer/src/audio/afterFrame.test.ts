import { afterEach, expect, it, vi } from 'vitest'
import { afterFrame } from './afterFrame'

let frame: (() => void) | undefined
vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
  frame = callback
  return 1
})
vi.stubGlobal('cancelAnimationFrame', () => { frame = undefined })
afterEach(() => { frame = undefined })

it('calls back in a task of its own behind the next frame', async () => {
  const told: string[] = []
  await new Promise<void>((resolve) => {
    afterFrame(() => {
      told.push('after')
      resolve()
    })
    frame?.()
    told.push('in the frame')
  })
  expect(told).toEqual(['in the frame', 'after'])
})

it.each([
  ['before the frame', (end: () => void) => { end() }],
  ['in it', (end: () => void) => { frame?.(); end() }]
])('never calls back once it was called off %s', async (_when, callOff) => {
  const then = vi.fn()
  callOff(afterFrame(then))
  frame?.()
  // Whatever was asked for before this has been delivered when this is.
  await new Promise<void>((resolve) => { afterFrame(resolve); frame?.() })
  expect(then).not.toHaveBeenCalled()
})
