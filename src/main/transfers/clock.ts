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
