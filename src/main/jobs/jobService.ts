import { join } from 'node:path'
import type { Job, TransferProgress } from '../../shared/domain/job'
import type { JobOutlook } from '../../shared/domain/outlook'
import type { ServiceId } from '../../shared/domain/service'
import { clearTraces } from '../transfers/download'
import { createEmitter } from '../util/emitter'
import { addAdopted, holderOf, type Adoption } from './adopt'
import { createAsking } from './asking'
import type { EnqueueItem } from './enqueueItem'
import { fileOf, type JobSource } from './jobSource'
import { toMadeRow, toRow, type MadeResults } from './newRow'
import { createJobCommands, namesOf, type JobCommands } from './jobCommands'
import { createJobQueue } from './jobQueue'
import { filesOf, isAtService } from './jobReducer'
import { createJobRuns } from './jobRuns'
import { createJobStore, type JobsChanged } from './jobStore'
import type { LedgerRow } from './ledger'
import type { JobServiceParts, JobSteps } from './parts'
import { careForLedger } from './ledgerCare'
import { createProgressMeter } from './progressMeter'
import { recoveryOf } from './recover'
import { runJob } from './runJob'
import { createServiceGate } from './serviceGate'
import { createTransferSlots } from './transferSlots'
import { createWaits } from './waits'

/** Why everything that waits should look again at once. */
export type WakeReason = 'account' | 'online' | 'localService' | 'resume'

export interface JobFiles {
  readonly folder: string
  readonly files: readonly { readonly index: number; readonly stem: string; readonly path: string }[]
}

