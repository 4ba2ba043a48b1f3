import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PHASES } from '../../shared/domain/job'
import { openLedger, type Ledger, type LedgerRow } from './ledger'
import { SCHEMA_VERSION } from './ledgerFile'
import { JOBS } from './testing/samples'

let folder = ''
const opened: Ledger[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unbraid-damage-'))
})
afterEach(() => {
  for (const ledger of opened.splice(0)) ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Opens, looks and closes. */
function found(path: string): Ledger['findings'] {
  const ledger = openLedger(path, () => 1_763_800_000_000)
  ledger.close()
  return ledger.findings
}
const row = (id: string): LedgerRow =>
  ({ job: { ...JOBS.ready, id }, source: { path: `/music/${id}.mp3`, sizeBytes: 5, mtimeMs: 6.5 }, folder: '/m', lastBytesAtMs: null, removedAtMs: null })
const idsIn = (path: string): readonly string[] => found(path).rows.map(({ job }) => job.id)

describe('a torn log', () => {
  const SAVES = 6
  /** Copies of database and log as a power cut finds them: nothing of the log is in the database yet. */
  function lay(): { readonly database: string; readonly log: string; readonly sizes: readonly number[] } {
    const path = join(folder, 'live', 'jobs.db')
    found(path)
    const ledger = openLedger(path, () => 1)
    opened.push(ledger)
    const sizes: number[] = []
    for (let index = 0; index < SAVES; index += 1) {
      ledger.save([row(`job-${index}`)])
      sizes.push(readFileSync(`${path}-wal`).length)
    }
    return { database: path, log: `${path}-wal`, sizes }
  }

  it('A7-6: wherever the log ends, what was saved before is there, what was not is not, and nothing is put aside', () => {
    const { database, log, sizes } = lay()
    const whole = sizes.at(-1) ?? 0
    const cuts = new Set([0, 1, 31, 32, 33, ...sizes, ...sizes.map((size) => size - 1), ...sizes.map((size) => size + 1)])
    for (let cut = 0; cut < whole; cut += 997) cuts.add(cut)
    for (const cut of [...cuts].filter((bytes) => bytes <= whole)) {
      const copy = join(folder, `cut-${cut}.db`)
      copyFileSync(database, copy)
      copyFileSync(log, `${copy}-wal`)
      truncateSync(`${copy}-wal`, cut)
      const { rows, movedAsideTo, quarantinedRows } = found(copy)
      const expected = sizes.filter((size) => size <= cut).length
      expect([cut, rows.map(({ job }) => job.id)]).toEqual([cut, Array.from({ length: expected }, (_each, index) => `job-${index}`).reverse().sort()])
      expect([movedAsideTo, quarantinedRows]).toEqual([null, 0])
    }
  })

  it('A7-6: a log whose bytes are wrong gives what was sound before them', () => {
    const { database, log, sizes } = lay()
    const at = (sizes[2] ?? 0) + 100
    const copy = join(folder, 'flipped.db')
    const bytes = readFileSync(log)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at)
    copyFileSync(database, copy)
    writeFileSync(`${copy}-wal`, bytes)
    expect(idsIn(copy)).toEqual(['job-0', 'job-1', 'job-2'])
  })
})

describe('a torn database', () => {
  it('A7-6, A7-9: wherever it ends, either everything is there or the file is kept aside as it was', () => {
    const path = join(folder, 'whole', 'jobs.db')
    const ledger = openLedger(path, () => 1)
    const ids = Array.from({ length: 40 }, (_each, index) => `job-${String(index).padStart(2, '0')}`)
    ledger.save(ids.map(row))
    ledger.close()
    const whole = readFileSync(path)
    let setAside = 0
    for (let cut = 1; cut <= whole.length; cut += Math.ceil(whole.length / 40)) {
      const copy = join(folder, `cut-${cut}`, 'jobs.db')
      mkdirSync(join(folder, `cut-${cut}`))
      writeFileSync(copy, whole.subarray(0, cut))
      const { rows, movedAsideTo } = found(copy)
      if (movedAsideTo === null) expect(rows.length).toBe(ids.length)
      else {
        setAside += 1
        expect(readFileSync(movedAsideTo).equals(whole.subarray(0, cut))).toBe(true)
        expect(idsIn(copy)).toEqual([]) // a fresh one stands there, and works
      }
    }
    expect(setAside).toBeGreaterThan(30)
  })

  // Empty and missing files are new ledgers; everything else that is none is kept.
  const CORPUS: readonly (readonly [string, Buffer])[] = [
    ['zeros', Buffer.alloc(8192)], ['one zero', Buffer.alloc(1)], ['ones', Buffer.alloc(4096, 0xff)], ['text', Buffer.from('not a database, though somebody called it one')],
    ['JSON', Buffer.from('{"jobs":[]}')], ['half a header', Buffer.from('SQLite for')], ['a header and nothing', Buffer.from('SQLite format 3\0')],
    ['a header and zeros', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4080)])],
    ['a header and noise', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8176, 0xa5)])],
    ['a picture', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(900, 7)])],
    ['line ends', Buffer.alloc(5000, '\r\n')], ['UTF-16', Buffer.from('jobs jobs jobs jobs jobs jobs jobs jobs jobs jobs', 'utf16le')],
    ['a log in its place', Buffer.concat([Buffer.from([0x37, 0x7f, 0x06, 0x82]), Buffer.alloc(4092, 1)])]
  ]
  it.each(CORPUS)('A7-9: %s in its place is kept aside, and a fresh ledger begun', (_what, content) => {
    const path = join(folder, 'jobs.db')
    writeFileSync(path, content)
    const { rows, movedAsideTo } = found(path)
    expect(rows).toEqual([])
    expect(readFileSync(movedAsideTo ?? '').equals(content)).toBe(true)
    const ledger = openLedger(path, () => 1)
    ledger.save([row('after')])
    ledger.close()
    expect(idsIn(path)).toEqual(['after'])
  })

  it('A7-9: an empty file is a new ledger, and nothing is put aside', () => {
    writeFileSync(join(folder, 'jobs.db'), '')
    expect(found(join(folder, 'jobs.db'))).toMatchObject({ rows: [], quarantinedRows: 0, movedAsideTo: null })
    expect(readdirSync(folder).filter((name) => name.includes('broken'))).toEqual([])
  })
})

