import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openLedger } from './jobs/ledger'
import { startNotices } from './startNotices'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unbraid-notices-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What a start on this folder's ledger has to say. */
function noticesOf(kept: 'keychain' | 'session' = 'keychain', service: 'mvsep' | 'local' | null = 'mvsep') {
  const ledger = openLedger(join(folder, 'jobs.db'), () => 1)
  ledger.close()
  return startNotices(ledger.findings, kept, service, { damagedNotes: new Set(), damagedLists: new Set() })
}

it('tells of jobs that could not be read, and only at the start that found them', () => {
  expect(noticesOf()).toEqual([])
  const database = new Database(join(folder, 'jobs.db'))
  const insert = database.prepare('insert into jobs (id, position, job, source) values (?, ?, ?, ?)')
  insert.run('a', 1, 'no json', '{}')
  insert.run('b', 2, '{}', '{}')
  database.close()
  expect(noticesOf()).toEqual([{ kind: 'ledgerDamaged', rows: 2 }])
  expect(noticesOf()).toEqual([])
})

it('tells when the whole list was damaged and a new one begun', () => {
  writeFileSync(join(folder, 'jobs.db'), 'this is no database, though it is long enough to be taken for one at first sight')
  expect(noticesOf()).toEqual([{ kind: 'ledgerReplaced' }])
})

it('tells of a missing keychain those whose songs go to MVSEP', () => {
  expect(noticesOf('session', 'mvsep')).toEqual([{ kind: 'keychainMissing' }])
  expect([noticesOf('session', 'local'), noticesOf('session', null)]).toEqual([[], []])
})
