import { sleep, type Clock } from '../transfers/clock'

/** The right to ask a host; shared by all jobs. */
export interface RequestBudget {
  /** Ends when the next request may go out; first come, first served. Rejects with 'cancelled' when the signal fires. */
  take(signal: AbortSignal): Promise<void>
  /** Nothing is asked for this long: the host said so. Milliseconds. */
  pauseFor(delayMs: number): void
}

const BURST = 3

/** Builds a budget that lets through at most `perMinute` requests in any minute, a few of them at once after a rest. */
export function createRequestBudget(perMinute: number, clock: Clock): RequestBudget {
  const intervalMs = 60_000 / (perMinute - BURST)
  let nextMs = -Infinity
  let pausedUntilMs = -Infinity
  return {
    async take(signal) {
      const nowMs = clock.monotonicMs()
      nextMs = Math.max(nextMs, nowMs - (BURST - 1) * intervalMs) + intervalMs
      const dueMs = Math.max(nextMs - intervalMs, pausedUntilMs)
      if (dueMs > nowMs) await sleep(clock, dueMs - nowMs, signal)
      // The host may have asked for rest meanwhile.
      while (pausedUntilMs > clock.monotonicMs()) await sleep(clock, pausedUntilMs - clock.monotonicMs(), signal)
    },
    pauseFor(delayMs) {
      pausedUntilMs = Math.max(pausedUntilMs, clock.monotonicMs() + delayMs)
    }
  }
}

/** The local service may be asked freely. */
export const freeBudget: RequestBudget = { take: async () => undefined, pauseFor: () => undefined }
