import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import Database from 'libsql'
import { AppError } from '../../shared/errors/appError'

export type LedgerDatabase = InstanceType<typeof Database>

/** Each entry brings the schema one version further; never edited once released, only added to. */
const MIGRATIONS: readonly string[] = [
  `create table jobs (
     id text primary key,
     position integer not null,
     job text not null,
     source text not null,
     folder text,
     last_bytes_at_ms integer
   ) strict;
   create table quarantine (id text not null, position integer, content text not null, reason text not null, moved_at_ms integer not null) strict;`,
  // Jobs that take no file have no source. A column cannot lose its "not null", so the table is made anew.
  `create table jobs_2 (
     id text primary key,
     position integer not null,
     job text not null,
     source text,
     folder text,
     last_bytes_at_ms integer
   ) strict;
   insert into jobs_2 select id, position, job, source, folder, last_bytes_at_ms from jobs;
   drop table jobs;
   alter table jobs_2 rename to jobs;
   -- Each new row asks for the last position: without this, many jobs at once would read the whole table for each of them.
   create index jobs_by_position on jobs (position);`,
  // A job put between two others gets a place between theirs, so places are any numbers. A removed job stays until the next
  // start, so that its removal can be undone.
  `create table jobs_3 (
     id text primary key,
     position real not null,
     job text not null,
     source text,
     folder text,
     last_bytes_at_ms integer,
     removed_at_ms integer
   ) strict;
   insert into jobs_3 select id, position, job, source, folder, last_bytes_at_ms, null from jobs;
   drop table jobs;
   alter table jobs_3 rename to jobs;
   create index jobs_by_position on jobs (position);`
]
export const SCHEMA_VERSION = MIGRATIONS.length

/**
 * Opens the ledger's database, makes it durable (WAL, fsync at each commit) and brings it to the present schema. A broken
 * file is moved aside with the time in its name and a fresh one made; the answer then names it.
 * Throws AppError('ledgerUnreadable') for a newer schema (file untouched) and when no file can be made at all.
 */
export function openLedgerFile(path: string, nowMs: number): { readonly database: LedgerDatabase; readonly movedAsideTo: string | null } {
  try {
    mkdirSync(dirname(path), { recursive: true })
    return { database: openSound(path), movedAsideTo: null }
  } catch (error) {
    if (!isBroken(error)) throw unreadable(error, path)
  }
  try {
    const aside = `${path}.broken-${new Date(nowMs).toISOString().replace(/[:.]/g, '-')}`
    // The log goes with its database: left behind, it would be replayed into the fresh one.
    for (const ending of ['-wal', '-shm', '']) if (existsSync(path + ending)) renameSync(path + ending, aside + ending)
    return { database: openSound(path), movedAsideTo: aside }
  } catch (error) {
    throw unreadable(error, path)
  }
}

/** SQLite takes a file of a few bytes for an empty one and writes over it; it is what is left of a torn one. */
const SHORTEST_DATABASE_BYTES = 512

function openSound(path: string): LedgerDatabase {
  const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (sizeBytes > 0 && sizeBytes < SHORTEST_DATABASE_BYTES) throw new BrokenFile()
  const database = new Database(path)
  try {
    const version = numberIn(database.prepare('pragma user_version').get(), 'user_version')
    if (version > SCHEMA_VERSION) {
      throw new AppError('ledgerUnreadable', { subject: basename(path), detail: `made by a newer version (${version})` })
    }
    database.exec('pragma journal_mode = wal')
    database.exec('pragma synchronous = full')
    const check = database.prepare('pragma quick_check').get()
    if (textIn(check, 'quick_check') !== 'ok') throw new BrokenFile()
    migrate(database, version)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function migrate(database: LedgerDatabase, from: number): void {
  for (let version = from; version < SCHEMA_VERSION; version += 1) {
    database.exec('begin immediate')
    try {
      database.exec(MIGRATIONS[version] ?? '')
      database.exec(`pragma user_version = ${version + 1}`)
      database.exec('commit')
    } catch (error) {
      database.exec('rollback')
      throw error
    }
  }
}

class BrokenFile extends Error {
  readonly code = 'SQLITE_CORRUPT'
}

const isBroken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'SQLITE_CORRUPT' || error.code === 'SQLITE_NOTADB')

const unreadable = (error: unknown, path: string): AppError =>
  error instanceof AppError
    ? error
    : new AppError('ledgerUnreadable', { subject: basename(path), detail: error instanceof Error ? error.message : undefined, cause: error })

const columnOf = (row: unknown, column: string): unknown =>
  typeof row === 'object' && row !== null ? new Map<string, unknown>(Object.entries(row)).get(column) : undefined
const numberIn = (row: unknown, column: string): number => Number(columnOf(row, column) ?? 0)
const textIn = (row: unknown, column: string): string => String(columnOf(row, column))
