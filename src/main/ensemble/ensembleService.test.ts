import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openAudio } from '../../codecs/open'
import type { BlendRequest } from '../../shared/domain/ensemble'
import { startTestWorker, type ToneFile, writeTone } from '../audio/testing/audioFiles'
import { createWorkerPool, type WorkerPool } from '../audio/workerPool'
import { closeLast, folder, serveForEach, start } from '../jobs/testing/engines'
import { createJobFolder } from '../library/jobFolder'
import { mountSmallDisk } from '../transfers/testing/smallDisk'
import { createEnsembleService, type EnsembleService } from './ensembleService'

serveForEach()

const FRAMES = 60_000
let pool: WorkerPool
beforeAll(() => { pool = createWorkerPool({ createWorker: startTestWorker, size: 2 }) })
afterAll(() => pool.dispose())

type Jobs = ReturnType<typeof start>['service']
let jobs: Jobs
let ensembles: EnsembleService
let library = ''
let song = ''

const level = (gain: number) => (frame: number, channel: number): number => gain * Math.sin(frame * (0.05 + channel * 0.02))

/** A finished job of the song whose vocals sound like this. */
async function ready(id: string, algorithmName: string, vocals: Partial<ToneFile>, name = 'Søng.mp3'): Promise<void> {
  const place = join(folder, id)
  await mkdir(place)
  const path = await writeTone(join(place, 'Vocals.wav'), { frames: FRAMES, ...vocals })
  const { size, mtimeMs } = await stat(song)
  jobs.addMade({
    id, input: { name, sizeBytes: 1_000, durationSeconds: null }, plan: { renderId: 3, algorithmName, options: [], outputFormat: 1 },
    madeHere: { kind: 'joined', fromJobIds: [] }, source: { path: song, sizeBytes: size, mtimeMs }, folder: place,
    files: [{ stem: 'Vocals', fileName: 'Vocals.wav', sizeBytes: (await stat(path)).size }]
  })
}

const request = (more: Partial<BlendRequest> = {}): BlendRequest => ({
  blendId: 'blend-1', sources: [{ jobId: 'one', stemIndex: 0, weight: 1 }, { jobId: 'two', stemIndex: 0, weight: 1 }],
  method: 'mean', format: 'flac24', restName: null, ...more
})

const folders = async (): Promise<string[]> => (await readdir(library)).sort()

async function samplesOf(path: string): Promise<Float32Array> {
  const reader = await openAudio(path)
  const pieces: number[] = []
  for await (const block of reader.blocks()) pieces.push(...(block[0] ?? []))
  await reader.close()
  return Float32Array.from(pieces)
}

beforeEach(async () => {
  jobs = start().service
  library = join(folder, 'Library')
  song = await writeTone(join(folder, 'Søng.mp3'), { frames: FRAMES, sampleAt: level(0.8) })
  await ready('one', 'BS Roformer (vocals, instrumental)', { sampleAt: level(0.2) })
  await ready('two', 'MelBand', { sampleAt: level(0.4) })
  ensembles = createEnsembleService({ jobs, pool, library: { newJobFolder: (job) => createJobFolder(library, job) }, soundOf: (_jobId, _index, path) => Promise.resolve(path) })
})

