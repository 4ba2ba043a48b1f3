import { AppError, toErrorInfo } from '../../shared/errors/appError'
import type { Download } from '../transfers/download'
import { fetchFiles, toStemFiles } from './fetchFiles'
import { isAtRest, isAtService } from './jobReducer'
import { lookUp } from './lookUp'
import type { JobSteps } from './parts'
import { follow, RemoteGone } from './poller'
import { sendJob } from './sendJob'

/**
 * One job straight down, from wherever it stands:
 * queued -> uploading -> (unconfirmed) -> waiting … merging -> downloading -> ready.
 * Returns when it is at rest, waits for its turn or for the user, or when the signal fires. Never rejects.
 */
export async function runJob(steps: JobSteps, id: string, download: Download, signal: AbortSignal): Promise<void> {
  const { store, parts } = steps
  const phase = (): string | undefined => store.find(id)?.job.phase
  try {
    signal.throwIfAborted()
    if (phase() === 'queued') await sendJob(steps, id, signal)
    if (phase() === 'unconfirmed') await lookUp(steps, id, signal)
    signal.throwIfAborted()
    if (isAtService(store.get(id).job)) {
      const done = await follow(steps, id, signal)
      if (done === null) return
      const { job } = store.get(id)
      const named = job.adopted === 'algorithmUnknown' && done.algorithmName !== undefined ? { algorithmName: done.algorithmName } : {}
      store.apply(id, { type: 'filesAnnounced', files: toStemFiles(job, done.files), ...named })
    }
    if (phase() === 'downloading' && !store.get(id).job.paused) await fetchFiles(steps, id, download, signal)
  } catch (error) {
    const job = store.find(id)?.job
    if (signal.aborted || job === undefined || isAtRest(job)) return
    if (!(error instanceof AppError)) parts.report(error)
    store.apply(id, { type: 'failed', error: toErrorInfo(error), ...(error instanceof RemoteGone ? { remoteGone: true } : {}) })
  }
}
