import type { Job } from '../../../../shared/domain/job'
import { isAtRest } from '../../stores/jobs'

/** What can be done with a job as it is; the engine passes over what has gone on meanwhile. */
export const canPause = (job: Job): boolean => !isAtRest(job) && !job.paused && !(job.phase === 'unconfirmed' && job.lookedUp)
export const canResume = (job: Job): boolean => job.paused
export const canCancel = (job: Job): boolean => !isAtRest(job)
/** What was made elsewhere can be asked for again, and never be sent. */
export const canRetry = (job: Job): boolean =>
  (job.phase === 'failed' || job.phase === 'cancelled') && (job.adopted === undefined || job.remote !== null)
export const canMove = (job: Job): boolean => job.phase === 'queued'
/** What is under way is cancelled first: a service may be working on it. */
export const canRemove = (job: Job): boolean => isAtRest(job) || job.phase === 'queued'
export const canStopFollowing = ({ phase }: Job): boolean =>
  phase === 'waiting' || phase === 'distributing' || phase === 'processing' || phase === 'merging'
/** Only a job sent with a file or a link has something that another model could be tried on. */
export const hasSong = ({ input, madeHere }: Job): boolean => madeHere === undefined && (input.sizeBytes > 0 || input.isLink === true)
