import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { CancelAnswer } from '../../shared/domain/cancelAnswer'
import type { Job, TransferProgress } from '../../shared/domain/job'
import type { ServiceId } from '../../shared/domain/service'
import { clearTraces } from '../transfers/download'
import { createEmitter } from '../util/emitter'
import { cancelThere } from './cancelThere'
import type { EnqueueItem } from './enqueueItem'
import { createJobQueue } from './jobQueue'
import { filesOf, isAtRest, isAtService } from './jobReducer'
import { createJobStore, type JobsChanged } from './jobStore'
import type { LedgerRow } from './ledger'
import type { JobServiceParts, JobSteps } from './parts'
import { leaveFolder } from './leaveFolder'
import { createProgressMeter } from './progressMeter'
import { recoveryOf } from './recover'
import { createRequestBudget, freeBudget } from './requestBudget'
import { runJob } from './runJob'
import { REQUESTS_PER_MINUTE } from './schedules'
import { createServiceGate } from './serviceGate'
import { createWaits } from './waits'

/** Why everything that waits should look again at once. */
export type WakeReason = 'account' | 'online' | 'localService' | 'resume'
export type UnconfirmedAnswer = 'lookAgain' | 'sendAgain' | 'giveUp'

export interface JobFiles {
  readonly folder: string
  readonly files: readonly { readonly index: number; readonly stem: string; readonly path: string }[]
}

export interface JobService {
  /** Takes up every job where the last run left it. */
  start(): void
  /** Stops all work where it stands (the next start goes on from there) and ends when nothing of it is left. */
  dispose(): Promise<void>
  list(): readonly Job[]
  /** One job an item, in this order; durable when it returns. */
  enqueue(items: readonly EnqueueItem[], service: ServiceId): readonly Job[]
  /** Stops a job here at once; the answer comes when the service, where it has the job, was told. Never rejects but for an unknown id. */
  cancel(id: string): Promise<CancelAnswer>
  /** Asks the service again for what it has; sends anew only a job that the service does not have. */
  retry(id: string): void
  /** Forgets a job; results on disk stay. */
  remove(id: string): Promise<void>
  resolveUnconfirmed(id: string, answer: UnconfirmedAnswer): void
  wake(reason: WakeReason): void
  /** The results that are here; null while the job has no folder. */
  filesOf(id: string): JobFiles | null
  /** The file the job was made from, as it was then; null for a job without one, or an unknown one. */
  sourceOf(id: string): LedgerRow['source']
  onChange(listener: (changed: JobsChanged) => void): () => void
  onProgress(listener: (progress: TransferProgress) => void): () => void
}

const namesOf = (job: Job): readonly string[] => filesOf(job).map(({ fileName }) => fileName)

/** Failures whose next step may be another library folder; every other job stays where it began. */
const couldNotBeWritten = (job: Job): boolean =>
  job.phase === 'failed' && (job.error.code === 'diskFull' || job.error.code === 'folderUnwritable')

