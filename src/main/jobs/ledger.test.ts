import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PHASES } from '../../shared/domain/job'
import { fileOf } from './jobSource'
import { openLedger, type Ledger, type LedgerRow } from './ledger'
import { JOBS } from './testing/samples'

let folder = ''
let path = ''
const opened: Ledger[] = []
const open = (): Ledger => {
  const ledger = openLedger(path, () => 1_763_800_000_000)
  opened.push(ledger)
  return ledger
}
const row = (id: string, change: Partial<LedgerRow> = {}): LedgerRow =>
  ({ job: { ...JOBS.queued, id }, source: { path: `/music/${id}.mp3`, sizeBytes: 5, mtimeMs: 6.5 }, folder: null, lastBytesAtMs: null, removedAtMs: null, ...change })
const direct = (work: (database: InstanceType<typeof Database>) => void): void => {
  const database = new Database(path)
  work(database)
  database.close()
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-ledger-'))
  path = join(folder, 'data', 'jobs.db')
})
afterEach(async () => {
  for (const ledger of opened.splice(0)) ledger.close()
  await rm(folder, { recursive: true, force: true })
})

describe('ledger', () => {
  it('gives back every phase exactly, in the order of the queue', () => {
    const rows = PHASES.map((phase, index) => row(phase, { job: { ...JOBS[phase], id: phase, position: index / 3 }, folder: index % 2 ? '/m/x' : null, lastBytesAtMs: index }))
    const ledger = open()
    for (const each of rows.toReversed()) ledger.save([each])
    ledger.forget(['ready', 'nobody'])
    expect(open().findings).toEqual({ rows: rows.filter(({ job }) => job.id !== 'ready'), removedRows: [], quarantinedRows: 0, movedAsideTo: null })
  })

  it('tells removed jobs from the others', () => {
    open().save([row('a'), row('b', { removedAtMs: 7 })])
    const { rows, removedRows } = open().findings
    expect([rows.map(({ job }) => job.id), removedRows]).toEqual([['a'], [row('b', { removedAtMs: 7 })]])
  })

  it('keeps a write-ahead log', () => {
    open()
    direct((database) => {
      expect(database.prepare('pragma journal_mode').get()).toMatchObject({ journal_mode: 'wal' })
    })
  })

  it('writes many rows or none', () => {
    const ledger = open()
    const broken = row('b', { job: { ...JOBS.queued, id: 'b' }, folder: {} as unknown as string })
    expect(() => ledger.save([row('a'), broken])).toThrow()
    expect(open().findings.rows).toEqual([])
  })

  it.each([
    ['no JSON at all', '{"torn'],
    ['an unknown phase', JSON.stringify({ ...JOBS.queued, id: 'bad', phase: 'dancing' })],
    ['a name that leaves the folder', JSON.stringify({ ...JOBS.ready, id: 'bad', files: [{ ...JOBS.ready.files[0], fileName: '../x' }] })]
  ])('puts a row with %s aside and keeps the others (A7 row 9)', (_what, content) => {
    open().save([row('a'), row('bad'), row('c')])
    direct((database) => {
      database.prepare('update jobs set job = ? where id = ?').run(content, 'bad')
    })
    const { findings } = open()
    expect(findings.rows.map(({ job }) => job.id)).toEqual(['a', 'c'])
    expect(findings.quarantinedRows).toBe(1)
    expect(open().findings.quarantinedRows).toBe(0)
    direct((database) => {
      expect(database.prepare('select id, content from quarantine').all()).toHaveLength(1)
    })
  })

  it('keeps a job that has no file', () => {
    open().save([row('text', { source: null }), row('song')])
    const { rows, quarantinedRows } = open().findings
    expect([rows.map(({ source }) => fileOf(source)?.path ?? null), quarantinedRows]).toEqual([[null, '/music/song.mp3'], 0])
  })

  it('takes over a ledger from before jobs without a file, with its order and what was put aside', async () => {
    await mkdir(join(folder, 'data'))
    // The first schema, as it was released.
    direct((database) => {
      database.exec(`create table jobs (id text primary key, position integer not null, job text not null, source text not null, folder text, last_bytes_at_ms integer) strict;
        create table quarantine (id text not null, position integer, content text not null, reason text not null, moved_at_ms integer not null) strict;
        insert into quarantine values ('q', 1, '{}', 'torn', 5); pragma user_version = 1`)
      const insert = database.prepare('insert into jobs values (?, ?, ?, ?, ?, ?)')
      for (const [id, position] of [['late', 9], ['early', 4]] as const) {
        const { position: _position, paused: _paused, ...job } = JOBS.queued
        insert.run(id, position, JSON.stringify({ ...job, id }), JSON.stringify(row(id).source), '/m/x', 7)
      }
    })
    const ledger = open()
    expect(ledger.findings.rows).toEqual(([['early', 4], ['late', 9]] as const).map(([id, position]) =>
      row(id, { job: { ...JOBS.queued, id, position }, folder: '/m/x', lastBytesAtMs: 7 })))
    ledger.save([row('text', { source: null })])
    expect(open().findings.rows.map(({ job }) => job.id)).toEqual(['text', 'early', 'late'])
    direct((database) => {
      expect(database.prepare('select id from quarantine').all()).toHaveLength(1)
      expect(database.prepare('pragma user_version').get()).toMatchObject({ user_version: 3 })
    })
  })

  it('refuses a newer schema and leaves the file as it is (A7 row 12)', async () => {
    open().close()
    opened.length = 0
    direct((database) => database.exec('pragma user_version = 99; pragma wal_checkpoint(truncate)'))
    const before = await readFile(path)
    expect(() => open()).toThrow(expect.objectContaining({ code: 'ledgerUnreadable' }))
    expect((await readFile(path)).equals(before)).toBe(true)
  })

  it('moves a broken file aside, says where, and begins anew (A7 row 9)', async () => {
    const ledger = open()
    ledger.save([row('a')])
    ledger.close()
    opened.length = 0
    await writeFile(path, Buffer.alloc(8192, 'garbage'))
    await rm(`${path}-wal`, { force: true })
    const { findings } = open()
    expect(findings.rows).toEqual([])
    expect(await readFile(findings.movedAsideTo ?? '', 'utf8')).toMatch(/^garbage/)
    expect((await readdir(join(folder, 'data'))).filter((name) => name.startsWith('jobs.db.broken-2025-11-22'))).not.toEqual([])
  })

  it('says so when no file can be made', async () => {
    await writeFile(join(folder, 'data'), 'a file where the folder should be')
    expect(() => open()).toThrow(expect.objectContaining({ code: 'ledgerUnreadable' }))
  })
})
