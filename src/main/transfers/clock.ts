import { AppError } from '../../shared/errors/appError'

/** Time as the engine sees it; injected, so that tests move it by hand. */
export interface Clock {
  /** Unix time in milliseconds; may jump when the user sets the clock. Only for records. */
  nowMs(): number
  /** Milliseconds on a clock that never goes back. For deadlines and delays. */
  monotonicMs(): number
  /** Calls `action` once after `delayMs`; the answer stops it. */
  after(delayMs: number, action: () => void): () => void
}

/** The computer's own clocks. Its timers keep the process alive until they are stopped. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs)
    return () => {
      clearTimeout(timer)
    }
  }
}

/** Ends after `delayMs`, or when `wake` is handed the way to end it early. Rejects with 'cancelled' when the signal fires. */
export function sleep(clock: Clock, delayMs: number, signal: AbortSignal, wake?: (endEarly: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new AppError('cancelled'))
      return
    }
    const stop = clock.after(delayMs, () => {
      end()
    })
    const end = (): void => {
      stop()
      signal.removeEventListener('abort', abort)
      resolve()
    }
    const abort = (): void => {
      stop()
      reject(new AppError('cancelled'))
    }
    signal.addEventListener('abort', abort, { once: true })
    wake?.(end)
  })
}
