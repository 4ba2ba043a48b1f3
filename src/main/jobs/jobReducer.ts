import type { Job, JobBase, JobPhase, RemoteAddress, RemoteJob, StemFile } from '../../shared/domain/job'
import { assertNever } from '../../shared/errors/assertNever'
import type { RemoteStatus } from '../mvsep/types'
import type { JobEvent } from './jobEvents'

/** The job after an event. An event the phase does not know leaves the job as it is and says so. */
export interface Reduced {
  readonly job: Job
  readonly illegal: boolean
}

/** The one place a job changes. Pure; answers the same object when nothing changed. `nowMs` is Unix time. */
export function jobReducer(job: Job, event: JobEvent, nowMs: number): Reduced {
  const next = phaseAfter(job, event, nowMs)
  if (next === null) return { job, illegal: true }
  const attempt = event.type === 'uploadStarted' ? job.attempt + 1 : job.attempt
  const position = event.type === 'moved' ? event.position : job.position
  const paused = pausedAfter(job, event, next)
  const named = event.type === 'filesAnnounced' && event.algorithmName !== undefined ? { plan: { ...job.plan, algorithmName: event.algorithmName } } : {}
  const accountId = event.type === 'claimed' ? (job.accountId ?? event.accountId) : job.accountId
  const input = (event.type === 'linkFetched' || event.type === 'accepted') && event.name !== undefined && event.name !== null ? { input: { ...job.input, name: event.name } } : {}
  const after = { ...next, ...named, ...input, attempt, position, paused, accountId }
  if (holdsAlready(job, after)) return { job, illegal: false }
  return { job: { ...baseOf(job), ...after, updatedAtMs: nowMs }, illegal: false }
}

/** Where the service knows the job; null while it does not. */
export const remoteOf = (job: Job): RemoteJob | null => ('remote' in job ? job.remote : null)

/** The results announced so far. */
export const filesOf = (job: Job): readonly StemFile[] => ('files' in job ? job.files : [])

/** Whether the service is known to work on the job, or to have it in its queue. */
export const isAtService = (job: Job): job is Job & { readonly phase: 'waiting' | 'distributing' | 'processing' | 'merging' } =>
  job.phase === 'waiting' || job.phase === 'distributing' || job.phase === 'processing' || job.phase === 'merging'

/** Whether nothing happens to the job any more unless the user says so. */
export const isAtRest = (job: Job): boolean => job.phase === 'ready' || job.phase === 'failed' || job.phase === 'cancelled'

function phaseAfter(job: Job, event: JobEvent, nowMs: number): JobPhase | null {
  switch (event.type) {
    case 'holdChanged':
      return job.phase === 'queued' && !job.paused ? { phase: 'queued', hold: event.hold } : null
    case 'uploadStarted':
      // What was made elsewhere has no song here and is not ours to pay for: it is never sent.
      return job.phase === 'queued' && !job.paused && job.adopted === undefined && job.madeHere === undefined ? { phase: 'uploading' } : null
    case 'sentBack':
      return job.phase === 'uploading' ? { phase: 'queued', hold: job.paused ? 'paused' : event.hold } : null
    case 'answerLost':
      return job.phase === 'uploading' ? { phase: 'unconfirmed', sentAtMs: event.sentAtMs, lookedUp: false } : null
    case 'accepted':
      if (job.phase === 'unconfirmed') return waitingAt(accepted(event.remote, job.sentAtMs))
      return job.phase === 'uploading' ? waitingAt(accepted(event.remote, nowMs)) : null
    case 'lookedUp':
    case 'lookAgain':
      return job.phase === 'unconfirmed'
        ? { phase: 'unconfirmed', sentAtMs: job.sentAtMs, lookedUp: event.type === 'lookedUp' }
        : null
    case 'sendAgain':
      return job.phase === 'unconfirmed' ? { phase: 'queued', hold: null } : null
    case 'linkFetched':
      return isAtService(job) && job.remote.byLink === true ? waitingAt({ ...job.remote, hash: event.remote.hash, apiBase: event.remote.apiBase, byLink: undefined }) : null
    case 'statusReceived':
      return isAtService(job) ? phaseOf(job, event.status) : null
    case 'filesAnnounced':
      return isAtService(job) ? { phase: 'downloading', remote: job.remote, files: event.files, hold: null, place: null } : null
    case 'fileDone':
      return job.phase === 'downloading' ? withFileDone(job, event) : null
    case 'downloadHeld':
      return job.phase === 'downloading' ? { ...job, hold: event.hold, place: event.place } : null
    case 'resultsLooked':
      return job.phase === 'ready' ? { ...job, files: job.files.map((file) => ({ ...file, damaged: event.damaged.includes(file.index) })) } : null
    case 'fetchAgain':
      return job.phase === 'ready' ? fetchingAgain(job, event.indexes) : null
    case 'deletedThere':
      return job.phase === 'ready' && job.remote !== null ? { ...job, remote: { ...job.remote, deletedAtMs: nowMs } } : null
    case 'allFilesDone':
      return job.phase === 'downloading' && job.files.every(({ done }) => done)
        ? { phase: 'ready', remote: job.remote, files: job.files, finishedAtMs: nowMs }
        : null
    case 'failed':
      if (isAtRest(job)) return null
      return { phase: 'failed', error: event.error, remote: event.remoteGone ? null : remoteOf(job), files: filesOf(job) }
    case 'cancelled':
      return isAtRest(job) ? null : { phase: 'cancelled', remote: remoteOf(job) }
    case 'pauseRequested':
      if (isAtRest(job)) return null
      return job.phase === 'queued' ? { phase: 'queued', hold: 'paused' } : job
    case 'resumeRequested':
      if (!job.paused) return null
      return job.phase === 'queued' ? { phase: 'queued', hold: null } : job
    case 'moved':
    case 'claimed':
      return job
    case 'takenBack':
      return job.phase === 'cancelled' ? { phase: 'cancelled', remote: null } : null
    case 'retryRequested':
      // Its files may have to go elsewhere: they are announced anew, and those that are here are not fetched again.
      if (job.phase === 'downloading' && job.hold !== null) return waitingAt(job.remote)
      if (job.phase !== 'failed' && job.phase !== 'cancelled') return null
      // What the service has is asked for again; only without that a retry may send, and so pay, anew.
      if (job.remote === null) return job.adopted === undefined ? { phase: 'queued', hold: null } : null
      return waitingAt(job.remote)
    default:
      return assertNever(event)
  }
}

