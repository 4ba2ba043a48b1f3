import type { Job } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import { createEmitter } from '../util/emitter'
import type { JobEvent } from './jobEvents'
import { jobReducer } from './jobReducer'
import type { Ledger, LedgerRow } from './ledger'

export interface JobsChanged {
  readonly jobs: readonly Job[]
  readonly removedIds: readonly string[]
}

type MainFacts = Partial<Pick<LedgerRow, 'folder' | 'lastBytesAtMs'>>
export type JobChange = readonly [id: string, event: JobEvent]

/** All jobs in memory, each change written to the ledger before anyone hears of it. */
export interface JobStore {
  /** In the order of the queue. */
  rows(): readonly LedgerRow[]
  find(id: string): LedgerRow | undefined
  /** As `find`; throws AppError('invalidInput') when there is none. */
  get(id: string): LedgerRow
  /** Takes new jobs in behind all others, in this order. Throws when they cannot be made durable. */
  add(rows: readonly LedgerRow[]): readonly Job[]
  /** Applies an event. False when the phase does not know it (told to `report`) or the job is gone. */
  apply(id: string, event: JobEvent, facts?: MainFacts): boolean
  /** Applies events in their order, several to one job if need be, all in one write. */
  applyAll(changes: readonly JobChange[]): void
  /** Notes what only main knows. Throws when it cannot be made durable. */
  note(id: string, facts: MainFacts): void
  /** Takes jobs off the list; `restore` brings them back until the next start. Throws when it cannot be made durable. */
  remove(ids: readonly string[]): void
  /** Brings removed jobs back as they were, at their places; answers them. Ids of no removed job are passed over. */
  restore(ids: readonly string[]): readonly LedgerRow[]
  /** What was removed in this run and can be brought back. */
  removedRows(): readonly LedgerRow[]
  readonly changed: ReturnType<typeof createEmitter<JobsChanged>>
  /** Changes that hold here and that the ledger could not take; each later write takes them along. */
  readonly unsaved: {
    any(): boolean
    /** Tries to write them; whether nothing is unsaved any more. */
    saveAgain(): boolean
    readonly changed: ReturnType<typeof createEmitter<boolean>>
  }
}

/** Builds the store over a ledger; `report` hears of bugs and of a ledger that cannot be written. */
export function createJobStore(ledger: Ledger, nowMs: () => number, report: (problem: unknown) => void): JobStore {
  const rows = new Map(ledger.findings.rows.map((row) => [row.job.id, row]))
  const removed = new Map<string, LedgerRow>()
  const changed = createEmitter<JobsChanged>()
  let inOrder: readonly LedgerRow[] | null = null
  let lastPosition = ledger.findings.rows.reduce((last, { job }) => Math.max(last, job.position), 0)

  const unsavedIds = new Set<string>()
  const unsavedChanged = createEmitter<boolean>()

  const write = (next: readonly LedgerRow[], needsDisk: boolean): boolean => {
    const ids = new Set(next.map(({ job }) => job.id))
    const late = [...unsavedIds].filter((id) => !ids.has(id)).flatMap((id) => rows.get(id) ?? [])
    try {
      ledger.save([...late, ...next])
    } catch (error) {
      // Without the note "it goes out now" nothing may go out. Anything else stays true in memory and is written later.
      if (needsDisk) throw error
      report(error)
      const isFirst = unsavedIds.size === 0
      for (const id of ids) unsavedIds.add(id)
      if (isFirst) unsavedChanged.emit(true)
      return false
    }
    if (unsavedIds.size === 0) return true
    unsavedIds.clear()
    unsavedChanged.emit(false)
    return true
  }
  const keep = (next: readonly LedgerRow[], needsDisk: boolean): void => {
    write(next, needsDisk)
    for (const row of next) rows.set(row.job.id, row)
    inOrder = null
  }
  const get = (id: string): LedgerRow => {
    const row = rows.get(id)
    if (row === undefined) throw new AppError('invalidInput', { detail: 'unknown job' })
    return row
  }
  const after = (row: LedgerRow, event: JobEvent, facts: MainFacts = {}): LedgerRow | null => {
    const { job, illegal } = jobReducer(row.job, event, nowMs())
    if (illegal) report(new Error(`a job in phase ${row.job.phase} does not know ${event.type}`))
    return illegal ? null : { ...row, ...facts, job }
  }
  return {
    rows: () => (inOrder ??= [...rows.values()].sort((one, other) => one.job.position - other.job.position)),
    find: (id) => rows.get(id),
    get,
    add(added) {
      const placed = added.map((row, index) => ({ ...row, job: { ...row.job, position: lastPosition + 1 + index } }))
      keep(placed, true)
      lastPosition += added.length
      const jobs = placed.map(({ job }) => job)
      changed.emit({ jobs, removedIds: [] })
      return jobs
    },
    apply(id, event, facts) {
      const row = rows.get(id)
      const next = row === undefined ? null : after(row, event, facts)
      if (next === null) return false
      if (next.job !== row?.job || facts !== undefined) {
        keep([next], event.type === 'uploadStarted')
        changed.emit({ jobs: [next.job], removedIds: [] })
      }
      return true
    },
    applyAll(changes) {
      const next = new Map<string, LedgerRow>()
      for (const [id, event] of changes) {
        const row = next.get(id) ?? rows.get(id)
        const changedRow = row === undefined ? null : after(row, event)
        if (changedRow !== null && changedRow.job !== row?.job) next.set(id, changedRow)
      }
      if (next.size === 0) return
      keep([...next.values()], false)
      changed.emit({ jobs: [...next.values()].map(({ job }) => job), removedIds: [] })
      for (const { job } of next.values()) lastPosition = Math.max(lastPosition, job.position)
    },
    note(id, facts) {
      keep([{ ...get(id), ...facts }], true)
    },
    remove(ids) {
      const gone = ids.flatMap((id) => rows.get(id) ?? []).map((row) => ({ ...row, removedAtMs: nowMs() }))
      if (gone.length === 0) return
      write(gone, true)
      for (const row of gone) {
        rows.delete(row.job.id)
        removed.set(row.job.id, row)
      }
      inOrder = null
      changed.emit({ jobs: [], removedIds: gone.map(({ job }) => job.id) })
    },
    restore(ids) {
      const back = ids.flatMap((id) => removed.get(id) ?? []).map((row) => ({ ...row, removedAtMs: null }))
      if (back.length === 0) return []
      keep(back, true)
      for (const { job } of back) removed.delete(job.id)
      changed.emit({ jobs: back.map(({ job }) => job), removedIds: [] })
      return back
    },
    removedRows: () => [...removed.values()],
    changed,
    unsaved: { any: () => unsavedIds.size > 0, saveAgain: () => write([...unsavedIds].flatMap((id) => rows.get(id) ?? []), false), changed: unsavedChanged }
  }
}