export interface JobService extends JobCommands {
  /** Takes up every job where the last run left it. */
  start(): void
  /** Stops all work where it stands (the next start goes on from there) and ends when nothing of it is left. */
  dispose(): Promise<void>
  list(): readonly Job[]
  /**
   * One job an item, in this order; durable when it returns. An item with the id of a job that is here, or was removed in this
   * run, makes none. `accountId`: who pays at MVSEP, where it is not who is signed in now.
   */
  enqueue(items: readonly EnqueueItem[], service: ServiceId, accountId?: string | null): readonly Job[]
  /**
   * Takes in a job that exists at the service: followed and fetched like any other, never sent. A hash is never taken in twice:
   * the job that has it is answered, brought back if it was removed in this run, and asked for again if it had stopped.
   */
  adopt(adoption: Adoption): Job
  /** Takes jobs off the list; results on disk stay. `restore` brings them back, as they were, until the next start. */
  remove(ids: readonly string[]): void
  restore(ids: readonly string[]): void
  /** The files and links behind these jobs, each once; for main alone. Throws 'invalidInput' for an unknown id. */
  sourcesOf(ids: readonly string[]): readonly JobSource[]
  /** Gives this account every MVSEP job that has none: those from before accounts were told apart, and those made while nobody was signed in. */
  claim(accountId: string): void
  /** The limits have changed: what waits for its turn looks again. */
  applyLimits(): void
  wake(reason: WakeReason): void
  /** Whether somebody may be looking: unseen, jobs are asked about more seldom and no outlook is told. */
  setSeen(seen: boolean): void
  outlooks(): readonly JobOutlook[]
  /** Whether changes of the list are not on the disk: it is full. They are kept and written as soon as that goes. */
  hasUnsaved(): boolean
  onUnsaved(listener: (isUnsaved: boolean) => void): () => void
  /** The results that are here; null while the job has no folder. */
  filesOf(id: string): JobFiles | null
  /** The results of a job were looked at, all of them: these are damaged or gone. An unknown job, and one that is not ready, is passed over. */
  noteDamaged(id: string, damagedIndexes: readonly number[]): void
  /** The file the job was made from, as it was then; null for a job without one, or an unknown one. */
  sourceOf(id: string): ReturnType<typeof fileOf>
  /** Takes in results that were made on this computer, as a job that is ready: durable when it returns. */
  addMade(made: MadeResults): Job
  onChange(listener: (changed: JobsChanged) => void): () => void
  onProgress(listener: (progress: TransferProgress) => void): () => void
  onOutlook(listener: (outlooks: readonly JobOutlook[]) => void): () => void
}

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
  const asking = createAsking(parts, waits)
  const downloads = createTransferSlots(() => parts.limits().downloadsAtOnce)
  const steps: JobSteps = {
    parts, store, waits, downloads,
    gateOf: (service) => gates[service],
    ownGateOf: (job) => (job.service === 'local' ? gates.local : asking.accounts.of(job).gate), asking, tellProgress: meter.tell, lookAgain: () => { queue.pump() }
  }
  // A download that waits for the network moves nothing: another one may meanwhile.
  const download = parts.createDownload((delayMs, signal) => downloads.rest(signal, () => waits.pause(delayMs, signal)))
  const endOf = (id: string): void => {
    meter.forget(id)
    queue.pump()
  }
  const runs = createJobRuns((id, signal) => runJob(steps, id, download, signal), endOf, parts.report)
  const queue = createJobQueue(steps, runs.isRunning, runs.start)
  const commands = createJobCommands(steps, runs)
  const stopCaring = careForLedger(store, clock)
  const stopPumping = store.changed.on(() => {
    queue.pump()
  })

  /** Goes on with jobs where they were left: at the last start, or when they were removed. */
  function takeUp(rows: readonly LedgerRow[]): void {
    store.applyAll(rows.flatMap((row) => {
      const event = recoveryOf(row)
      return event === null ? [] : [[row.job.id, event] as const]
    }))
    for (const { job: { id } } of rows) {
      const { job } = store.get(id)
      const isFetched = job.phase === 'downloading' && !job.paused
      if (isAtService(job) || isFetched || (job.phase === 'unconfirmed' && !job.lookedUp)) runs.start(id)
    }
    queue.pump()
  }
  /** Removed jobs leave nothing half-fetched behind; what they fetched whole is the user's. */
  async function purge(): Promise<void> {
    const { removedRows } = parts.ledger.findings
    if (removedRows.length === 0) return
    for (const { job, folder } of removedRows) if (folder !== null) await clearTraces(folder, namesOf(job))
    parts.ledger.forget(removedRows.map(({ job }) => job.id))
  }

  return {
    ...commands,
    start() {
      runs.inBackground(purge())
      takeUp(store.rows())
    },
    async dispose() {
      stopPumping()
      stopCaring()
      queue.dispose()
      await runs.dispose()
      await asking.dispose()
      if (store.unsaved.any()) store.unsaved.saveAgain()
      store.unsaved.changed.clear()
      store.changed.clear()
      progress.clear()
    },
    list: () => store.rows().map(({ job }) => job),
    enqueue(items, service, accountId) {
      const about = {
        service, nowMs: clock.nowMs(), accountId: service === 'mvsep' ? (accountId ?? parts.accounts?.active() ?? null) : null,
        home: service === 'mvsep' ? parts.homeForNew?.() : undefined
      }
      const rows = items.map((item) => toRow(item, about))
      const known = new Set([...store.rows(), ...store.removedRows()].map(({ job }) => job.id))
      store.add(rows.filter(({ job }) => !known.has(job.id)))
      return rows.flatMap(({ job }) => store.find(job.id)?.job ?? [])
    },
    adopt(adoption) {
      const removed = holderOf(store.removedRows(), adoption)
      if (removed !== undefined) takeUp(store.restore([removed.id]))
      const known = holderOf(store.rows(), adoption)
      if (known !== undefined) commands.retry([known.id])
      const job = known ?? addAdopted(store, adoption, clock.nowMs())
      if (known === undefined) runs.start(job.id)
      return store.get(job.id).job
    },
    remove(ids) {
      const rows = [...new Set(ids)].map((id) => store.get(id))
      for (const { job } of rows) runs.stop(job.id)
      store.remove(rows.map(({ job }) => job.id))
    },
    restore(ids) {
      takeUp(store.restore(ids))
    },
    sourcesOf: (ids) => [...new Map(ids.flatMap((id) => store.get(id).source ?? []).map((source) => [JSON.stringify(source), source])).values()],
    claim(accountId) {
      const unclaimed = store.rows().filter(({ job }) => job.service === 'mvsep' && job.accountId === null && job.adopted === undefined)
      store.applyAll(unclaimed.map(({ job }) => [job.id, { type: 'claimed', accountId }] as const))
    },
    applyLimits() {
      downloads.look()
      queue.pump()
    },
    wake(reason) {
      for (const service of ['mvsep', 'local'] as const) {
        const hold = gates[service].state()?.hold
        if (hold !== 'signIn' || reason === 'account') gates[service].open()
      }
      if (reason === 'account') asking.accounts.accepted()
      else asking.accounts.wake()
      asking.wake(reason === 'resume' || reason === 'online')
      waits.wakeAll()
      queue.pump()
    },
    setSeen: (seen) => { asking.setSeen(seen) },
    outlooks: () => asking.outlooks.list(),
    filesOf(id) {
      const row = store.find(id)
      if (row === undefined || row.folder === null) return null
      const { folder } = row
      const files = filesOf(row.job).filter(({ done }) => done)
      return { folder, files: files.map(({ index, stem, fileName }) => ({ index, stem, path: join(folder, fileName) })) }
    },
    noteDamaged(id, damaged) {
      if (store.find(id)?.job.phase === 'ready') store.apply(id, { type: 'resultsLooked', damaged })
    },
    hasUnsaved: () => store.unsaved.any(),
    onUnsaved: (listener) => store.unsaved.changed.on(listener),
    sourceOf: (id) => fileOf(store.find(id)?.source ?? null),
    addMade: (made) => store.add([toMadeRow(made, clock.nowMs())])[0] ?? store.get(made.id).job,
    onChange: (listener) => store.changed.on(listener),
    onProgress: (listener) => progress.on(listener),
    onOutlook: (listener) => asking.outlooks.told.on(listener)
  }
}