/** A pause lasts until it is lifted, the job comes to rest, or the user has the job sent. */
function pausedAfter(job: Job, event: JobEvent, next: JobPhase): boolean {
  if (event.type === 'pauseRequested') return true
  if (event.type === 'resumeRequested' || event.type === 'sendAgain') return false
  return job.paused && next.phase !== 'ready' && next.phase !== 'failed' && next.phase !== 'cancelled'
}

const accepted = ({ hash, apiBase, byLink }: RemoteAddress, acceptedAtMs: number): RemoteJob =>
  ({ hash, apiBase, ...(byLink === undefined ? {} : { byLink }), acceptedAtMs, deletedAtMs: null })

const waitingAt = (remote: RemoteJob): JobPhase => ({ phase: 'waiting', remote, queueCount: null, currentOrder: null })

function phaseOf(job: Job & { readonly remote: RemoteJob }, status: RemoteStatus): JobPhase | null {
  const { remote } = job
  switch (status.status) {
    case 'waiting':
      return { phase: 'waiting', remote, queueCount: status.queueCount, currentOrder: status.currentOrder }
    case 'distributing':
      return { phase: 'distributing', remote, finishedChunks: status.finishedChunks, allChunks: status.allChunks }
    case 'processing':
    case 'merging':
      return { phase: status.status, remote, message: status.message }
    case 'unknown': // a word of a newer service: in progress, shown as it is
      return { phase: 'processing', remote, message: status.message ?? status.word }
    case 'failed':
      return { phase: 'failed', error: { code: remote.byLink === true ? 'linkFailed' : 'jobFailed', detail: status.message ?? undefined }, remote: null, files: [] }
    case 'done': // its files follow as filesAnnounced
    case 'fetched': // a linkFetched of its own
    case 'notFound': // the poller decides how long that is forgiven
      return null
    default:
      return assertNever(status)
  }
}

type FileDone = JobEvent & { readonly type: 'fileDone' }

function withFileDone(job: Job & { readonly phase: 'downloading' }, { index, fileName, damaged }: FileDone): JobPhase | null {
  if (!job.files.some((file) => file.index === index)) return null
  return { ...job, files: job.files.map((file) => (file.index === index ? { ...file, fileName, done: true, damaged } : file)) }
}

/** What the service deleted cannot be fetched again. */
function fetchingAgain({ remote, files }: Job & { readonly phase: 'ready' }, indexes: readonly number[]): JobPhase | null {
  if (remote === null || remote.deletedAtMs !== null || !indexes.every((index) => files.some((file) => file.index === index))) return null
  const missing = files.map((file) => (indexes.includes(file.index) ? { ...file, done: false, damaged: false } : file))
  return { phase: 'downloading', remote, files: missing, hold: null, place: null }
}

const baseOf = ({ id, service, input, plan, createdAtMs, updatedAtMs, attempt, position, paused, home, accountId, adopted, madeHere }: Job): JobBase => ({
  id, service, input, plan, createdAtMs, updatedAtMs, attempt, position, paused, accountId,
  ...(home === undefined ? {} : { home }), ...(adopted === undefined ? {} : { adopted }), ...(madeHere === undefined ? {} : { madeHere })
})

function holdsAlready(job: Job, next: object): boolean {
  const now: Readonly<Record<string, unknown>> = { ...job }
  return Object.entries(next).every(([key, value]) => now[key] === value || JSON.stringify(now[key]) === JSON.stringify(value))
}
