import type { Clock } from '../clock'

/**
 * The computer's time, `speed` times as fast since `originMs` (Unix time): back-offs of minutes pass in a moment, in proportion
 * to everything else. Two processes with the same origin and speed agree on the time of day.
 */
export function createQuickClock(speed: number, originMs: number): Clock {
  return {
    nowMs: () => Math.round(originMs + (Date.now() - originMs) * speed),
    monotonicMs: () => performance.now() * speed,
    after(delayMs, action) {
      const timer = setTimeout(action, Number.isFinite(delayMs) ? Math.min(delayMs / speed, 2 ** 31 - 1) : 2 ** 31 - 1)
      return () => {
        clearTimeout(timer)
      }
    }
  }
}
