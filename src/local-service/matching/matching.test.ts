import { access, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { toWavHeader } from '../../codecs/wav/write'
import { createRandom } from '../sample/stereo'
import { readSamples } from '../testing/audioFiles'
import { createClient, fetchBytes, signUp, startService, type Client } from '../testing/client'
import { textWith } from '../testing/matchers'
import { CEILING, Limiter } from './limiter'
import { SongMeter } from './spectra'

const MASTERING = '1005'
const RATE_HZ = 44_100
const createdSchema = z.object({ data: z.object({ hash: z.string() }) })

interface Sound { readonly seconds: number; readonly level: number; readonly dark: number; readonly width: number; readonly seed: number }

/** Noise through a one-pole low pass (`dark` 0..1), as wide as `width`, with a soft beat, so that it has peaks. */
function noise({ seconds, level, dark, width, seed }: Sound): Float32Array[] {
  const random = createRandom(seed)
  const channels = [new Float32Array(seconds * RATE_HZ), new Float32Array(seconds * RATE_HZ)]
  let [middle, side] = [0, 0]
  for (let frame = 0; frame < seconds * RATE_HZ; frame++) {
    const beat = 0.3 + Math.exp(-6 * ((frame / RATE_HZ) % 0.5))
    middle = dark * middle + (1 - dark) * (2 * random() - 1)
    side = dark * side + (1 - dark) * (2 * random() - 1)
    channels.forEach((samples, channel) => (samples[frame] = level * beat * (middle + (channel === 0 ? width : -width) * side)))
  }
  return channels
}

function toWav(channels: readonly Float32Array[]): Buffer {
  const frames = channels[0]?.length ?? 0
  const data = Buffer.alloc(frames * 2 * channels.length)
  channels.forEach((samples, channel) => samples.forEach((sample, frame) => data.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 2 * (frame * channels.length + channel))))
  return Buffer.concat([toWavHeader('s16', { sampleRateHz: RATE_HZ, channels: channels.length }, data.length), data])
}

/** Level in dB of all, then of the octaves from 63 Hz to 16 kHz relative to it. */
function measure(channels: readonly Float32Array[]): { readonly levelDb: number; readonly octavesDb: number[] } {
  const meter = new SongMeter({ sampleRateHz: RATE_HZ, channels: channels.length })
  meter.push(channels)
  const { rms, middle } = meter.finish()
  const octavesDb = [63, 125, 250, 500, 1000, 2000, 4000, 8000].map((hz) => {
    const [first, last] = [hz / 2 ** 0.5, hz * 2 ** 0.5].map((edge) => Math.round((edge * 4096) / RATE_HZ))
    return 10 * Math.log10(middle.slice(first, last).reduce((sum, power) => sum + power, 0))
  })
  return { levelDb: 20 * Math.log10(rms), octavesDb }
}

const distance = (one: readonly number[], other: readonly number[]): number => one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? NaN)), 0) / one.length

function send(ann: Client, target: Buffer, reference: Buffer, outputFormat = '1') {
  return ann.post('/separation/create', {
    target_audiofile: new File([new Uint8Array(target)], 'mine.wav'), reference_audiofile: new File([new Uint8Array(reference)], 'theirs.wav'),
    sep_type: MASTERING, output_format: outputFormat
  })
}
const sendFor = async (ann: Client, target: Buffer, reference: Buffer): Promise<string> => createdSchema.parse((await send(ann, target, reference)).body).data.hash

const DULL = { seconds: 6, level: 0.1, dark: 0.9, width: 0.2, seed: 3 }
const BRIGHT = { seconds: 5, level: 0.55, dark: 0.4, width: 0.5, seed: 4 }

test.each([['dull after bright', DULL, BRIGHT], ['bright after dull', BRIGHT, DULL]])('a song takes over loudness and tone, unclipped, frame for frame: %s', async (_name, mine, theirs) => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const [target, reference] = [noise(mine), noise(theirs)]
  const files = await ann.results(await sendFor(ann, toWav(target), toWav(reference)))
  expect(files.map(({ type }) => type)).toEqual(['Mastered'])
  const mastered = await readSamples(await fetchBytes(files[0]?.url ?? ''), 'mastered.wav')
  const [before, wanted, after] = [measure(target), measure(reference), measure(mastered)]
  console.log(`octaves ${distance(before.octavesDb, wanted.octavesDb).toFixed(2)} -> ${distance(after.octavesDb, wanted.octavesDb).toFixed(2)} dB, level ${(after.levelDb - wanted.levelDb).toFixed(3)} dB off`)
  expect(mastered.map(({ length }) => length)).toEqual(target.map(({ length }) => length))
  expect(Math.abs(after.levelDb - wanted.levelDb)).toBeLessThan(0.5)
  expect(distance(after.octavesDb, wanted.octavesDb)).toBeLessThan(distance(before.octavesDb, wanted.octavesDb) / 3)
  for (const samples of mastered) expect(samples.every((sample) => Math.abs(sample) <= CEILING + 1e-4)).toBe(true)
})

