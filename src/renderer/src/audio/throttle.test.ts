import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createThrottled } from './throttle'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

describe('throttled work', () => {
  it('is done at once, then once for everything that was asked meanwhile', () => {
    const work = vi.fn()
    const throttled = createThrottled(work, 100)
    throttled.ask()
    expect(work).toHaveBeenCalledTimes(1)
    for (let turn = 0; turn < 5; turn += 1) {
      throttled.ask()
      vi.advanceTimersByTime(10)
    }
    expect(work).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(60)
    expect(work).toHaveBeenCalledTimes(2)
    vi.advanceTimersByTime(1_000)
    expect(work).toHaveBeenCalledTimes(2)
  })

  it('is not done any more once cancelled', () => {
    const work = vi.fn()
    const throttled = createThrottled(work, 100)
    throttled.ask()
    throttled.ask()
    throttled.cancel()
    vi.advanceTimersByTime(1_000)
    expect(work).toHaveBeenCalledTimes(1)
  })
})
