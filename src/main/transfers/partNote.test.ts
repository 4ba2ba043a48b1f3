import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { presentBoot, readNote, trustedBytes, writeNote, type PartNote } from './partNote'

const NOTE: PartNote = { source: 'x', validator: '"tag"', totalBytes: 9_000, syncedBytes: 1_000, boot: 'this run' }
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-note-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('A7-4, A7-7: what was only written is believed after a kill, and never after a restart of the system', () => {
  expect(trustedBytes({ ...NOTE, boot: presentBoot }, 5_000)).toBe(presentBoot === null ? 1_000 : 5_000)
  expect(trustedBytes({ ...NOTE, boot: 'an earlier run of the system' }, 5_000)).toBe(1_000)
  expect(trustedBytes({ ...NOTE, boot: null }, 5_000)).toBe(1_000)
})

it('a part that is longer than the whole, or shorter than what was synced, is not believed by its length', () => {
  expect(trustedBytes({ ...NOTE, boot: presentBoot }, 9_001)).toBe(1_000)
  expect(trustedBytes({ ...NOTE, boot: presentBoot }, 10)).toBe(1_000)
})

it('a note is read back as it was written, also over a longer one, and one of a part written in any order is believed as far as it was synced', async () => {
  const path = join(folder, 'a.part.json')
  const file = await open(path, 'w+')
  await writeNote(file, { ...NOTE, validator: 'x'.repeat(400) })
  await writeNote(file, NOTE)
  expect(await readNote(path)).toEqual(NOTE)
  await file.truncate(0)
  await file.write(JSON.stringify({ version: 1, ...NOTE, boot: presentBoot, syncedBytes: '0000000000001000', writtenBytes: '0000000000005000' }), 0)
  await file.close()
  const read = await readNote(path)
  expect(read).toEqual({ ...NOTE, boot: null })
  expect(read === null ? null : trustedBytes(read, 5_000)).toBe(1_000)
})
