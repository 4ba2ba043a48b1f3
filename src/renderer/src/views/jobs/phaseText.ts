import type { TFunction } from 'i18next'
import type { Job, QueueHold, TransferProgress } from '../../../../shared/domain/job'
import { bytes } from '../../text/format'

const HOLDS = {
  oneAtATime: 'jobs.phase.holdOneAtATime',
  offline: 'jobs.phase.holdOffline',
  signIn: 'jobs.phase.holdSignIn',
  localService: 'jobs.phase.holdLocalService',
  paused: 'jobs.phase.paused'
} as const satisfies Record<QueueHold, string>

/** A job's phase in one honest line: what is known, and nothing that is guessed. */
export function phaseText(job: Job, progress: TransferProgress | null, t: TFunction, language: string): string {
  const size = (sizeBytes: number): string => bytes(sizeBytes, t, language)
  switch (job.phase) {
    case 'queued': return job.hold === null ? t('jobs.phase.queued') : t(HOLDS[job.hold])
    case 'uploading': return uploadText(progress, size, t)
    case 'unconfirmed': return job.lookedUp ? t('jobs.phase.unconfirmedAsk') : t('jobs.phase.unconfirmed')
    case 'waiting': return waitingText(job.currentOrder, job.queueCount, t)
    case 'distributing':
      return job.finishedChunks !== null && job.allChunks !== null
        ? t('jobs.phase.distributingChunks', { finished: job.finishedChunks, all: job.allChunks })
        : t('jobs.phase.distributing')
    case 'processing': return t('jobs.phase.processing')
    case 'merging': return t('jobs.phase.merging')
    case 'downloading': return downloadText(job.files.length, progress, size, t)
    case 'ready': return t('jobs.phase.ready', { count: job.files.length })
    case 'failed': return t('jobs.phase.failed')
    case 'cancelled': return t('jobs.phase.cancelled')
  }
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
  if (place !== null && count !== null) return t('jobs.phase.waitingAt', { place, count })
  if (place !== null) return t('jobs.phase.waitingPlace', { place })
  return count === null ? t('jobs.phase.waiting') : t('jobs.phase.waitingCount', { count })
}
