import { appendFile, readFile, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPromise } from 'yauzl'
import { createExportFolder, createTestPool, type ExportFolder } from './testing/exportFolder'

const pool = createTestPool()
afterAll(() => pool.dispose())

let folder: ExportFolder
beforeEach(async () => { folder = await createExportFolder(pool) })
afterEach(() => folder.remove())

const bytesOf = (name: string, at = 'job'): Promise<Buffer> => readFile(folder.inRoot(at, name))

async function unzip(name: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(folder.inRoot('out', name), { lazyEntries: true })
  const entries = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    expect(entry.compressionMethod).toBe(0)
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  }
  return entries
}

describe('a zip', () => {
  it('is told with the names that will lie in it, as they are written', async () => {
    const preview = await folder.exports.preview({ ...folder.request, zip: true, template: '{n} {stem}' })
    expect(preview).toMatchObject({ fileNames: ['Song (Stems).zip'], zippedNames: ['01 Vocals.wav', '02 Drums.wav', '03 Bass.wav'] })
    expect(await folder.exports.preview(folder.request)).toMatchObject({ zippedNames: [] })
  })

  it('holds every file as it would lie beside it, stored, and is the only file', async () => {
    expect(await folder.exports.start({ ...folder.request, zip: true })).toMatchObject({ kind: 'done', fileNames: ['Song (Stems).zip'] })
    expect(await folder.list()).toEqual(['Song (Stems).zip'])
    const entries = await unzip('Song (Stems).zip')
    expect([...entries.keys()]).toEqual(['Song (Vocals).wav', 'Song (Drums).wav', 'Song (Bass).wav'])
    for (const [name, bytes] of entries) expect(bytes.equals(await bytesOf(name))).toBe(true)
  })

  it('whose name is taken is numbered, skipped, or replaced after a yes', async () => {
    const request = { ...folder.request, zip: true }
    await folder.exports.start(request)
    expect(await folder.exports.start({ ...request, collision: 'number' })).toMatchObject({ fileNames: ['Song (Stems) (2).zip'] })
    expect(await folder.exports.start({ ...request, collision: 'skip' })).toMatchObject({ fileNames: [], skippedNames: ['Song (Stems).zip'] })
    expect(await folder.exports.start({ ...request, collision: 'replace' })).toEqual({ kind: 'wouldReplace', fileNames: ['Song (Stems).zip'] })
  })
})

describe('dragging out', () => {
  const stems = (...stemIndexes: number[]) => ({ ...folder.content, tags: false, what: { kind: 'stems' as const, stemIndexes } })

  it('hands the system copies of one stem or several, never the results themselves', async () => {
    for (const indexes of [[0], [0, 2]]) {
      const outcome = await folder.drags.prepare(stems(...indexes))
      if (outcome.kind !== 'ready') throw new Error(outcome.kind)
      await folder.drags.start(outcome.dragId)
      const [paths = []] = folder.dragged.slice(-1)
      expect(paths.map((path) => basename(path))).toEqual(indexes.map((index) => `Song (${['Vocals', 'Drums', 'Bass'][index] ?? ''}).wav`))
      for (const path of paths) {
        expect(path.startsWith(folder.inRoot('job', 'Dragged out'))).toBe(true)
        expect((await readFile(path)).equals(await bytesOf(basename(path)))).toBe(true)
      }
    }
    // The first stem was made twice and is the same: there is one copy of it.
    expect(await folder.list('job/Dragged out')).toEqual(['Song (Bass).wav', 'Song (Vocals).wav'])
  })

  it('hands out the mix as it is set; another setting is another file', async () => {
    const mix = (masterGain: number) => ({ ...folder.content, format: 'wav16' as const, what: { kind: 'mix' as const, mixer: folder.mixer, masterGain } })
    const [one, again, other] = [await folder.drags.prepare(mix(1)), await folder.drags.prepare(mix(1)), await folder.drags.prepare(mix(0.5))]
    expect(again).toEqual(one)
    expect(other).toMatchObject({ fileNames: ['Song (Mix) (2).wav'] })
    expect(await folder.drags.prepare(mix(2))).toMatchObject({ kind: 'clips' })
  })

  it('hands out nothing that is gone, was changed, or was never made', async () => {
    const outcome = await folder.drags.prepare(stems(0))
    if (outcome.kind !== 'ready') throw new Error(outcome.kind)
    await appendFile(folder.inRoot('job', 'Dragged out', 'Song (Vocals).wav'), 'more')
    await expect(folder.drags.start(outcome.dragId)).rejects.toMatchObject({ code: 'fileChanged' })
    await rm(folder.inRoot('job', 'Dragged out'), { recursive: true })
    await expect(folder.drags.start(outcome.dragId)).rejects.toMatchObject({ code: 'fileMissing' })
    await expect(folder.drags.start('none')).rejects.toMatchObject({ code: 'invalidInput' })
    expect(folder.dragged).toEqual([])
    expect(await folder.drags.prepare(stems(0))).toMatchObject({ kind: 'ready' })
  })
})
