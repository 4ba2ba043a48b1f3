import type { CancelAnswer } from '../../shared/domain/cancelAnswer'
import type { Job } from '../../shared/domain/job'
import { AppError, toErrorInfo } from '../../shared/errors/appError'
import { remoteOf } from './jobReducer'
import type { JobServiceParts } from './parts'

/** Takes a job back from the service that has it. Best effort, and never rejects: a service that has begun may refuse. */
export async function cancelThere({ accessFor, api, report }: JobServiceParts, job: Job): Promise<CancelAnswer> {
  const remote = remoteOf(job)
  if (remote === null) return { outcome: 'here' }
  try {
    const { apiBase, token } = await accessFor(job.service)
    if (token === null) throw new AppError('tokenMissing')
    const { accepted, message } = await api.cancel(job.service === 'local' ? { ...remote, apiBase } : remote, token)
    return accepted ? { outcome: 'agreed', begun: job.phase !== 'waiting' } : { outcome: 'refused', message }
  } catch (error) {
    if (!(error instanceof AppError)) report(error)
    return { outcome: 'unheard', error: toErrorInfo(error) }
  }
}
