import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { largestDifference, readAll, writeAll } from '../../../codecs/testSupport'
import type { OutputFormat, PlanarBlock } from '../../../codecs/types'
import { createExportControl, stopExport } from '../exportControl'
import { toneAt, writeAiffTone, writeTone } from '../testing/audioFiles'
import { findCuts, type CutPlan } from './findCuts'
import { joinParts } from './joinParts'
import { partGrid, partsOf } from './planCuts'
import { writeParts } from './writeParts'

const RATE_HZ = 8_000
const FRAMES = 36 * RATE_HZ + 1234
let folder = ''
const inFolder = (name: string): string => join(folder, name)
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'unbraid-parts-')) })
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A tone that is nearly silent for a second every third second. */
const sampleAt = (frame: number, channel: number): number => toneAt(frame, channel) * ((frame / RATE_HZ) % 3 < 1 ? 0.001 : 0.8)

const control = createExportControl()
const plan = (path: string, limits: Partial<{ maxSeconds: number; maxBytes: number }> = {}): Promise<CutPlan> =>
  findCuts({ path, maxSeconds: 16, maxBytes: 100e6, control, ...limits })

/** The song as parts, and what they hold. */
async function cut(path: string, wanted: CutPlan): Promise<{ readonly paths: string[]; readonly sizes: readonly number[] }> {
  const paths = [0, ...wanted.cuts].map((_, index) => inFolder(`part-${index}.flac`))
  return { paths, sizes: await writeParts({ path, plan: wanted, partPaths: paths, control }) }
}
const slice = (block: PlanarBlock, from: number, to: number): PlanarBlock => block.map((samples) => samples.slice(from, to))

