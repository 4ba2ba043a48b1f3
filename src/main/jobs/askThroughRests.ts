import type { Job } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import type { JobSteps } from './parts'
import { RATE_LIMIT_DELAY_MS } from './schedules'

/** After this long a person has gone on to other things. */
const LONGEST_WAIT_MS = 600_000

/**
 * A request that a person made about a job, kept through the pauses a service asks for and the budget's own (up to ten
 * minutes); a refused token holds every job of the account, as anywhere. Throws as `ask` does, 'cancelled' with the signal.
 */
export async function askThroughRests<T>({ asking, parts, waits }: JobSteps, job: Job, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  const endMs = parts.clock.monotonicMs() + LONGEST_WAIT_MS
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'tokenInvalid' && job.service === 'mvsep') asking.accounts.of(job).hold.refused()
      const delayMs = error.retryAfterMs ?? RATE_LIMIT_DELAY_MS
      if (error.code !== 'rateLimited' || parts.clock.monotonicMs() + delayMs > endMs) throw error
      await waits.pause(delayMs, signal)
    }
  }
}
