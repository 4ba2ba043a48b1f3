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

/** All jobs in memory, each change written to the ledger before anyone hears of it. */
export interface JobStore {
  rows(): readonly LedgerRow[]
  find(id: string): LedgerRow | undefined
  /** As `find`; throws AppError('invalidInput') when there is none. */
  get(id: string): LedgerRow
  add(rows: readonly LedgerRow[]): void
  /** Applies an event. False when the phase does not know it (told to `report`) or the job is gone. */
  apply(id: string, event: JobEvent, facts?: MainFacts): boolean
  applyAll(changes: readonly (readonly [id: string, event: JobEvent])[]): void
  /** Notes what only main knows. Throws when it cannot be made durable. */
  note(id: string, facts: MainFacts): void
  remove(id: string): void
  readonly changed: ReturnType<typeof createEmitter<JobsChanged>>
}

/** Builds the store over a ledger; `report` hears of bugs and of a ledger that cannot be written. */
export function createJobStore(ledger: Ledger, nowMs: () => number, report: (problem: unknown) => void): JobStore {
  const rows = new Map(ledger.findings.rows.map((row) => [row.job.id, row]))
  const changed = createEmitter<JobsChanged>()

  const keep = (next: readonly LedgerRow[], needsDisk: boolean): void => {
    try {
      ledger.save(next)
    } catch (error) {
      // Without the note "it goes out now" nothing may go out. Anything else stays true in memory and is written with the next change.
      if (needsDisk) throw error
      report(error)
    }
    for (const row of next) rows.set(row.job.id, row)
  }
  const get = (id: string): LedgerRow => {
    const row = rows.get(id)
    if (row === undefined) throw new AppError('invalidInput', { detail: 'unknown job' })
    return row
  }
  const after = (id: string, event: JobEvent, facts: MainFacts = {}): LedgerRow | null => {
    const row = rows.get(id)
    if (row === undefined) return null
    const { job, illegal } = jobReducer(row.job, event, nowMs())
    if (illegal) report(new Error(`a job in phase ${row.job.phase} does not know ${event.type}`))
    return illegal ? null : { ...row, ...facts, job }
  }
  return {
    rows: () => [...rows.values()],
    find: (id) => rows.get(id),
    get,
    add(added) {
      keep(added, true)
      changed.emit({ jobs: added.map(({ job }) => job), removedIds: [] })
    },
    apply(id, event, facts) {
      const next = after(id, event, facts)
      if (next === null) return false
      if (next.job !== rows.get(id)?.job || facts !== undefined) {
        keep([next], event.type === 'uploadStarted')
        changed.emit({ jobs: [next.job], removedIds: [] })
      }
      return true
    },
    applyAll(changes) {
      const next = changes
        .map(([id, event]) => after(id, event))
        .filter((row): row is LedgerRow => row !== null && row.job !== rows.get(row.job.id)?.job)
      if (next.length === 0) return
      keep(next, false)
      changed.emit({ jobs: next.map(({ job }) => job), removedIds: [] })
    },
    note(id, facts) {
      keep([{ ...get(id), ...facts }], true)
    },
    remove(id) {
      if (!rows.has(id)) return
      ledger.remove(id)
      rows.delete(id)
      changed.emit({ jobs: [], removedIds: [id] })
    },
    changed
  }
}
