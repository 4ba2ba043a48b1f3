import { z } from 'zod'
import type { Job } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import { jobSchema } from './jobSchema'
import { sourceSchema, type JobSource } from './jobSource'
import { openLedgerFile } from './ledgerFile'

/** A job with what only main may know of it. */
export interface LedgerRow {
  readonly job: Job
  /** Null for a job that takes no sound, and for one that was not sent from here. */
  readonly source: JobSource | null
  /** Absolute path of the job's own folder; null until its results come. */
  readonly folder: string | null
  /**
   * Unix time at which the last bytes of the present create were about to go out; null while the service cannot have
   * a whole request. Tells, after a crash, "never arrived" from "answer lost".
   */
  readonly lastBytesAtMs: number | null
  /** Unix time at which the user took the job off the list; null while it is on it. Gone with the next start. */
  readonly removedAtMs: number | null
}

/** What the opening found and the user or the log should know. */
export interface LedgerFindings {
  /** In the order of the queue. */
  readonly rows: readonly LedgerRow[]
  /** Removed by the user in an earlier run: only their traces are left to clear. */
  readonly removedRows: readonly LedgerRow[]
  readonly quarantinedRows: number
  /** Where a broken database was moved; null when it was sound. */
  readonly movedAsideTo: string | null
}

/** The durable memory of jobs: what `save` returned from survives a power cut. */
export interface Ledger {
  readonly findings: LedgerFindings
  /** Writes rows in one transaction: all or none. Throws 'diskFull' or 'ledgerUnreadable'. */
  save(rows: readonly LedgerRow[]): void
  /** Forgets jobs for good, in one transaction. Throws as `save`. */
  forget(ids: readonly string[]): void
  close(): void
}

const rowSchema = z.object({
  id: z.string(),
  position: z.number(),
  job: z.string(),
  source: z.string().nullable(),
  folder: z.string().nullable(),
  last_bytes_at_ms: z.number().nullable(),
  removed_at_ms: z.number().nullable()
})

/** Opens the ledger in its file. Throws AppError('ledgerUnreadable') as openLedgerFile says. */
export function openLedger(path: string, nowMs: () => number): Ledger {
  const { database, movedAsideTo } = openLedgerFile(path, nowMs())
  const upsert = database.prepare(
    `insert into jobs (id, position, job, source, folder, last_bytes_at_ms, removed_at_ms) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set position = excluded.position, job = excluded.job, source = excluded.source,
       folder = excluded.folder, last_bytes_at_ms = excluded.last_bytes_at_ms, removed_at_ms = excluded.removed_at_ms`
  )
  const drop = database.prepare('delete from jobs where id = ?')
  const quarantine = database.prepare('insert into quarantine (id, position, content, reason, moved_at_ms) values (?, ?, ?, ?, ?)')

  const rows: LedgerRow[] = []
  let quarantinedRows = 0
  for (const found of database.prepare('select * from jobs order by position, rowid').all()) {
    const read = readRow(found)
    if (read.row !== null) {
      rows.push(read.row)
      continue
    }
    quarantinedRows += 1
    inTransaction(() => {
      quarantine.run(read.id, read.position, JSON.stringify(found), read.reason, nowMs())
      drop.run(read.id)
    })
  }

  function inTransaction(change: () => void): void {
    database.exec('begin immediate')
    try {
      change()
      database.exec('commit')
    } catch (error) {
      if (database.inTransaction) database.exec('rollback')
      throw error
    }
  }

  return {
    findings: {
      rows: rows.filter(({ removedAtMs }) => removedAtMs === null), removedRows: rows.filter(({ removedAtMs }) => removedAtMs !== null),
      quarantinedRows, movedAsideTo
    },
    save(changed) {
      guarded(() => {
        inTransaction(() => {
          for (const { job, source, folder, lastBytesAtMs, removedAtMs } of changed) {
            const file = source === null ? null : JSON.stringify(source)
            upsert.run(job.id, job.position, JSON.stringify(job), file, folder, lastBytesAtMs, removedAtMs)
          }
        })
      })
    },
    forget(ids) {
      guarded(() => {
        inTransaction(() => {
          for (const id of ids) drop.run(id)
        })
      })
    },
    close() {
      database.exec('pragma wal_checkpoint(truncate)')
      database.close()
    }
  }
}

function readRow(found: unknown): { readonly row: LedgerRow | null; readonly id: string; readonly position: number; readonly reason: string } {
  const columns = rowSchema.parse(found)
  const { id, position, folder } = columns
  try {
    const job = { ...jobSchema.parse(JSON.parse(columns.job)), position }
    if (job.id !== id) throw new Error('the row belongs to another job')
    const source = columns.source === null ? null : sourceSchema.parse(JSON.parse(columns.source))
    return { row: { job, source, folder, lastBytesAtMs: columns.last_bytes_at_ms, removedAtMs: columns.removed_at_ms }, id, position, reason: '' }
  } catch (error) {
    return { row: null, id, position, reason: error instanceof Error ? error.message : 'unreadable' }
  }
}

function guarded(write: () => void): void {
  try {
    write()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new AppError(code === 'SQLITE_FULL' ? 'diskFull' : 'ledgerUnreadable', { subject: 'jobs', detail: code, cause: error })
  }
}