test('a song matched to itself stays where it lies', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const song = noise({ ...DULL, seconds: 2 })
  const [file] = await ann.results(await sendFor(ann, toWav(song), toWav(song)))
  const mastered = await readSamples(await fetchBytes(file?.url ?? ''), 'same.wav')
  mastered.forEach((samples, channel) => expect(samples.reduce((worst, sample, frame) => Math.max(worst, Math.abs(sample - (song[channel]?.[frame] ?? NaN))), 0)).toBeLessThan(1e-3))
})

test('the limiter holds the ceiling, gives every frame back and leaves quiet songs alone', () => {
  const [loud] = noise({ ...BRIGHT, seconds: 1, level: 4 })
  for (const [samples = new Float32Array(0), factor] of [[loud, 3], [loud, 0.01]] as const) {
    const limiter = new Limiter({ sampleRateHz: RATE_HZ, channels: 1 }, factor)
    const blocks = [limiter.push([samples.subarray(0, 100)]), limiter.push([samples.subarray(100)]), limiter.finish()]
    const output = Float32Array.from(blocks.flatMap(([block]) => [...(block ?? [])]))
    expect(output.length).toBe(samples.length)
    expect(output.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeLessThanOrEqual(CEILING + 1e-6)
    if (factor < 1) expect(output.reduce((worst, sample, frame) => Math.max(worst, Math.abs(sample - factor * (samples[frame] ?? NaN))), 0)).toBeLessThan(1e-6)
  }
})

test('a service that ends in the middle masters the song after its next start; deletion removes both songs', async () => {
  const first = await startService()
  const ann = await signUp(first.baseUrl)
  const hash = await sendFor(ann, toWav(noise({ ...DULL, seconds: 20 })), toWav(noise(BRIGHT)))
  const paths = ['temp', 'references'].map((folder) => join(first.dataDir, 'storage', folder, hash))
  await ann.until(hash, 'processing')
  await first.close()
  const second = await startService({ dataDir: first.dataDir })
  const again = createClient(second.baseUrl, ann.token)
  expect(await again.results(hash)).toHaveLength(1)
  await Promise.all(paths.map((path) => access(path)))
  await again.post('/separation/delete', { hash })
  for (const path of paths) await expect(access(path)).rejects.toThrow('ENOENT')
})

test('what is missing or silent is said; nothing is kept of what was refused; a lost reference fails the job', async () => {
  const { baseUrl, dataDir, close } = await startService()
  const ann = await signUp(baseUrl)
  const song = toWav(noise({ ...DULL, seconds: 1 }))
  const only = await ann.post('/separation/create', { target_audiofile: new File([new Uint8Array(song)], 'mine.wav'), sep_type: MASTERING })
  expect(only).toMatchObject({ status: 400, body: { errors: [textWith('takes two songs')] } })
  expect(await send(ann, song, Buffer.alloc(0))).toMatchObject({ status: 400, body: { errors: [textWith('empty')] } })
  for (const folder of ['storage/temp', 'storage/references', 'incoming']) expect(await readdir(join(dataDir, folder))).toEqual([])
  const silent = await sendFor(ann, song, toWav([new Float32Array(RATE_HZ)]))
  expect(await ann.until(silent, 'failed')).toMatchObject({ data: { message: textWith('The reference is silent') } })
  const long = await sendFor(ann, toWav(noise({ ...DULL, seconds: 20 })), song)
  await ann.until(long, 'processing')
  await close()
  await rm(join(dataDir, 'storage', 'references', long))
  const second = await startService({ dataDir })
  expect(await createClient(second.baseUrl, ann.token).until(long, 'failed')).toMatchObject({ data: { message: textWith('no longer there') } })
})

test('a reference pressed far louder than the song can go is approached, and nothing passes full scale, in MP3 neither', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const pressed = noise({ ...BRIGHT, level: 6 }).map((samples) => samples.map((sample) => 0.95 * Math.tanh(sample)))
  const target = noise(DULL)
  const { hash } = createdSchema.parse((await send(ann, toWav(target), toWav(pressed), '0')).body).data
  const [file] = await ann.results(hash)
  const mastered = await readSamples(await fetchBytes(file?.url ?? ''), 'mastered.mp3')
  expect(mastered.reduce((peak, samples) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), peak), 0)).toBeLessThanOrEqual(1)
  expect(measure(mastered).levelDb - measure(target).levelDb).toBeGreaterThan(6)
})
