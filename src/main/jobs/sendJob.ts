import type { QueueHold } from '../../shared/domain/job'
import { AppError, toErrorInfo } from '../../shared/errors/appError'
import type { ServiceAccess } from '../mvsep/types'
import { checkSource, toSentSound } from './jobSource'
import type { JobSteps } from './parts'
import { LEDGER_FULL_DELAY_MS, RATE_LIMIT_DELAY_MS, unreachableHold } from './schedules'

/**
 * queued -> uploading -> waiting | unconfirmed | queued again. The one place a create goes out: 'uploading' is durable
 * before the first byte, "the last bytes go now" before those, the service's hash before anything else happens.
 * Throws AppError for what ends the job (its file, the service's refusal, a full disk).
 */
export async function sendJob(steps: JobSteps, id: string, signal: AbortSignal): Promise<void> {
  const { parts, store } = steps
  const { job, source } = store.get(id)
  const access = await accessOrHold(steps, id)
  if (access === null) return
  await checkSource(source)
  signal.throwIfAborted()
  try {
    store.apply(id, { type: 'uploadStarted' }, { lastBytesAtMs: null })
  } catch {
    // What goes out must be on the disk before. The list of jobs says so in a banner; this one waits its turn.
    steps.gateOf(job.service).close(null, LEDGER_FULL_DELAY_MS)
    return
  }
  try {
    const { renderId, options, outputFormat } = job.plan
    const remote = await parts.api.create(
      access,
      { sound: toSentSound(source, job.input), renderId, options: options.map(({ name, key }) => ({ name, key })), outputFormat },
      {
        signal,
        onProgress: (doneBytes, totalBytes) => {
          steps.tellProgress({ jobId: id, direction: 'upload', doneBytes, totalBytes })
        },
        onLastBytes: () => {
          if (signal.aborted) throw new AppError('cancelled')
          store.note(id, { lastBytesAtMs: parts.clock.nowMs() })
          steps.lookAgain() // the next song may be sent while this one's answer is awaited
        }
      }
    )
    steps.gateOf(job.service).succeeded()
    steps.ownGateOf(job).succeeded()
    store.apply(id, { type: 'accepted', remote })
  } catch (error) {
    if (store.find(id)?.job.phase !== 'uploading') return // cancelled or removed meanwhile
    if (signal.aborted && store.get(id).lastBytesAtMs === null) return
    settle(steps, id, error)
  }
}

/** What a create that brought no job means for it. */
function settle({ asking, store, gateOf, ownGateOf, parts }: JobSteps, id: string, error: unknown): void {
  const { job, lastBytesAtMs } = store.get(id)
  const { code, retryAfterMs } = error instanceof AppError ? error : { code: 'unexpected' as const, retryAfterMs: undefined }
  const gate = gateOf(job.service)
  const sendBack = (hold: QueueHold | null): void => {
    store.apply(id, { type: 'sentBack', hold })
  }
  switch (code) {
    case 'alreadyRunning':
      ownGateOf(job).closeBusy()
      return sendBack('oneAtATime')
    case 'rateLimited':
      gate.close('slowedDown', retryAfterMs ?? RATE_LIMIT_DELAY_MS)
      return sendBack('slowedDown')
    case 'tokenMissing':
    case 'tokenInvalid':
      ownGateOf(job).close('signIn', Infinity)
      if (job.service === 'mvsep' && code === 'tokenInvalid') asking.accounts.of(job).hold.refused()
      return sendBack('signIn')
    case 'diskFull': // the ledger could not note that the last bytes go out: they did not
    case 'ledgerUnreadable':
      gate.close(null, LEDGER_FULL_DELAY_MS)
      return sendBack(null)
    case 'offline':
    case 'serverUnreachable':
      gate.closeGrowing(unreachableHold(job.service))
      return sendBack(unreachableHold(job.service))
    case 'answerLost':
    case 'cancelled':
    case 'serverError':
    case 'notMvsep':
    case 'unexpected':
      if (code === 'unexpected') parts.report(error)
      // After the last bytes even an answer proves nothing unless it was understood: a gateway may time out over a job taken
      // in. That holds for 503, too (it comes from a gateway or a worker that ends, before or after the song was stored);
      // 429 does not get here, as requests are counted before a song is looked at (API notes §2).
      if (lastBytesAtMs !== null) {
        store.apply(id, { type: 'answerLost', sentAtMs: lastBytesAtMs })
        return
      }
      if (code === 'unexpected') throw error
      gate.closeGrowing(unreachableHold(job.service))
      return sendBack(unreachableHold(job.service))
    default: // understood and final: the file, the plan, the account, the certificate, the disk
      store.apply(id, { type: 'failed', error: toErrorInfo(error) })
  }
}

/** Where to send to; null when the job has to wait for that, which it then says. */
async function accessOrHold({ parts, store, gateOf, ownGateOf }: JobSteps, id: string): Promise<ServiceAccess | null> {
  const { job } = store.get(id)
  const { service, home, accountId } = job
  try {
    const access = await parts.accessFor(service, home, accountId)
    if (service === 'local' || access.token !== null) return access
    if (parts.accounts === undefined) ownGateOf(job).close('signIn', Infinity)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'tokenMissing' || error.code === 'tokenInvalid') ownGateOf(job).close('signIn', Infinity)
    else if (error.code === 'localServiceFailed') gateOf(service).closeGrowing('localService')
    else throw error
  }
  return null
}