describe('an earlier schema', () => {
  const fixture = (version: number): string => join(import.meta.dirname, '__fixtures__', `ledger-${version}.sql`)
  const earlier = Array.from({ length: SCHEMA_VERSION - 1 }, (_each, index) => index + 1)

  it.each(earlier)('A7-12: the ledger of schema %i is taken over with every job, its order, its file and what was put aside', (version) => {
    expect(existsSync(fixture(version)), `a fixture of schema ${version}`).toBe(true)
    const path = join(folder, 'jobs.db')
    const before = new Database(path)
    before.exec(readFileSync(fixture(version), 'utf8'))
    before.close()
    const { rows, quarantinedRows, movedAsideTo } = found(path)
    expect([quarantinedRows, movedAsideTo]).toEqual([0, null])
    expect(rows.map(({ job }) => [job.id, job.phase])).toEqual(PHASES.map((phase) => [phase, phase]))
    expect(rows.map(({ job }) => job.input.name)).toEqual(PHASES.map(() => 'Song.mp3'))
    expect(rows.find(({ job }) => job.id === 'downloading')).toMatchObject({ folder: '/music/Unbraid/downloading', source: { path: '/music/downloading.mp3' } })
    expect(rows.find(({ job }) => job.id === 'unconfirmed')?.lastBytesAtMs).toBe(900)
    const after = new Database(path)
    expect(after.prepare('select id from quarantine').all()).toHaveLength(1)
    expect(after.prepare('pragma user_version').get()).toMatchObject({ user_version: SCHEMA_VERSION })
    after.close()
    expect(idsIn(path)).toEqual(PHASES) // and once more, now that it is of the present schema
  })
})
