import fc from 'fast-check'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAudio } from '../../../codecs/open'
import { createExportControl, exportFraction, stopExport } from '../exportControl'
import { toneAt, type ToneFile, writeTone } from '../testing/audioFiles'
import { seededRandom } from '../../transfers/testing/random'
import { blendFiles, type BlendTask, MOST_LENGTH_DIFFERENCE_FRAMES } from './blendFiles'

let folder = ''
let files = 0
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'unbraid-blend-')) })
afterAll(() => rm(folder, { recursive: true, force: true }))

const write = (tone: ToneFile): Promise<string> => {
  files += 1
  return writeTone(join(folder, `${files}.${(tone.format ?? 'wav').replace(/\d.*/, '')}`), tone)
}
/** Something that is like itself at one place only: bursts of noise over a tone. */
function music(seed: number): (frame: number, channel: number) => number {
  const random = seededRandom(seed)
  const values = Float32Array.from({ length: 262_144 }, () => random() - 0.5)
  return (frame, channel) => (frame < 0 ? 0 : 0.5 * (values[(frame + channel * 7) % values.length] ?? 0) * (frame % 9_000 < 4_000 ? 1 : 0.1) + 0.3 * toneAt(frame, channel))
}
async function read(path: string): Promise<Float32Array[]> {
  const reader = await openAudio(path)
  const pieces: Float32Array[][] = []
  for await (const block of reader.blocks()) pieces.push([...block])
  await reader.close()
  return Array.from({ length: reader.channels }, (_, channel) => Float32Array.from(pieces.flatMap((block) => [...(block[channel] ?? [])])))
}
const task = (paths: readonly string[], more: Partial<BlendTask> = {}): BlendTask => {
  files += 1
  return {
    sources: paths.map((path) => ({ path, weight: 1 })), method: 'mean', format: 'wav32f', originalPath: null, restPath: null,
    path: join(folder, `made-${files}`), control: createExportControl(), ...more
  }
}
const worst = (one: Float32Array, other: Float32Array, from = 0, to = one.length): number => {
  let most = 0
  for (let at = from; at < to; at += 1) most = Math.max(most, Math.abs((one[at] ?? 0) - (other[at] ?? 0)))
  return most
}

