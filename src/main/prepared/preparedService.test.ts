import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeSilentFilm } from '../../codecs/testing/silentFilm'
import { largestDifference, readAll } from '../../codecs/testSupport'
import type { Input } from '../../shared/domain/input'
import { AppError } from '../../shared/errors/appError'
import { startTestWorker, toneAt, writeAiffTone, writeTone } from '../audio/testing/audioFiles'
import { createWorkerPool, type WorkerPool } from '../audio/workerPool'
import { createInputService, type InputService, type StoredFile } from '../inputs/inputService'
import { toEnqueueItem } from '../jobs/enqueueItem'
import { toRow } from '../jobs/newRow'
import type { LedgerRow } from '../jobs/ledger'
import { BASE } from '../jobs/testing/samples'
import { createLog } from '../log/log'
import { createPreparedService, type PreparedService } from './preparedService'
import { sweepPrepared } from './sweepPrepared'

describe('files made before the upload', () => {
  let root: string
  let folder: string
  let pool: WorkerPool
  let inputs: InputService
  let rows: LedgerRow[]
  let prepared: PreparedService

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'unbraid-prepared-'))
    folder = join(root, 'prepared')
    pool = createWorkerPool({ createWorker: startTestWorker, size: 1 })
    inputs = createInputService()
    rows = []
    prepared = createPreparedService({
      folder, inputs, pool,
      jobs: { list: () => rows.map(({ job }) => job), sourcesOf: (ids) => rows.filter(({ job }) => ids.includes(job.id)).flatMap(({ source }) => source ?? []) },
      studio: () => ({ open: () => Promise.reject(new AppError('jobNotFound')), soundOf: (_id, _index, path) => Promise.resolve(path) }),
      log: createLog({ filePath: join(root, 'log') })
    })
  })
  afterEach(async () => {
    await prepared.dispose()
    await pool.dispose()
    await rm(root, { recursive: true })
  })

  async function add(path: string): Promise<Input> {
    const { added: [input] } = await inputs.add([path])
    if (input === undefined) throw new Error('not taken in')
    return input
  }
  const fileOf = (id: string): StoredFile => {
    const [file] = inputs.take([id])
    if (file === undefined || !('path' in file)) throw new Error('no file')
    return file
  }
  /** As enqueueing does it. */
  function makeJob(id: string): void {
    rows.push(toRow(toEnqueueItem(fileOf(id), BASE.plan), { service: 'local', nowMs: 1, accountId: null, home: undefined }))
    inputs.remove([id])
  }

  for (const format of ['wav16', 'wav24'] as const) {
    it(`${format} becomes FLAC with the very same samples, as large as was told`, async () => {
      const path = await writeTone(join(root, 'Song.wav'), { frames: 44_100 * 10, format })
      const input = await add(path)
      const { flac } = await prepared.offers(input.id)
      expect(flac).toMatchObject({ bits: format === 'wav16' ? 16 : 24, isExact: true })
      const made = await prepared.prepare(input.id, { how: 'flac' })
      expect(made).toMatchObject({ id: input.id, name: 'Song.flac', durationSeconds: 10, prepared: { how: 'flac', fromName: 'Song.wav', fromSizeBytes: input.sizeBytes } })
      expect(JSON.stringify(made)).not.toContain(root)
      expect(made.sizeBytes).toBeLessThan(input.sizeBytes)
      expect(Math.abs((flac?.sizeBytes ?? 0) / made.sizeBytes - 1)).toBeLessThan(0.1)
      const [before, after] = [await readAll(path), await readAll(fileOf(input.id).path)]
      expect(after.kind).toBe('flac')
      expect(largestDifference(after.samples, before.samples)).toBe(0)
      expect(await readdir(folder)).toHaveLength(1)
    })
  }

  it.each([
    ['AIFF of 16 bits', { bits: 16 }, 16],
    ['AIFF of 24 bits', { bits: 24 }, 24],
    ['AIFF-C of little ends', { bits: 16, compression: 'sowt' }, 16]
  ] as const)('%s becomes FLAC with the very same samples and tags', async (_, stored, bits) => {
    const path = await writeAiffTone(join(root, 'Song.aif'), { frames: 44_100 * 5 }, stored)
    const input = await add(path)
    expect(input).toMatchObject({ name: 'Song.aif', durationSeconds: 5 })
    expect((await prepared.offers(input.id)).flac).toMatchObject({ bits, isExact: true })
    expect(await prepared.prepare(input.id, { how: 'flac' })).toMatchObject({ name: 'Song.flac', prepared: { fromName: 'Song.aif' } })
    const [before, after] = [await readAll(path), await readAll(fileOf(input.id).path)]
    expect([before.kind, after.kind]).toEqual(['aiff', 'flac'])
    expect(largestDifference(after.samples, before.samples)).toBe(0)
  })

  it('treats AIFF-C of floats as a WAV of floats', async () => {
    const stored = { bits: 32, compression: 'fl32' } as const
    const quiet = await add(await writeAiffTone(join(root, 'Quiet.aifc'), { frames: 44_100 * 31 }, stored))
    expect(await prepared.offers(quiet.id)).toMatchObject({ flac: { bits: 24, isExact: false }, trial: true })
    expect(await prepared.prepare(quiet.id, { how: 'trial', startSeconds: 1 })).toMatchObject({ name: 'Quiet.wav', durationSeconds: 30 })
    const trial = (await readAll(fileOf(quiet.id).path)).samples
    expect([trial[0]?.[0], trial[1]?.[777]]).toEqual([Math.fround(toneAt(44_100, 0)), Math.fround(toneAt(44_877, 1))])
    const hot = await add(await writeAiffTone(join(root, 'Hot.aifc'), { frames: 44_100, sampleAt: (frame) => 1.4 * Math.sin(frame / 20) }, stored))
    await expect(prepared.prepare(hot.id, { how: 'flac' })).rejects.toMatchObject({ code: 'wouldClip', subject: 'Hot.aifc' })
  })

  it('says beforehand that floats are rounded to 24 bits, and refuses what they would cut off', async () => {
    const quiet = await add(await writeTone(join(root, 'Quiet.wav'), { frames: 44_100, format: 'wav32f' }))
    expect((await prepared.offers(quiet.id)).flac).toMatchObject({ bits: 24, isExact: false })
    await prepared.prepare(quiet.id, { how: 'flac' })
    const loud = await add(await writeTone(join(root, 'Loud.wav'), { frames: 44_100, format: 'wav32f', sampleAt: (frame) => 1.4 * Math.sin(frame / 20) }))
    await expect(prepared.prepare(loud.id, { how: 'flac' })).rejects.toMatchObject({ code: 'wouldClip', subject: 'Loud.wav' })
    expect(fileOf(loud.id).name).toBe('Loud.wav')
    expect(await readdir(folder)).toHaveLength(1)
  })

  it('a trial is thirty seconds to the sample, from where it was wanted, and begins earlier near the end', async () => {
    const path = await writeTone(join(root, 'Song.wav'), { frames: 48_000 * 70, sampleRateHz: 48_000 })
    const input = await add(path)
    const made = await prepared.prepare(input.id, { how: 'trial', startSeconds: 12.5 })
    expect(made).toMatchObject({ name: 'Song.flac', durationSeconds: 30, prepared: { how: 'trial', startSeconds: 12.5, fromDurationSeconds: 70 } })
    const { samples } = await readAll(fileOf(input.id).path)
    expect(samples[0]).toHaveLength(30 * 48_000)
    const expected = Math.fround(Math.round(toneAt(12.5 * 48_000, 0) * 0x8000) / 0x8000)
    expect(Math.abs((samples[0]?.[0] ?? 0) - expected)).toBeLessThanOrEqual(1 / 0x8000)
    expect(await prepared.prepare(input.id, { how: 'trial', startSeconds: 40.5 })).toMatchObject({ durationSeconds: 30, prepared: { startSeconds: 40, fromName: 'Song.wav' } })
    // Another part takes the place of the first.
    expect(await readdir(folder)).toHaveLength(1)
    await expect(prepared.prepare(input.id, { how: 'trial', startSeconds: 60 })).rejects.toMatchObject({ code: 'invalidInput' })
  }, 20_000)

  it('a trial of floats above full scale keeps them', async () => {
    const path = await writeTone(join(root, 'Hot.wav'), { frames: 44_100 * 31, format: 'wav32f', sampleAt: (frame) => 1.4 * Math.sin(frame / 20) })
    const input = await add(path)
    const made = await prepared.prepare(input.id, { how: 'trial', startSeconds: 0 })
    expect(made.name).toBe('Hot.wav')
    const { samples } = await readAll(fileOf(input.id).path)
    expect(Math.max(...(samples[0]?.subarray(0, 1_000) ?? []))).toBeCloseTo(1.4, 3)
  })

  it('says that the sound of a video cannot be taken out, and refuses it with words of its own', async () => {
    const input = await add(await writeSilentFilm(join(root, 'Film.mkv'), 'mkv', 'pcm'))
    expect(await prepared.offers(input.id)).toEqual({ flac: null, audioTrack: null, isSoundLocked: true, trial: true })
    await expect(prepared.prepare(input.id, { how: 'audioTrack' })).rejects.toMatchObject({ code: 'videoSilent', subject: 'Film.mkv' })
    expect(fileOf(input.id).name).toBe('Film.mkv')
    expect(await readdir(folder)).toEqual([])
  })

  it('goes back to the song, and lets the file go unless a job was made of it', async () => {
    const input = await add(await writeTone(join(root, 'Song.wav'), { frames: 44_100 }))
    await prepared.prepare(input.id, { how: 'flac' })
    expect(await prepared.undo(input.id)).toEqual(input)
    expect(await readdir(folder)).toEqual([])
    inputs.put({ ...fileOf(input.id), below: ['Album'] }) // as one that was found in a folder
    await prepared.prepare(input.id, { how: 'flac' })
    const { path } = fileOf(input.id)
    makeJob(input.id)
    const again = await prepared.reuse(rows.map(({ job }) => job.id))
    expect(again.added).toMatchObject([{ name: 'Song.flac', prepared: { how: 'flac' } }])
    await prepared.undo(again.added[0]?.id ?? '')
    expect((await stat(path)).size).toBeGreaterThan(0)
    const whole = await prepared.wholeSongs(rows.map(({ job }) => job.id))
    expect(whole.added).toMatchObject([{ name: 'Song.wav', sizeBytes: input.sizeBytes }])
    expect(fileOf(whole.added[0]?.id ?? '').below).toEqual(['Album'])
  })

  it('what was sent or changed meanwhile leaves no file behind, nor does stopping', async () => {
    const path = await writeTone(join(root, 'Song.wav'), { frames: 44_100 * 60 })
    const input = await add(path)
    const stopped = prepared.prepare(input.id, { how: 'flac' })
    prepared.stop(input.id)
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    const late = prepared.prepare(input.id, { how: 'flac' })
    inputs.remove([input.id])
    await expect(late).rejects.toMatchObject({ code: 'invalidInput' })
    const changed = await add(path)
    await utimes(path, 1, 1)
    await expect(prepared.prepare(changed.id, { how: 'flac' })).rejects.toMatchObject({ code: 'fileChanged' })
    expect(await readdir(folder).catch(() => [])).toEqual([])
  }, 20_000)

  it('at the start everything goes that no job refers to', async () => {
    const input = await add(await writeTone(join(root, 'Song.wav'), { frames: 44_100 }))
    await prepared.prepare(input.id, { how: 'flac' })
    const { path } = fileOf(input.id)
    await writeFile(join(folder, 'left.part'), 'half')
    await writeFile(join(folder, 'left.flac'), 'nobody')
    await sweepPrepared(folder, new Set([path]))
    expect((await readdir(folder)).map((name) => join(folder, name))).toEqual([path])
    await sweepPrepared(join(root, 'never'), new Set())
  })
})
