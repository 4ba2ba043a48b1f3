import type { TFunction } from 'i18next'
import type { DownloadHold, Job, QueueHold, TransferProgress } from '../../../../shared/domain/job'
import { NO_OUTLOOK, type JobOutlook, type JobTrouble } from '../../../../shared/domain/outlook'
import type { ServiceId } from '../../../../shared/domain/service'
import { bytes, span } from '../../text/format'

const HOLDS = {
  oneAtATime: 'jobs.phase.holdOneAtATime',
  turn: 'jobs.phase.holdTurn',
  slowedDown: 'jobs.phase.holdSlowedDown',
  offline: 'jobs.phase.holdOffline',
  signIn: 'jobs.phase.holdSignIn',
  localService: 'jobs.phase.holdLocalService',
  paused: 'jobs.phase.paused'
} as const satisfies Record<QueueHold, string>

const DOWNLOAD_HOLDS = {
  diskFull: 'jobs.phase.holdDiskFull',
  folderGone: 'jobs.phase.holdFolderGone',
  offline: 'jobs.phase.holdDownloadOffline'
} as const satisfies Record<DownloadHold, string>

/** A job's phase in one honest line: what is known, and nothing that is guessed. `payer`: the account it belongs to. */
export function phaseText(job: Job, progress: TransferProgress | null, t: TFunction, language: string, outlook: JobOutlook | null = null, payer: string | null = null): string {
  if (payer !== null && job.phase === 'queued' && job.hold === 'signIn') return t('accounts.holdSignIn', { email: payer })
  if (job.paused) return pausedText(job, phaseWords(job, progress, t, language), t)
  const told = outlook ?? { ...NO_OUTLOOK, jobId: job.id }
  if (told.trouble !== null && isAsked(job)) return troubleText(told.trouble, job.service, t)
  const words = phaseWords(job, progress, t, language)
  if (!isAsked(job) || isFetchingLink(job)) return words
  const { workedSeconds, usualSeconds, waitSeconds } = told
  const time = (seconds: number): string => span(seconds, t, language)
  const worked = job.phase !== 'processing' || job.message !== null || workedSeconds === null || workedSeconds < 1 ? words : t('jobs.phase.working', { phase: words, worked: time(workedSeconds) })
  const more = job.phase === 'waiting'
    ? (waitSeconds === null || waitSeconds < 1 ? null : t('jobs.phase.estimated', { wait: time(roundly(waitSeconds)) }))
    : (usualSeconds === null ? null : t('jobs.phase.usually', { usual: time(roundly(usualSeconds)) }))
  return more === null ? worked : t('jobs.phase.joined', { first: worked, second: more })
}

/** What a pause means where the job stands: what stops, what is kept, and what goes on without us. */
function pausedText(job: Job, words: string, t: TFunction): string {
  if (job.phase === 'queued') return t(job.attempt === 0 ? 'jobs.phase.pausedUnsent' : 'jobs.phase.pausedUpload')
  if (job.phase === 'downloading') return t('jobs.phase.pausedDownload')
  return isAsked(job) || job.phase === 'uploading' ? t('jobs.phase.joined', { first: words, second: t('jobs.phase.pausedThere') }) : words
}

/** The phases in which the service is asked about the job. */
const isAsked = ({ phase }: Job): boolean => phase === 'waiting' || phase === 'distributing' || phase === 'processing' || phase === 'merging'

/** What the service says meanwhile is about the link, and not yet about the job. */
const isFetchingLink = (job: Job): boolean => isAsked(job) && 'remote' in job && job.remote?.byLink === true

/** Below a minute and a half, estimates are told in tens of seconds. */
const roundly = (seconds: number): number => (seconds < 90 ? Math.max(10, Math.round(seconds / 10) * 10) : seconds)

function troubleText(trouble: JobTrouble, service: ServiceId, t: TFunction): string {
  if (trouble === 'account') return t('jobs.phase.accountHeld')
  if (service === 'local') return t('jobs.phase.unreachableLocal')
  return trouble === 'slowedDown' ? t('jobs.phase.slowedDown') : t('jobs.phase.unreachable')
}

function phaseWords(job: Job, progress: TransferProgress | null, t: TFunction, language: string): string {
  const size = (sizeBytes: number): string => bytes(sizeBytes, t, language)
  if (isFetchingLink(job)) return t(job.service === 'local' ? 'links.fetchingHere' : 'links.fetching')
  switch (job.phase) {
    case 'queued': return job.hold === null ? t('jobs.phase.queued') : t(HOLDS[job.hold])
    case 'uploading': return uploadText(progress, size, t)
    case 'unconfirmed': return job.lookedUp ? t('jobs.phase.unconfirmedAsk') : t('jobs.phase.unconfirmed')
    case 'waiting': return waitingText(job.currentOrder, job.queueCount, t)
    case 'distributing':
      return job.finishedChunks !== null && job.allChunks !== null
        ? t('jobs.phase.distributingChunks', { finished: job.finishedChunks, all: job.allChunks })
        : t('jobs.phase.distributing')
    case 'processing': return job.message === CONVERTING ? t('jobs.phase.converting') : saying(t('jobs.phase.processing'), job.message, t)
    case 'merging': return saying(t('jobs.phase.merging'), job.message, t)
    case 'downloading': return job.hold !== null ? t(DOWNLOAD_HOLDS[job.hold]) : downloadText(job.files.length, progress, size, t)
    case 'ready': return job.madeHere === undefined ? t('jobs.phase.ready', { count: job.files.length }) : t('ensemble.madeHere')
    case 'failed': return t('jobs.phase.failed')
    case 'cancelled': return t(job.remote === null ? 'jobs.phase.cancelled' : 'jobs.phase.cancelledHere')
  }
}

/** A status word only one client has seen (API notes §3); it comes as the words of a job at work. */
const CONVERTING = 'converting'
const LONGEST_MESSAGE = 80

/** With the service's own words, where it has some. */
function saying(phase: string, message: string | null, t: TFunction): string {
  if (message === null || message === '') return phase
  const short = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message
  return t('jobs.phase.saying', { phase, message: short })
}

type Size = (sizeBytes: number) => string

function uploadText(progress: TransferProgress | null, size: Size, t: TFunction): string {
  if (progress?.direction !== 'upload') return t('jobs.phase.uploading')
  return progress.totalBytes === null
    ? t('jobs.phase.uploadingSome', { done: size(progress.doneBytes) })
    : t('jobs.phase.uploadingBytes', { done: size(progress.doneBytes), total: size(progress.totalBytes) })
}

function downloadText(count: number, progress: TransferProgress | null, size: Size, t: TFunction): string {
  if (progress?.direction !== 'download') return t('jobs.phase.downloading', { count })
  return progress.totalBytes === null
    ? t('jobs.phase.downloadingSome', { done: size(progress.doneBytes) })
    : t('jobs.phase.downloadingBytes', { done: size(progress.doneBytes), total: size(progress.totalBytes) })
}

function waitingText(place: number | null, count: number | null, t: TFunction): string {
  if (place !== null && place > 0 && count !== null && count >= place) return t('jobs.phase.waitingAt', { count: place, ordinal: true, all: count })
  if (place !== null && place > 0) return t('jobs.phase.waitingPlace', { count: place, ordinal: true })
  return count === null ? t('jobs.phase.waiting') : t('jobs.phase.waitingCount', { count })
}
