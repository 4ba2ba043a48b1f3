import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAll } from '../../codecs/testSupport'
import { readTrackTags } from '../../codecs/tags/trackTags'
import { writeTags } from '../../codecs/tags/writeTags'
import { SONG_TAGS } from '../../codecs/testing/songTags'
import type { WorkerPool } from '../audio/workerPool'
import { createExportFolder, createTestPool, type ExportFolder, FRAMES } from './testing/exportFolder'

const pool = createTestPool()
afterAll(() => pool.dispose())

let folder: ExportFolder
beforeEach(async () => { folder = await createExportFolder(pool) })
afterEach(() => folder.remove())

const bytesOf = (name: string, at = 'out'): Promise<Buffer> => readFile(folder.inRoot(at, name))

describe('stems', () => {
  it('are copied byte for byte when nothing changes, also into the format they are in already', async () => {
    expect(await folder.exports.start(folder.request)).toMatchObject({ kind: 'done', skippedNames: [], overDecibels: null })
    await folder.exports.start({ ...folder.request, format: 'wav16', template: '{n} {stem}' })
    for (const [from, to] of [['Song (Vocals).wav', 'Song (Vocals).wav'], ['Song (Bass).wav', '03 Bass.wav']] as const) {
      expect((await bytesOf(to)).equals(await bytesOf(from, 'job'))).toBe(true)
    }
    expect(await folder.list()).toHaveLength(6)
  })

  it('take tags and cover of the song along, each with its own title, and keep their sound', async () => {
    await writeTags(folder.inRoot('songs', 'Song.wav'), SONG_TAGS)
    await folder.exports.start({ ...folder.request, template: '{artist} - {title} {bpm} {key} [{algorithm}, {option}] ({stem})' })
    const name = 'Ann - A Day 128 Am [BS Roformer, ver. 2_a] (Drums).wav'
    expect(await folder.list()).toContain(name)
    expect(await readTrackTags(folder.inRoot('out', name))).toEqual({ ...SONG_TAGS, title: 'A Day (Drums)' })
    expect((await readAll(folder.inRoot('out', name))).samples).toEqual((await readAll(folder.inRoot('job', 'Song (Drums).wav'))).samples)
    await folder.exports.start({ ...folder.request, tags: false })
    expect((await bytesOf('A Day (Drums).wav')).equals(await bytesOf('Song (Drums).wav', 'job'))).toBe(true)
  })

  it('are cut to a region, in every format', async () => {
    for (const format of ['same', 'wav16', 'wav24', 'wav32f', 'flac16', 'flac24', 'mp3'] as const) {
      const outcome = await folder.exports.start({
        ...folder.request, format, what: { kind: 'stems', stemIndexes: [1] }, range: { startFrame: 1_000, endFrame: 31_000 }, template: format
      })
      const [name = ''] = outcome.kind === 'done' ? outcome.fileNames : []
      expect((await readAll(folder.inRoot('out', name))).samples[0]).toHaveLength(30_000)
    }
    expect(await folder.list()).toEqual(['flac16.flac', 'flac24.flac', 'mp3.mp3', 'same.wav', 'wav16.wav', 'wav24.wav', 'wav32f.wav'])
  })

  it('refuses stems and regions that are not there', async () => {
    await expect(folder.exports.start({ ...folder.request, what: { kind: 'stems', stemIndexes: [7] } })).rejects.toMatchObject({ code: 'invalidInput' })
    await expect(folder.exports.start({ ...folder.request, range: { startFrame: 0, endFrame: FRAMES + 1 } })).rejects.toMatchObject({ code: 'invalidInput' })
    expect(folder.asked).toEqual([])
  })
})