describe('a song cut into parts', () => {
  it.each([['wav16', 16], ['wav24', 24], ['flac16', 16]] as const)('from %s is the same to the bit once what overlaps is left away', async (format, bits) => {
    const path = await writeTone(inFolder(`song.${format}`), { frames: FRAMES, sampleRateHz: RATE_HZ, format, sampleAt })
    const wanted = await plan(path)
    expect(wanted).toMatchObject({ bits, isExact: true, frames: FRAMES, channels: 2 })
    expect(wanted.cuts.length).toBeGreaterThan(1)
    const { paths } = await cut(path, wanted)
    const song = await readAll(path)
    const spans = partsOf(wanted.cuts, FRAMES, partGrid(RATE_HZ).contextFrames)
    for (const [index, partPath] of paths.entries()) {
      const part = await readAll(partPath)
      const { start, end } = spans[index] ?? { start: 0, end: 0 }
      expect(part.frames).toBe(end - start)
      expect(largestDifference(part.samples, slice(song.samples, start, end))).toBe(0)
    }
  })

  it.each([[16, undefined, true], [24, undefined, true], [24, 'sowt', true], [32, 'fl32', false]] as const)('from AIFF of %i bits (%s) as from a WAV of them', async (bits, compression, isExact) => {
    const path = await writeAiffTone(inFolder('song.aif'), { frames: FRAMES, sampleRateHz: RATE_HZ, sampleAt }, { bits, ...(compression && { compression }) })
    const wanted = await plan(path)
    expect(wanted).toMatchObject({ bits: Math.min(24, bits), isExact, frames: FRAMES })
    const { paths } = await cut(path, wanted)
    const song = await readAll(path)
    const first = await readAll(paths[0] ?? '')
    expect(paths.length).toBeGreaterThan(1)
    expect(largestDifference(first.samples, slice(song.samples, 0, first.frames ?? 0))).toBeLessThanOrEqual(isExact ? 0 : 2 ** -24)
  })

  it('is cut where it is quiet', async () => {
    const path = await writeTone(inFolder('quiet.wav'), { frames: FRAMES, sampleRateHz: RATE_HZ, sampleAt })
    for (const frame of (await plan(path)).cuts) expect((frame / RATE_HZ) % 3).toBeLessThan(1)
  })

  it('keeps every part below the size that may be sent, also where the sound is noise', async () => {
    const loudFrom = 60 * RATE_HZ
    const noise = await writeTone(inFolder('noise.wav'), { frames: 2 * loudFrom, sampleRateHz: RATE_HZ, sampleAt: (frame) => (frame < loudFrom ? 0 : Math.random() - 0.5) })
    const maxBytes = 1_300_000
    const { sizes } = await cut(noise, await plan(noise, { maxSeconds: 600, maxBytes }))
    expect(sizes.length).toBeGreaterThan(1)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxBytes)
  })

  it('says what cannot be kept exactly, and takes 24 bits for it', async () => {
    for (const format of ['wav32f', 'mp3'] as const) {
      const path = await writeTone(inFolder(`lossy.${format}`), { frames: 44_100 * 4, format })
      expect(await plan(path)).toMatchObject({ bits: 24, isExact: false, cuts: [] })
    }
  })

  it('stops at once when it is told to', async () => {
    const path = await writeTone(inFolder('stop.wav'), { frames: FRAMES, sampleRateHz: RATE_HZ, sampleAt })
    const stopped = createExportControl()
    stopExport(stopped)
    await expect(findCuts({ path, maxSeconds: 30, maxBytes: 1e8, control: stopped })).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('stems of parts joined again', () => {
  const song = async (format: OutputFormat): Promise<{ path: string; wanted: CutPlan; paths: string[] }> => {
    const path = await writeTone(inFolder(`join.${format}`), { frames: FRAMES, sampleRateHz: RATE_HZ, format, sampleAt })
    const wanted = await plan(path)
    return { path, wanted, paths: (await cut(path, wanted)).paths }
  }
  const joined = (paths: readonly string[], wanted: CutPlan, format: OutputFormat) => joinParts({ paths, song: wanted, format, path: inFolder('joined'), control })

  it.each([['wav16', 'wav16'], ['wav16', 'wav32f'], ['wav24', 'flac24']] as const)(
    'are the song itself, to the bit, when nothing was done to them (%s, joined as %s)', async (format, as) => {
      const { path, wanted, paths } = await song(format)
      expect(await joined(paths, wanted, as)).toEqual({ frames: FRAMES, sampleRateHz: RATE_HZ })
      expect(largestDifference((await readAll(inFolder('joined'))).samples, (await readAll(path)).samples)).toBe(0)
    })

  it('are the song at a lower level, within one step of 16 bits, when each part was turned down by itself', async () => {
    const { path, wanted, paths } = await song('wav16')
    const stems = await Promise.all(paths.map(async (partPath, index) => {
      const { samples } = await readAll(partPath)
      await writeAll(inFolder(`stem-${index}.wav`), 'wav16', RATE_HZ, samples.map((channel) => channel.map((sample) => sample * 0.37)))
      return inFolder(`stem-${index}.wav`)
    }))
    await joined(stems, wanted, 'wav16')
    const source = (await readAll(path)).samples.map((channel) => channel.map((sample) => sample * 0.37))
    expect(largestDifference((await readAll(inFolder('joined'))).samples, source)).toBeLessThanOrEqual(1 / 0x8000)
  })

  it('go over in a straight line where they differ: no step larger than the difference over half a second', async () => {
    const { wanted, paths } = await song('wav16')
    const stems = await Promise.all(paths.map(async (partPath, index) => {
      const frames = (await readAll(partPath)).frames ?? 0
      return writeTone(inFolder(`level-${index}.wav`), { frames, sampleRateHz: RATE_HZ, format: 'wav32f', sampleAt: () => 0.1 * (index + 1) })
    }))
    await joined(stems, wanted, 'wav32f')
    const [left = new Float32Array()] = (await readAll(inFolder('joined'))).samples
    const steps = left.subarray(1).map((sample, at) => Math.abs(sample - (left[at] ?? 0)))
    expect(steps.reduce((most, step) => Math.max(most, step), 0)).toBeLessThan((0.1 / (0.5 * RATE_HZ)) * 1.01)
    for (const cutAt of wanted.cuts) expect((left[cutAt] ?? 0) * 10 % 1).toBeCloseTo(0.5, 2)
  })

  it('lie where they belong when the service gives another rate', async () => {
    const path = await writeTone(inFolder('rate.wav'), { frames: 40 * 48_000, sampleRateHz: 48_000, channels: 1, sampleAt: () => 0 })
    const wanted = await plan(path, { maxSeconds: 17 })
    const spans = partsOf(wanted.cuts, wanted.frames, partGrid(48_000).contextFrames)
    // Every part says where in the song each of its frames lies.
    const stems = await Promise.all(spans.map(({ start, end }, index) => writeTone(inFolder(`at-${index}.wav`), {
      frames: Math.round((end - start) * 44_100 / 48_000), sampleRateHz: 44_100, channels: 1, format: 'wav32f', sampleAt: (frame) => (start * 44_100 / 48_000 + frame) / 2 ** 23
    })))
    expect(await joined(stems, wanted, 'wav32f')).toEqual({ frames: 1_764_000, sampleRateHz: 44_100 })
    const [values = new Float32Array()] = (await readAll(inFolder('joined'))).samples
    expect(values.findIndex((value, frame) => value !== frame / 2 ** 23)).toBe(-1)
  })

  it('are not joined when one is too short, or of another shape; the part is named', async () => {
    const { wanted, paths } = await song('wav16')
    const short = await writeTone(inFolder('short.wav'), { frames: RATE_HZ * 3, sampleRateHz: RATE_HZ })
    const mono = await writeTone(inFolder('mono.wav'), { frames: RATE_HZ * 3, sampleRateHz: RATE_HZ, channels: 1 })
    await expect(joined([paths[0] ?? '', short, ...paths.slice(2)], wanted, 'wav16')).rejects.toThrow('Part 2 is 3.00 s long')
    await expect(joined([paths[0] ?? '', mono, ...paths.slice(2)], wanted, 'wav16')).rejects.toThrow('Part 2 has 1 channels')
  })
})
