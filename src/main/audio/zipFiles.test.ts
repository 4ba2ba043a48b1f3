import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromBufferPromise, openPromise } from 'yauzl'
import { createExportControl, exportFraction, stopExport } from './exportControl'
import { zipFiles } from './zipFiles'
import { toDirectory, toLocalHeader } from './zipFormat'

const hasUnzip = spawnSync('unzip', ['-v']).status === 0

let folder = ''
const inFolder = (name: string): string => join(folder, name)
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'unbraid-zip-')) })
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a zip', () => {
  it('holds each file under its name, stored, byte for byte', async () => {
    const contents = new Map([['Søng (Vocals) ☀.wav', Buffer.alloc(2_500_001, 'vocals')], ['empty.txt', Buffer.alloc(0)], ['b.flac', Buffer.from('b')]])
    const files = await Promise.all([...contents].map(async ([name, content], index) => {
      await writeFile(inFolder(String(index)), content)
      return { path: inFolder(String(index)), name }
    }))
    const control = createExportControl()
    await zipFiles({ files, path: inFolder('all.zip'), control })
    const zip = await openPromise(inFolder('all.zip'), { lazyEntries: true, validateEntrySizes: true })
    const names: string[] = []
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName)
      expect((await buffer(await zip.openReadStreamPromise(entry))).equals(contents.get(entry.fileName) ?? Buffer.from('?'))).toBe(true)
    }
    expect(names).toEqual([...contents.keys()])
    expect(exportFraction(control)).toBeGreaterThan(0.6)
  })

  it.skipIf(!hasUnzip)('is sound to other programs, checksums too', async () => {
    await writeFile(inFolder('a'), Buffer.alloc(100_000, 'abc'))
    await zipFiles({ files: ['1.wav', '2.wav'].map((name) => ({ path: inFolder('a'), name })), path: inFolder('all.zip'), control: createExportControl() })
    const { status, stdout } = spawnSync('unzip', ['-t', inFolder('all.zip')], { encoding: 'utf8' })
    expect(status).toBe(0)
    expect(stdout).toContain('No errors detected')
  })

  it('names what is beyond four gigabytes or 65,535 entries with long fields', async () => {
    const modifiedAt = new Date(2026, 10, 22, 12, 30, 10)
    const entries = [
      { name: 'long.wav', sizeBytes: 5e9, crc: 1, at: 0, modifiedAt },
      { name: 'behind.wav', sizeBytes: 7, crc: 2, at: 5e9 + toLocalHeader({ name: 'long.wav', sizeBytes: 5e9, crc: 1, modifiedAt }).length, modifiedAt }
    ]
    const list = toDirectory(entries, 0)
    const zip = await fromBufferPromise(list, { lazyEntries: true })
    const read: unknown[] = []
    for await (const entry of zip.eachEntry()) {
      read.push([entry.fileName, entry.uncompressedSize, entry.compressedSize, entry.relativeOffsetOfLocalHeader, entry.getLastModDate().getTime()])
    }
    expect(read).toEqual(entries.map(({ name, sizeBytes, at }) => [name, sizeBytes, sizeBytes, at, modifiedAt.getTime()]))
    const many = Array.from({ length: 70_000 }, (_, index) => ({ name: String(index), sizeBytes: 0, crc: 0, at: 0, modifiedAt }))
    expect((await fromBufferPromise(toDirectory(many, 0), { lazyEntries: true })).entryCount).toBe(70_000)
  })

  it('ends when it is stopped or a file is missing, leaving nothing', async () => {
    await writeFile(inFolder('a'), 'a')
    const control = createExportControl()
    stopExport(control)
    const files = [{ path: inFolder('a'), name: 'a' }]
    await expect(zipFiles({ files, path: inFolder('all.zip'), control })).rejects.toMatchObject({ code: 'cancelled' })
    const gone = [...files, { path: inFolder('gone'), name: 'gone' }]
    await expect(zipFiles({ files: gone, path: inFolder('all.zip'), control: createExportControl() })).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await readdir(folder)).toEqual(['a'])
  })
})
