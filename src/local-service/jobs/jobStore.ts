import type { ServiceDatabase } from '../database'
import { jobSchema, UNFINISHED_STATUSES, type Job, type JobChange, type JobStatus, type NewJob } from './job'

const UNFINISHED = UNFINISHED_STATUSES.map((status) => `'${status}'`).join(', ')

export interface Page {
  readonly start: number
  readonly limit: number
}

/** The jobs of this service, durable from the moment they are added. */
export interface JobStore {
  add(job: NewJob): Job
  change(id: number, change: JobChange): void
  byId(id: number): Job | null
  byHash(hash: string): Job | null
  byRemoteHash(hash: string): Job | null
  /** Jobs in a status, the next to be run first: premium before the others, older before newer. */
  inStatus(...statuses: readonly JobStatus[]): readonly Job[]
  unfinishedOf(accountId: number): readonly Job[]
  historyOf(accountId: number, page: Page): readonly Job[]
  /** Finished jobs their owners published, newest first. */
  demos(): readonly Job[]
  /** Jobs of the service itself, whatever became of them. */
  own(): readonly Job[]
  /** Jobs made before a moment whose files are still kept. */
  keptSince(beforeMs: number): readonly Job[]
  /** Runs since a moment, by render id. */
  usageSince(sinceMs: number): ReadonlyMap<number, number>
  /** Jobs an account sent without premium since a moment. */
  freeRunsSince(accountId: number, sinceMs: number): number
  /** Seconds of work for one second of audio, over the last runs; null before the first. */
  workFactor(): number | null
}

/** The jobs kept in `database`; `nowMs` gives the time. */
export function createJobStore(database: ServiceDatabase, nowMs: () => number): JobStore {
  const all = (where: string, ...values: readonly unknown[]): readonly Job[] =>
    database.prepare<unknown[]>(`SELECT * FROM jobs ${where}`).all(...values).map(toJob)
  const one = (where: string, ...values: readonly unknown[]): Job | null => all(`${where} LIMIT 1`, ...values)[0] ?? null

  return {
    add(job) {
      const now = nowMs()
      const columns = { ...toColumns(job), message: '', files: '[]', createdAtMs: now, updatedAtMs: now }
      const names = Object.keys(columns)
      const { lastInsertRowid } = database
        .prepare<unknown[]>(`INSERT INTO jobs (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
        .run(...Object.values(columns))
      const added = this.byId(Number(lastInsertRowid))
      if (!added) throw new Error('The database lost a job just added to it.')
      return added
    },
    change(id, change) {
      const columns = { ...toColumns(change), updatedAtMs: nowMs() }
      const assignments = Object.keys(columns).map((name) => `${name} = ?`)
      const statement = database.prepare<unknown[]>(`UPDATE jobs SET ${assignments.join(', ')} WHERE id = ?`)
      statement.run(...Object.values(columns), id)
    },
    byId: (id) => one('WHERE id = ?', id),
    byHash: (hash) => one('WHERE hash = ?', hash),
    byRemoteHash: (hash) => one('WHERE remoteHash = ?', hash),
    inStatus: (...statuses) =>
      all(`WHERE status IN (${statuses.map(() => '?').join(', ')}) ORDER BY isPremium DESC, id`, ...statuses),
    unfinishedOf: (accountId) => all(`WHERE accountId = ? AND status IN (${UNFINISHED}) ORDER BY id`, accountId),
    historyOf: (accountId, { start, limit }) =>
      all('WHERE accountId = ? AND hash IS NOT NULL ORDER BY id DESC LIMIT ? OFFSET ?', accountId, limit, start),
    demos: () => all(`WHERE isDemo = 1 AND status = 'done' ORDER BY id DESC`),
    own: () => all('WHERE accountId IS NULL ORDER BY id'),
    keptSince: (beforeMs) => all(`WHERE createdAtMs < ? AND status IN ('done', 'failed')`, beforeMs),
    usageSince(sinceMs) {
      const rows = database
        .prepare<unknown[]>('SELECT renderId, COUNT(*) AS runs FROM jobs WHERE createdAtMs >= ? GROUP BY renderId')
        .raw()
        .all(sinceMs)
      return new Map(rows.map(toNumbers).map(([renderId = 0, runs = 0]) => [renderId, runs]))
    },
    freeRunsSince(accountId, sinceMs) {
      const row = database
        .prepare<unknown[]>('SELECT COUNT(*) FROM jobs WHERE accountId = ? AND createdAtMs >= ? AND isPremium = 0')
        .raw()
        .get(accountId, sinceMs)
      return toNumbers(row)[0] ?? 0
    },
    workFactor() {
      const measured = all(`WHERE status = 'done' AND durationS > 0 ORDER BY id DESC LIMIT 20`)
      const audioS = measured.reduce((sum, job) => sum + (job.durationS ?? 0), 0)
      const workS = measured.reduce((sum, job) => sum + (job.separationMs ?? 0) / 1000, 0)
      return audioS > 0 ? workS / audioS : null
    }
  }
}

function toJob(row: unknown): Job {
  return jobSchema.parse(row)
}

function toNumbers(row: unknown): readonly number[] {
  return Array.isArray(row) ? row.map(Number) : []
}

function toColumns(values: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]: [string, unknown]) => [name, toColumn(value)]))
}

function toColumn(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}