/** Builds the job engine. Nothing happens before `start`. The ledger stays the caller's to close, after `dispose`. */
export function createJobService(parts: JobServiceParts): JobService {
  const { clock, random } = parts
  const store = createJobStore(parts.ledger, () => clock.nowMs(), parts.report)
  const waits = createWaits(clock)
  const progress = createEmitter<TransferProgress>()
  const meter = createProgressMeter(clock, (told) => {
    progress.emit(told)
  })
  const gates = { mvsep: createServiceGate(clock, random), local: createServiceGate(clock, random) }
  const budgets = { mvsep: createRequestBudget(REQUESTS_PER_MINUTE, clock), local: freeBudget }
  const steps: JobSteps = { parts, store, waits, gateOf: (service) => gates[service], budgetOf: (service) => budgets[service], tellProgress: meter.tell }
  const download = parts.createDownload((delayMs, signal) => waits.pause(delayMs, signal))
  const runs = new Map<string, { readonly controller: AbortController; readonly ended: Promise<void> }>()
  const ending = new Map<string, Promise<void>>()
  const background = new Set<Promise<void>>()
  let disposed = false

  const queue = createJobQueue(steps, (id) => runs.has(id), run)
  const stopPumping = store.changed.on(() => {
    queue.pump()
  })

  function run(id: string): void {
    if (disposed || runs.has(id)) return
    const controller = new AbortController()
    // A run that was stopped may still be closing its files; two must never write one.
    const ended = (ending.get(id) ?? Promise.resolve()).then(() => runJob(steps, id, download, controller.signal)).then(() => {
      if (runs.get(id)?.controller === controller) runs.delete(id)
      if (ending.get(id) === ended) ending.delete(id)
      meter.forget(id)
      queue.pump()
    })
    runs.set(id, { controller, ended })
  }
  /** Ends a job's run; a new one may begin at once. */
  function stop(id: string): void {
    const running = runs.get(id)
    if (running === undefined) return
    runs.delete(id)
    ending.set(id, running.ended)
    running.controller.abort()
  }
  function inBackground(work: Promise<unknown>): void {
    const ended: Promise<void> = work.then(() => undefined, parts.report).finally(() => {
      background.delete(ended)
    })
    background.add(ended)
  }
  async function cancel(id: string): Promise<CancelAnswer> {
    const { job, lastBytesAtMs } = store.get(id)
    if (isAtRest(job)) return { outcome: 'here' }
    // Too late to take back: the answer is on its way, and with it the way to cancel there.
    if (job.phase === 'uploading' && lastBytesAtMs !== null) return cancelOnceAnswered(id)
    stop(id)
    store.apply(id, { type: 'cancelled' })
    if (!isAtService(job)) return { outcome: 'here' }
    const answer = cancelThere(parts, job)
    inBackground(answer)
    const { outcome } = await answer
    // Otherwise a retry would wait for a job that nobody has any more. The user may have been faster.
    if (outcome === 'agreed' && store.find(id)?.job.phase === 'cancelled') store.apply(id, { type: 'takenBack' })
    return answer
  }
  function cancelOnceAnswered(id: string): Promise<CancelAnswer> {
    return new Promise((resolve, reject) => {
      const stopListening = store.changed.on(({ jobs, removedIds }) => {
        const now = jobs.find((changed) => changed.id === id)
        if (now === undefined ? !removedIds.includes(id) : now.phase === 'uploading') return
        stopListening()
        if (now !== undefined && isAtService(now)) cancel(id).then(resolve, reject)
        else resolve({ outcome: 'here' })
      })
    })
  }

  return {
    start() {
      store.applyAll(store.rows().flatMap((row) => {
        const event = recoveryOf(row)
        return event === null ? [] : [[row.job.id, event] as const]
      }))
      for (const { job } of store.rows()) {
        if (isAtService(job) || job.phase === 'downloading' || (job.phase === 'unconfirmed' && !job.lookedUp)) run(job.id)
      }
      queue.pump()
    },
    async dispose() {
      disposed = true
      stopPumping()
      queue.dispose()
      for (const id of [...runs.keys()]) stop(id)
      await Promise.all([...ending.values(), ...background])
      store.changed.clear()
      progress.clear()
    },
    list: () => store.rows().map(({ job }) => job),
    enqueue(items, service) {
      const nowMs = clock.nowMs()
      const rows = items.map(({ source, name, sizeBytes, durationSeconds, plan }) => ({
        job: {
          id: randomUUID(), service, input: { name, sizeBytes, durationSeconds }, plan, createdAtMs: nowMs, updatedAtMs: nowMs, attempt: 0,
          phase: 'queued' as const, hold: null
        },
        source, folder: null, lastBytesAtMs: null
      }))
      store.add(rows)
      return rows.map(({ job }) => job)
    },
    cancel,
    retry(id) {
      stop(id) // a run that has just failed may still be ending
      const { job, folder } = store.get(id)
      const abandoned = folder !== null && couldNotBeWritten(job) && dirname(folder) !== parts.libraryFolder() ? folder : null
      if (!store.apply(id, { type: 'retryRequested' }, abandoned === null ? undefined : { folder: null })) return
      if (abandoned !== null) inBackground((ending.get(id) ?? Promise.resolve()).then(() => leaveFolder(abandoned, namesOf(job))))
      if (isAtService(store.get(id).job)) run(id)
    },
    async remove(id) {
      const { job, folder } = store.get(id)
      stop(id)
      store.remove(id)
      await ending.get(id)
      if (folder !== null) await clearTraces(folder, namesOf(job))
    },
    resolveUnconfirmed(id, answer) {
      stop(id)
      if (answer === 'sendAgain') store.apply(id, { type: 'sendAgain' }, { lastBytesAtMs: null })
      else if (answer === 'giveUp') store.apply(id, { type: 'cancelled' })
      else if (store.apply(id, { type: 'lookAgain' })) run(id)
    },
    wake(reason) {
      for (const service of ['mvsep', 'local'] as const) {
        const hold = gates[service].state()?.hold
        if (hold !== 'signIn' || reason === 'account') gates[service].open()
      }
      waits.wakeAll()
      queue.pump()
    },
    filesOf(id) {
      const row = store.find(id)
      if (row === undefined || row.folder === null) return null
      const { folder } = row
      const files = filesOf(row.job).filter(({ done }) => done)
      return { folder, files: files.map(({ index, stem, fileName }) => ({ index, stem, path: join(folder, fileName) })) }
    },
    sourceOf: (id) => store.find(id)?.source ?? null,
    onChange: (listener) => store.changed.on(listener),
    onProgress: (listener) => progress.on(listener)
  }
}