describe('an ensemble', () => {
  it('stands in the list as a job that is ready, named after what it was made of, and hears the song as its sources do', async () => {
    const told: number[] = []
    ensembles.onProgress(({ fraction }) => told.push(fraction))
    expect(await ensembles.make(request())).toEqual({ kind: 'made', jobId: 'blend-1', keptAsFloats: false })
    const [job] = jobs.list().slice(-1)
    expect(job).toMatchObject({
      id: 'blend-1', phase: 'ready', remote: null, input: { name: 'Søng.mp3', sizeBytes: 1_000 }, madeHere: { kind: 'ensemble', fromJobIds: ['one', 'two'] },
      plan: { algorithmName: 'Ensemble (mean) of BS Roformer + MelBand', outputFormat: 5 }, files: [{ stem: 'Vocals', fileName: 'Søng (Vocals).flac', done: true }]
    })
    expect(job?.input.durationSeconds).toBeCloseTo(FRAMES / 44_100, 6)
    expect(await folders()).toEqual(['Søng - Ensemble'])
    expect(await readdir(join(library, 'Søng - Ensemble'))).toEqual(['Søng (Vocals).flac'])
    expect(jobs.sourceOf('blend-1')?.path).toBe(song)
    const made = await samplesOf(jobs.filesOf('blend-1')?.files[0]?.path ?? '')
    expect(made).toHaveLength(FRAMES)
    expect(made.every((sample, at) => Math.abs(sample - level(0.3)(at, 0)) < 5e-5)).toBe(true)
    expect(told.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true)
  })

  it('is made once for one id, however often it is asked for', async () => {
    const both = await Promise.all([ensembles.make(request()), ensembles.make(request())])
    expect(both).toEqual([both[0], both[0]])
    await ensembles.make(request())
    expect(await folders()).toHaveLength(1)
    expect(jobs.list()).toHaveLength(3)
  })

  it('has its weights in its name, and is there after a restart', async () => {
    await ensembles.make(request({ sources: [{ jobId: 'one', stemIndex: 0, weight: 3 }, { jobId: 'two', stemIndex: 0, weight: 1 }], format: 'wav32f' }))
    await closeLast()
    const again = start().service
    expect(again.list().find(({ id }) => id === 'blend-1')).toMatchObject({ phase: 'ready', plan: { algorithmName: 'Ensemble (mean 3:1) of BS Roformer + MelBand', outputFormat: 4 } })
  })

  it('comes with what is missing to the song', async () => {
    expect(await ensembles.isSongHere(['one', 'two'])).toBe(true)
    await ensembles.make(request({ restName: 'Instrumental' }))
    const files = jobs.filesOf('blend-1')?.files ?? []
    expect(files.map(({ stem }) => stem)).toEqual(['Vocals', 'Instrumental'])
    const [vocals, rest, whole] = await Promise.all([files[0]?.path ?? '', files[1]?.path ?? '', song].map(samplesOf))
    expect(whole?.every((sample, at) => sample === (vocals?.[at] ?? 0) + (rest?.[at] ?? 0))).toBe(true)
  })

  it('cannot have that once the song is another file', async () => {
    await utimes(song, 1, 1)
    expect(await ensembles.isSongHere(['one', 'two'])).toBe(false)
    await expect(ensembles.make(request({ restName: 'Instrumental' }))).rejects.toMatchObject({ code: 'fileMissing', subject: 'Søng.mp3' })
    expect(await ensembles.make(request())).toMatchObject({ kind: 'made' })
  })

  it('too loud for FLAC is kept in floats, nothing of it cut off', async () => {
    await ready('loud', 'Loud', { format: 'wav32f', sampleAt: level(3) })
    await ready('louder', 'Louder', { format: 'wav32f', sampleAt: level(4) })
    expect(await ensembles.make(request({ sources: ['loud', 'louder'].map((jobId) => ({ jobId, stemIndex: 0, weight: 1 })) }))).toEqual({ kind: 'made', jobId: 'blend-1', keptAsFloats: true })
    const [file] = jobs.filesOf('blend-1')?.files ?? []
    expect(file?.path.endsWith('Søng (Vocals).wav')).toBe(true)
    expect(Math.max(...(await samplesOf(file?.path ?? '')))).toBeCloseTo(3.5, 2)
    expect(jobs.list().find(({ id }) => id === 'blend-1')?.plan.outputFormat).toBe(4)
  })
})

describe('an ensemble that cannot be', () => {
  const nothingLeft = async (): Promise<void> => {
    expect(jobs.list().some(({ id }) => id === 'blend-1')).toBe(false)
    expect(await folders().catch(() => [])).toEqual([])
  }

  it('names what is of another length', async () => {
    await ready('long', 'Long', { frames: FRAMES + 44_100 })
    expect(await ensembles.make(request({ sources: ['one', 'long'].map((jobId) => ({ jobId, stemIndex: 0, weight: 1 })) })))
      .toEqual({ kind: 'refused', refusal: { reason: 'length', source: 1, than: 0, seconds: 1 } })
    await nothingLeft()
  })

  it('is refused of results that are gone, unknown, not sound, or of another song', async () => {
    await ready('other', 'Other', {}, 'Another song.mp3')
    const of = (jobId: string, stemIndex = 0) => ensembles.make(request({ sources: [{ jobId: 'one', stemIndex: 0, weight: 1 }, { jobId, stemIndex, weight: 1 }] }))
    await expect(of('nobody')).rejects.toMatchObject({ code: 'jobNotFound' })
    await expect(of('two', 7)).rejects.toMatchObject({ code: 'invalidInput' })
    await expect(of('other')).rejects.toMatchObject({ code: 'invalidInput' })
    await rm(join(folder, 'two', 'Vocals.wav'))
    await expect(of('two')).rejects.toMatchObject({ code: 'fileMissing', subject: 'Vocals.wav' })
    await mkdir(join(folder, 'two', 'Vocals.wav'))
    await expect(of('two')).rejects.toMatchObject({ code: 'fileUnreadable' })
    await nothingLeft()
  })

  it('leaves nothing behind when it is cancelled, or the app ends', async () => {
    const stopped = ensembles.make(request())
    ensembles.cancel('blend-1')
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    await nothingLeft()
    const ended = expect(ensembles.make(request())).rejects.toMatchObject({ code: 'cancelled' })
    await ensembles.dispose()
    await ended
    await nothingLeft()
  })

  it('leaves nothing on a full disk but the words that it is full', async (context) => {
    const disk = mountSmallDisk(library, 1)
    if (disk === null) return context.skip('mounting is not allowed here')
    try {
      for (const [name, frames] of [['a', 600_000], ['b', 600_000]] as const) await ready(name, name, { frames })
      await expect(ensembles.make(request({ format: 'wav32f', sources: ['a', 'b'].map((jobId) => ({ jobId, stemIndex: 0, weight: 1 })) }))).rejects.toMatchObject({ code: 'diskFull' })
      await nothingLeft()
    } finally {
      disk.unmount()
    }
  })

  it('its sources are never touched', async () => {
    const before = await readFile(join(folder, 'one', 'Vocals.wav'))
    await ensembles.make(request())
    expect(await readFile(join(folder, 'one', 'Vocals.wav'))).toEqual(before)
  })
})