describe('the mix as heard', () => {
  it('minus all of its stems is silence, bit for bit', async () => {
    await folder.exports.start({ ...folder.request, format: 'wav32f', what: { kind: 'mix', mixer: folder.mixer, masterGain: 1 } })
    await folder.exports.start({ ...folder.request, format: 'wav32f' })
    const [mix, ...stems] = await Promise.all(['Mix', 'Vocals', 'Drums', 'Bass'].map((word) => readAll(folder.inRoot('out', `Song (${word}).wav`))))
    mix?.samples.forEach((channel, side) => channel.forEach((value, frame) => {
      if (value - stems.reduce((sum, stem) => sum + (stem.samples[side]?.[frame] ?? NaN), 0) !== 0) throw new Error(`differs at ${frame}`)
    }))
  })

  it('without one stem is the sum of the others', async () => {
    const [first = folder.mixer[0], ...others] = folder.mixer
    await folder.exports.start({ ...folder.request, format: 'wav16', what: { kind: 'minusOne', stemIndex: 0 } })
    await folder.exports.start({
      ...folder.request, format: 'wav16', template: 'muted', what: { kind: 'mix', mixer: [...(first ? [{ ...first, muted: true }] : []), ...others], masterGain: 1 }
    })
    expect((await bytesOf('Song (Minus Vocals).wav')).equals(await bytesOf('muted.wav'))).toBe(true)
  })

  it('is as long as the session when everything is muted', async () => {
    const mixer = folder.mixer.map((value) => ({ ...value, muted: true }))
    await folder.exports.start({ ...folder.request, format: 'flac16', what: { kind: 'mix', mixer, masterGain: 1 } })
    const { samples } = await readAll(folder.inRoot('out', 'Song (Mix).flac'))
    expect(samples.map((channel) => channel.length)).toEqual([FRAMES, FRAMES])
    expect(samples[0]?.every((value) => value === 0)).toBe(true)
  })

  it('that would be cut off is told with what helps, and written when it is lowered by that or may be cut off', async () => {
    const loud = { ...folder.request, format: 'wav16' as const, what: { kind: 'mix' as const, mixer: folder.mixer, masterGain: 2 } }
    const outcome = await folder.exports.start(loud)
    if (outcome.kind !== 'clips') throw new Error(outcome.kind)
    expect(outcome.lowerByDecibels - outcome.peakDecibels).toBeGreaterThanOrEqual(0)
    expect(outcome.lowerByDecibels - outcome.peakDecibels).toBeLessThan(0.1)
    expect(await folder.list()).toEqual([])
    expect(await folder.exports.start({ ...loud, lowerByDecibels: outcome.lowerByDecibels })).toMatchObject({ kind: 'done' })
    expect(await folder.exports.start({ ...loud, mayClip: true })).toMatchObject({ kind: 'done' })
    expect(await folder.exports.start({ ...loud, format: 'wav32f' })).toMatchObject({ kind: 'done', overDecibels: outcome.peakDecibels })
  })
})

describe('where it goes', () => {
  it('is asked once and remembered, with everything else that was chosen', async () => {
    expect((await folder.exports.options('job')).places).toMatchObject({ folder: null, source: folder.inRoot('songs'), job: folder.inRoot('job') })
    folder.answers.folder = null
    expect(await folder.exports.start(folder.request)).toEqual({ kind: 'closed' })
    folder.answers.folder = folder.inRoot('out')
    await folder.exports.start({ ...folder.request, format: 'mp3', collision: 'skip' })
    await folder.exports.start({ ...folder.request, format: 'mp3', collision: 'skip' })
    expect(folder.asked).toEqual([folder.inRoot('job'), folder.inRoot('job')])
    const { choices, places } = await folder.exports.options('job')
    expect(choices).toEqual({ kind: 'stems', format: 'mp3', place: 'folder', collision: 'skip', template: '{title} ({stem})', zip: false, tags: true })
    expect(places.folder).toBe(folder.inRoot('out'))
  })

  it('can be beside the song or in the job’s folder; a song that is gone has no place beside it', async () => {
    await folder.exports.start({ ...folder.request, place: 'source' })
    expect(await folder.list('songs')).toContain('Song (Vocals).wav')
    expect(await folder.exports.start({ ...folder.request, place: 'job', collision: 'replace', agreedNames: ['Song (Vocals).wav'] })).toMatchObject({
      fileNames: ['Song (Vocals) (2).wav', 'Song (Drums) (2).wav', 'Song (Bass) (2).wav'] // the results themselves are never replaced
    })
    await rm(folder.inRoot('songs'), { recursive: true })
    expect((await folder.exports.options('job')).places.source).toBeNull()
    await expect(folder.exports.start({ ...folder.request, place: 'source' })).rejects.toMatchObject({ code: 'folderUnwritable' })
  })

  it('is beside the song whose stem was taken, and while that is gone beside the stem', async () => {
    await mkdir(folder.inRoot('music'))
    Object.assign(folder.job, { behindPaths: [folder.inRoot('music', 'Song.flac')] })
    await folder.exports.start({ ...folder.request, place: 'source' })
    expect(await folder.list('music')).toHaveLength(3)
    await rm(folder.inRoot('music'), { recursive: true })
    await folder.exports.start({ ...folder.request, place: 'source' })
    expect(await folder.list('songs')).toContain('Song (Vocals).wav')
  })

  it('is shown afterwards', async () => {
    await folder.exports.start(folder.request)
    folder.exports.show('one')
    folder.exports.show('another')
    expect(folder.shown).toEqual([folder.inRoot('out', 'Song (Vocals).wav')])
  })
})