describe('blending files', () => {
  it('the mean of a file with itself is that file, bit for bit, and its progress reaches the end', async () => {
    const path = await write({ frames: 70_000, format: 'wav32f', sampleAt: music(1) })
    const wanted = task([path, path])
    expect(await blendFiles(wanted)).toEqual({ kind: 'made', frames: 70_000, sampleRateHz: 44_100, shifts: [0, 0] })
    expect(await read(wanted.path)).toEqual(await read(path))
    expect(exportFraction(wanted.control)).toBe(1)
  })

  it.each(['flac24', 'wav32f'] as const)('the rest is what is missing to the song, exactly: %s', async (format) => {
    const song = await write({ frames: 70_000, sampleAt: music(2) })
    const [one, other] = [await write({ frames: 70_000, sampleAt: music(3), format: 'wav24' }), await write({ frames: 70_000, sampleAt: music(4), format: 'flac16' })]
    for (const method of ['mean', 'smallest'] as const) {
      const wanted = task([one, other], { format, method, originalPath: song, restPath: join(folder, `rest-${format}-${method}`) })
      expect(await blendFiles(wanted)).toMatchObject({ kind: 'made' })
      const [ensemble, rest, whole] = [await read(wanted.path), await read(wanted.restPath ?? ''), await read(song)]
      whole.forEach((samples, channel) => {
        expect(samples.every((sample, at) => sample === (ensemble[channel]?.[at] ?? 0) + (rest[channel]?.[at] ?? 0))).toBe(true)
      })
    }
  })

  it.each([1, 37, 1_105, -1_105, 2_048, -900])('a result that lies %i frames off is laid over the other to the frame', async (shift) => {
    const sampleAt = music(5)
    const noisy = music(6)
    const one = await write({ frames: 100_000, format: 'wav32f', sampleAt })
    const other = await write({ frames: 100_000 + Math.max(0, shift), format: 'wav32f', sampleAt: (frame, channel) => sampleAt(frame - shift, channel) + 0.1 * noisy(frame + 9_999, channel) })
    const outcome = await blendFiles(task([one, other]))
    expect(outcome).toMatchObject({ kind: 'made', frames: 100_000, shifts: [0, shift] })
  })

  it('MP3 results, tagged or late by an encoder that said nothing, come to lie on the song', async () => {
    const sampleAt = music(7)
    const exact = await write({ frames: 100_000, sampleAt })
    const tagged = await write({ frames: 100_000, format: 'mp3', sampleAt })
    // What a decoder makes of an MP3 without a tag: the sound 1,105 frames late, in whole MP3 frames.
    const late = await write({ frames: 102_528, format: 'mp3', sampleAt: (frame, channel) => sampleAt(frame - 1_105, channel) })
    const wanted = task([late, tagged, exact], { originalPath: exact })
    expect(await blendFiles(wanted)).toEqual({ kind: 'made', frames: 100_000, sampleRateHz: 44_100, shifts: [1_105, 0, 0] })
    const [blended, whole, fromTagged, fromLate] = await Promise.all([wanted.path, exact, tagged, late].map(async (path) => (await read(path))[0] ?? new Float32Array()))
    const lossOf = (samples: Float32Array = new Float32Array(), behind = 0): number => worst(whole?.slice(2_000, 98_000) ?? samples, samples.slice(2_000 + behind, 98_000 + behind))
    // A third of each MP3's own loss, and nothing of what a frame beside the right one would add.
    expect(lossOf(blended)).toBeLessThanOrEqual((lossOf(fromTagged) + lossOf(fromLate, 1_105)) / 3)
  })

  it('independent sounds and silence stay where they are', async () => {
    const silence = await write({ frames: 50_000, sampleAt: () => 0 })
    expect(await blendFiles(task([await write({ frames: 50_000, sampleAt: music(8) }), silence, await write({ frames: 50_000, sampleAt: music(9) })]))).toMatchObject({ shifts: [0, 0, 0] })
    expect(await blendFiles(task([silence, silence]))).toMatchObject({ kind: 'made' })
  })

  it('is as long as one of its sources, whatever their lengths, or names the one that does not belong', async () => {
    await fc.assert(fc.asyncProperty(
      fc.integer({ min: 20_000, max: 30_000 }), fc.integer({ min: -6_000, max: 6_000 }), fc.constantFrom('mean', 'largest'),
      async (frames, difference, method) => {
        const sampleAt = music(10)
        const [one, other] = [await write({ frames, sampleAt }), await write({ frames: frames + difference, sampleAt })]
        const outcome = await blendFiles(task([one, other], { method: method === 'mean' ? 'mean' : 'largest' }))
        if (Math.abs(difference) <= MOST_LENGTH_DIFFERENCE_FRAMES) expect(outcome).toMatchObject({ kind: 'made', frames: Math.min(frames, frames + difference), shifts: [0, 0] })
        else expect(outcome).toMatchObject({ kind: 'refused', refusal: { reason: 'length', source: difference > 0 ? 1 : 0, than: difference > 0 ? 0 : 1, seconds: Math.abs(difference) / 44_100 } })
      }
    ), { numRuns: 15 })
  })

  it('takes the highest rate, and one channel on all', async () => {
    const wanted = task([await write({ frames: 44_100, channels: 1 }), await write({ frames: 48_000, sampleRateHz: 48_000 })])
    expect(await blendFiles(wanted)).toMatchObject({ kind: 'made', frames: 48_000, sampleRateHz: 48_000 })
    expect(await read(wanted.path)).toHaveLength(2)
  })

  it('names what has other channels, and a song of another length when the rest is wanted', async () => {
    const [two, four] = [await write({ frames: 9_000 }), await write({ frames: 9_000, channels: 4 })]
    expect(await blendFiles(task([two, four]))).toEqual({ kind: 'refused', refusal: { reason: 'channels', source: 0, channels: 2, than: 1, thanChannels: 4 } })
    const song = await write({ frames: 90_000 })
    expect(await blendFiles(task([two, two], { originalPath: song, restPath: join(folder, 'no-rest') }))).toMatchObject({ kind: 'refused', refusal: { reason: 'length', source: 'original' } })
    expect(await blendFiles(task([two, two], { originalPath: song }))).toMatchObject({ kind: 'made', frames: 9_000 })
  })

  it('leaves nothing behind of what does not fit its format, is cancelled or cannot be read', async () => {
    const loud = await write({ frames: 9_000, format: 'wav32f', sampleAt: () => 1.5 })
    const before = await readdir(folder)
    expect(await blendFiles(task([loud, loud], { format: 'flac24' }))).toEqual({ kind: 'clips' })
    const stopped = task([loud, loud])
    stopExport(stopped.control)
    await expect(blendFiles(stopped)).rejects.toMatchObject({ code: 'cancelled' })
    await expect(blendFiles(task([loud, join(folder, 'gone.wav')]))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await readdir(folder)).toEqual(before)
  })
})
