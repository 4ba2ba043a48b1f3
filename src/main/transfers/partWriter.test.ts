import { randomBytes } from 'node:crypto'
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { notePath, openPart, partPath } from './partFile'
import { presentBoot, readNote, writeNote, type PartNote } from './partNote'
import { createPartWriter, type PartFile } from './partWriter'

const MIB = 1024 * 1024
const PIECE_BYTES = 64 * 1024
const CONTENT = randomBytes(3 * MIB + 17)
const URL = 'https://mvsep.com/storage/a.flac'
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-part-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Hands all of it over as a connection does: every piece in the same memory. */
async function feed(part: PartFile, content: Buffer, onPiece: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  const memory = Buffer.alloc(PIECE_BYTES)
  for (let at = 0; at < content.length; at += PIECE_BYTES) {
    const length = content.copy(memory, 0, at, at + PIECE_BYTES)
    const kept = part.write(memory.subarray(0, length))
    memory.fill(0)
    await kept
    await onPiece()
  }
}
const sizeOf = async (name: string): Promise<number> => (await stat(partPath(folder, name))).size

describe('a part', () => {
  it('holds what it was given, though every piece came in the same memory', async () => {
    const part = await openPart(folder, 'a.flac', URL)
    await part.restart('"one"', CONTENT.length)
    await feed(part, CONTENT)
    await part.finish()
    await part.close()
    expect((await readFile(partPath(folder, 'a.flac'))).equals(CONTENT)).toBe(true)
    expect(await readNote(notePath(folder, 'a.flac'))).toMatchObject({ validator: '"one"', totalBytes: CONTENT.length, syncedBytes: CONTENT.length })
  })

  it('goes on after a kill from the end of what the system took', async (context) => {
    if (presentBoot === null) return context.skip('runs of this system have no names')
    const part = await openPart(folder, 'a.flac', URL)
    await part.restart('"one"', CONTENT.length)
    await feed(part, CONTENT)
    // What a kill would leave: neither the rest of the buffers nor another note comes any more.
    const here = await sizeOf('a.flac')
    const again = await openPart(folder, 'a.flac', URL)
    expect([again.position, again.note.validator]).toEqual([here, '"one"'])
    expect(here).toBeGreaterThan(CONTENT.length - MIB)
    await again.close()
    await part.close()
  })

  it('keeps less than 1 MiB in memory, however many there are (A7 row 4)', async () => {
    const names = ['a', 'b', 'c', 'd']
    const parts: PartFile[] = []
    let mostHeld = 0
    const look = async (): Promise<void> => {
      const taken = parts.reduce((sum, part) => sum + part.position, 0)
      const sizes = await Promise.all(names.slice(0, parts.length).map(sizeOf))
      mostHeld = Math.max(mostHeld, taken - sizes.reduce((sum, size) => sum + size, 0))
    }
    const feeding: Promise<void>[] = []
    for (const name of names) {
      const part = await openPart(folder, name, URL)
      await part.restart('"one"', null)
      parts.push(part)
      feeding.push(feed(part, CONTENT, look))
    }
    await Promise.all(feeding)
    expect(mostHeld).toBeGreaterThan(0)
    expect(mostHeld).toBeLessThanOrEqual(MIB)
    for (const part of parts) await part.close()
  })
})

describe('a part that begins anew, of another version', () => {
  const OLD: PartNote = { source: 'x', validator: '"old"', totalBytes: CONTENT.length, syncedBytes: CONTENT.length, boot: presentBoot }

  it('is of no version until it is empty, so that a kill in between leaves no old bytes under a new name', async () => {
    const [path, noteAt] = [join(folder, 'part'), join(folder, 'note')]
    const [file, noteFile] = [await open(path, 'w+'), await open(noteAt, 'w+')]
    await file.write(CONTENT)
    await writeNote(noteFile, OLD)
    const emptied: (PartNote | null)[] = []
    const truncate = file.truncate.bind(file)
    file.truncate = async (length) => {
      emptied.push(await readNote(noteAt))
      await truncate(length)
    }
    const part = createPartWriter(file, noteFile, OLD)
    await part.restart('"new"', 5)
    expect(emptied).toEqual([{ ...OLD, validator: null, totalBytes: null, syncedBytes: 0 }])
    expect(await readNote(noteAt)).toMatchObject({ validator: '"new"', totalBytes: 5, syncedBytes: 0 })
    expect((await stat(path)).size).toBe(0)
    await part.close()
  })
})
