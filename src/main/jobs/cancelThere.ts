import type { CancelAnswer } from '../../shared/domain/cancelAnswer'
import type { Job } from '../../shared/domain/job'
import { AppError, toErrorInfo } from '../../shared/errors/appError'
import { askThroughRests } from './askThroughRests'
import { remoteOf } from './jobReducer'
import type { JobSteps } from './parts'

/** Takes a job back from the service that has it. Best effort, and never rejects: a service that has begun may refuse. */
export async function cancelThere(steps: JobSteps, job: Job, signal: AbortSignal): Promise<CancelAnswer> {
  const { accessFor, api, report } = steps.parts
  const remote = remoteOf(job)
  if (remote === null) return { outcome: 'here' }
  try {
    const { apiBase, token } = await accessFor(job.service, undefined, job.accountId)
    if (token === null) throw new AppError('tokenMissing')
    // Over a pause the user may have taken it up again; removed from the list it is still to be cancelled.
    const isWanted = (): boolean => (steps.store.find(job.id)?.job.phase ?? 'cancelled') === 'cancelled'
    const verdict = await askThroughRests(steps, job, signal, async () =>
      isWanted() ? api.cancel(job.service === 'local' ? { ...remote, apiBase } : remote, token) : null)
    if (verdict === null) return { outcome: 'here' }
    const { accepted, message } = verdict
    return accepted ? { outcome: 'agreed', begun: job.phase !== 'waiting' && remote.byLink !== true } : { outcome: 'refused', message }
  } catch (error) {
    if (!(error instanceof AppError)) report(error)
    return { outcome: 'unheard', error: toErrorInfo(error) }
  }
}