describe('names that are taken', () => {
  beforeEach(() => writeFile(folder.inRoot('out', 'Song (Drums).wav'), 'mine'))

  it('get a number, are skipped, or are replaced after a yes to exactly them', async () => {
    await folder.exports.chooseFolder('job')
    expect(await folder.exports.preview(folder.request)).toEqual({
      fileNames: ['Song (Vocals).wav', 'Song (Drums).wav', 'Song (Bass).wav'], zippedNames: [], takenNames: ['Song (Drums).wav'], unknownTokens: []
    })
    expect(await folder.exports.start({ ...folder.request, collision: 'replace' })).toEqual({ kind: 'wouldReplace', fileNames: ['Song (Drums).wav'] })
    expect(await folder.list()).toEqual(['Song (Drums).wav'])
    expect(await folder.exports.start(folder.request)).toMatchObject({ fileNames: ['Song (Vocals).wav', 'Song (Drums) (2).wav', 'Song (Bass).wav'] })
    expect(await folder.exports.start({ ...folder.request, collision: 'skip' })).toMatchObject({ fileNames: [], skippedNames: { length: 3 } })
    expect((await bytesOf('Song (Drums).wav')).toString()).toBe('mine')
    const agreedNames = ['Song (Vocals).wav', 'Song (Drums).wav', 'Song (Bass).wav']
    expect(await folder.exports.start({ ...folder.request, collision: 'replace', agreedNames })).toMatchObject({ fileNames: agreedNames })
    expect((await bytesOf('Song (Drums).wav')).equals(await bytesOf('Song (Drums).wav', 'job'))).toBe(true)
  })

  it('are not replaced when they are the results under another name, or a folder', async () => {
    await rm(folder.inRoot('out', 'Song (Drums).wav'))
    await link(folder.inRoot('job', 'Song (Drums).wav'), folder.inRoot('out', 'Song (Drums).wav'))
    await mkdir(folder.inRoot('out', 'Song (Bass).wav'))
    const outcome = await folder.exports.start({ ...folder.request, format: 'flac16', template: '{title} ({stem}).wav', collision: 'replace' })
    expect(outcome).toMatchObject({ kind: 'done' })
    await folder.exports.start({ ...folder.request, collision: 'replace', agreedNames: ['Song (Drums).wav', 'Song (Bass).wav'] })
    expect((await stat(folder.inRoot('out', 'Song (Drums).wav'))).nlink).toBe(2)
    expect(await folder.list()).toEqual(expect.arrayContaining(['Song (Drums) (2).wav', 'Song (Bass) (2).wav']))
  })
})

describe('an export that does not come to its end', () => {
  it('names the result that is gone, and leaves nothing', async () => {
    await rm(folder.inRoot('job', 'Song (Bass).wav'))
    await expect(folder.exports.start({ ...folder.request, format: 'flac24' })).rejects.toMatchObject({ code: 'fileMissing', subject: 'Song (Bass).wav' })
    expect(await folder.list()).toEqual([])
  })

  it('names the result that is no sound, and leaves nothing', async () => {
    await writeFile(folder.inRoot('job', 'Song (Bass).wav'), 'no sound')
    await expect(folder.exports.start({ ...folder.request, format: 'flac24' })).rejects.toMatchObject({ code: 'fileUndecodable', subject: 'Song (Bass).wav' })
    expect(await folder.list()).toEqual([])
    await copyFile(folder.inRoot('job', 'Song (Drums).wav'), folder.inRoot('job', 'Song (Bass).wav'))
  })

  it('can be cancelled: then nothing of it is left', async () => {
    const fractions: number[] = []
    folder.exports.onProgress(({ fraction }) => {
      fractions.push(fraction)
      folder.exports.cancel('one')
    })
    await expect(folder.exports.start({ ...folder.request, format: 'mp3', zip: true })).rejects.toMatchObject({ code: 'cancelled' })
    expect(fractions.length).toBeGreaterThan(0)
    expect(await folder.list()).toEqual([])
  })

  it('can be cancelled to the very end, while tags are written', async () => {
    await folder.remove()
    const run: WorkerPool['run'] = (task, onNews) => {
      if (task.kind === 'writeTags') folder.exports.cancel('one')
      return pool.run(task, onNews)
    }
    folder = await createExportFolder({ ...pool, run })
    await writeTags(folder.inRoot('songs', 'Song.wav'), SONG_TAGS)
    await expect(folder.exports.start({ ...folder.request, what: { kind: 'stems', stemIndexes: [1] } })).rejects.toMatchObject({ code: 'cancelled' })
    expect(await folder.list()).toEqual([])
  })

  it('can be cancelled while the Studio still decodes what it needs', async () => {
    await folder.remove()
    folder = await createExportFolder(pool, 'wav16', () => {
      folder.exports.cancel('one')
      return new Promise(() => undefined)
    })
    await expect(folder.exports.start({ ...folder.request, format: 'flac16' })).rejects.toMatchObject({ code: 'cancelled' })
    expect(await folder.list()).toEqual([])
  })

  it('takes away what an export that was killed left in the folder, and nothing else', async () => {
    const left = `.unbraid-${randomUUID()}-0.part`
    const fresh = `.unbraid-${randomUUID()}.zip.part`
    for (const name of [left, fresh, '.unbraid-notes.part']) {
      await writeFile(folder.inRoot('out', name), 'x')
      if (name !== fresh) await utimes(folder.inRoot('out', name), 0, 0)
    }
    await folder.exports.start({ ...folder.request, what: { kind: 'stems', stemIndexes: [1] } })
    expect(await folder.list()).toEqual([fresh, '.unbraid-notes.part', 'Song (Drums).wav'].sort())
  })

  it('says which folder cannot be written', async () => {
    await folder.exports.chooseFolder('job')
    folder.answers.folder = folder.inRoot('gone')
    await rm(folder.inRoot('out'), { recursive: true })
    await expect(folder.exports.start(folder.request)).rejects.toMatchObject({ code: 'folderUnwritable', subject: 'gone' })
  })
})
