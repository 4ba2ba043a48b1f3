import type { Job, RemoteJob } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import type { RemoteFile, RemoteStatus } from '../mvsep/types'
import { backOffMs } from '../transfers/backOff'
import { isAtService } from './jobReducer'
import type { JobSteps } from './parts'
import { EMPTY_FILES_GRACE_MS, NOT_FOUND_GRACE_MS, NOT_FOUND_TIMES, POLL_AGAIN, pollDelayMs, RATE_LIMIT_DELAY_MS } from './schedules'

/** The service has the job no more, by its own word. */
export class RemoteGone extends AppError {}

/**
 * Asks about a job until its results are announced, and answers them; null when the service says it failed (the job then
 * says so too). Every passing error is waited out. Throws RemoteGone('jobNotFound'), 'serverError' when results never
 * come, 'tlsFailed', 'refused', 'cancelled'.
 */
export async function follow(steps: JobSteps, id: string, signal: AbortSignal): Promise<readonly RemoteFile[] | null> {
  const { parts, store, waits } = steps
  const { clock, random } = parts
  const { service } = store.get(id).job
  const startedMs = clock.monotonicMs()
  const isNew = clock.nowMs() - store.get(id).job.updatedAtMs < NOT_FOUND_GRACE_MS
  let notFoundTimes = 0
  let doneSinceMs: number | null = null
  for (;;) {
    const status = await askPatiently(steps, id, signal)
    notFoundTimes = status.status === 'notFound' ? notFoundTimes + 1 : 0
    if (status.status === 'notFound') {
      const graceMs = isNew ? NOT_FOUND_GRACE_MS : 0
      if (notFoundTimes >= NOT_FOUND_TIMES && clock.monotonicMs() - startedMs >= graceMs) {
        throw new RemoteGone('jobNotFound', { detail: status.message ?? undefined })
      }
    } else if (status.status === 'done') {
      if (status.files.length > 0 && status.files.every(({ url }) => url !== '')) return status.files
      doneSinceMs ??= clock.monotonicMs()
      if (clock.monotonicMs() - doneSinceMs >= EMPTY_FILES_GRACE_MS) {
        throw new AppError('serverError', { detail: 'the service said done and announced no files' })
      }
    } else {
      store.apply(id, { type: 'statusReceived', status })
      if (status.status === 'failed') return null
    }
    const jobs = store.rows().filter(({ job }) => job.service === service && isAtService(job)).length
    await waits.pause(pollDelayMs(status, service, jobs, random), signal)
  }
}

async function askPatiently(steps: JobSteps, id: string, signal: AbortSignal): Promise<RemoteStatus> {
  const { parts, store, waits, budgetOf } = steps
  const { job } = store.get(id)
  const budget = budgetOf(job.service)
  for (let failures = 1; ; failures += 1) {
    try {
      await budget.take(signal)
      return await parts.api.status(await whereIs(steps, store.get(id).job), signal)
    } catch (error) {
      if (signal.aborted || !(error instanceof AppError) || !passes(error)) throw error
      // Asked to slow down: the host means all jobs, not this one.
      const restMs = error.retryAfterMs ?? (error.code === 'rateLimited' ? RATE_LIMIT_DELAY_MS : 0)
      if (restMs > 0) budget.pauseFor(restMs)
      await waits.pause(Math.max(backOffMs(POLL_AGAIN, failures, parts.random), restMs), signal)
    }
  }
}

/** Where the service knows the job. The local service may come back on another port; every other job stays where it is. */
export async function whereIs({ parts }: JobSteps, job: Job): Promise<RemoteJob> {
  if (!('remote' in job) || job.remote === null) throw new AppError('cancelled')
  if (job.service === 'mvsep') return job.remote
  return { hash: job.remote.hash, apiBase: (await parts.accessFor('local')).apiBase }
}

/** A captive portal answers pages for everyone: not MVSEP, and as good as offline. */
const passes = ({ code }: AppError): boolean =>
  code === 'offline' || code === 'serverUnreachable' || code === 'serverError' || code === 'rateLimited' || code === 'notMvsep' || code === 'localServiceFailed'
