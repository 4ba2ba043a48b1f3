import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { silentLog } from '../../log/log'
import { startTestWorker, writeTone } from '../testing/audioFiles'
import { createWorkerPool, type WorkerPool } from '../workerPool'
import { createSongFactsService } from './songFactsService'
import { chordTrack, RATE_HZ } from './testing/music'

let folder = ''
let pool: WorkerPool
let threads = 0
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-facts-'))
  threads = 0
  const createWorker = () => {
    threads += 1
    return startTestWorker()
  }
  pool = createWorkerPool({ createWorker, size: 1 })
})
afterEach(async () => {
  await pool.dispose()
  await rm(folder, { recursive: true, force: true })
})

const start = (sounds: { original: string | null; stems: readonly string[] }) =>
  createSongFactsService({ soundsOf: () => Promise.resolve(sounds), folder: join(folder, 'facts'), pool, log: silentLog })

/** A cadence in A minor of which `share` is in this file. */
function chords(name: string, share: number): Promise<string> {
  const samples = chordTrack({ tonic: 9, mode: 'minor' }, 'cadence', 8)
  return writeTone(join(folder, name), { frames: samples.length, channels: 1, sampleRateHz: RATE_HZ, sampleAt: (frame) => share * (samples[frame] ?? 0) })
}

const A_MINOR = { tonic: 9, mode: 'minor' }

it('listens once, and knows it the next time without listening', async () => {
  const original = await chords('song.wav', 1)
  const service = start({ original, stems: [] })
  const [one, other] = await Promise.all([service.of('job'), service.of('job')])
  expect(one.key).toEqual(A_MINOR)
  expect(other).toBe(one)
  expect(threads).toBe(1)
  await rm(original)
  expect(await start({ original, stems: [] }).of('job')).toEqual(one)
})

it('listens to the sum of the stems when the song is gone', async () => {
  const stems = [await chords('one.wav', 0.3), await chords('two.wav', 0.6)]
  expect((await start({ original: join(folder, 'gone.wav'), stems }).of('job')).key).toEqual(A_MINOR)
  expect((await start({ original: null, stems }).of('other')).key).toEqual(A_MINOR)
})

it('knows nothing of what cannot be heard, and asks again another time', async () => {
  const text = join(folder, 'words.txt')
  await writeFile(text, 'no sound')
  const nothing = { beatsPerMinute: null, key: null }
  expect(await start({ original: null, stems: [text] }).of('job')).toEqual(nothing)
  expect(await start({ original: null, stems: [] }).of('job')).toEqual(nothing)
  expect((await start({ original: await chords('song.wav', 1), stems: [] }).of('job')).key).toEqual(A_MINOR)
})

it('makes again what is not kept any more', async () => {
  const original = await chords('song.wav', 1)
  const service = start({ original, stems: [] })
  await service.of('job')
  await rm(join(folder, 'facts'), { recursive: true })
  await rm(original)
  expect((await service.of('job')).key).toBeNull()
})
