import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAll } from '../../codecs/testSupport'
import type { OutputFormat } from '../../codecs/types'
import { createExportControl, exportFraction, stopExport } from './exportControl'
import { exportFile, type ExportTask } from './exportFile'
import { toneAt, writeTone } from './testing/audioFiles'
import { toMix } from './testing/exportTasks'

const FRAMES = 100_003
const RATE_HZ = 44_100
let folder = ''
const inFolder = (name: string): string => join(folder, name)
/** Four stems that stay below full scale together, each different. */
const stemAt = (stem: number) => (frame: number, channel: number): number => toneAt(frame * (stem + 1) + stem * 17, channel) / 4

const writeStems = (format: OutputFormat, count = 4): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, (_, stem) => writeTone(inFolder(`${stem}.${format}`), { frames: FRAMES, format, sampleAt: stemAt(stem) })))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-render-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const render = (paths: readonly string[], part: Partial<ExportTask>): Promise<Awaited<ReturnType<typeof exportFile>>> =>
  exportFile({ ...toMix(paths.map((path) => ({ path, left: 1, right: 1 })), FRAMES, inFolder('out')), ...part })

/** The sum of whole files, in doubles. */
async function sumOf(paths: readonly string[], weights: readonly (readonly [number, number])[] = []): Promise<Float64Array[]> {
  const sums = [new Float64Array(FRAMES), new Float64Array(FRAMES)]
  for (const [index, path] of paths.entries()) {
    const { samples } = await readAll(path)
    samples.forEach((channel, side) => channel.forEach((value, frame) => {
      const sum = sums[side]
      if (sum) sum[frame] = (sum[frame] ?? 0) + value * (weights[index]?.[side] ?? 1)
    }))
  }
  return sums
}

async function worstStep(path: string, sums: readonly Float64Array[]): Promise<number> {
  const { samples } = await readAll(path)
  return samples.reduce((worst, channel, side) => channel.reduce((most, value, frame) =>
    Math.max(most, Math.abs(Math.round(value * 0x8000) - Math.round((sums[side]?.[frame] ?? NaN) * 0x8000))), worst), 0)
}

describe('the mix', () => {
  it.each(['wav16', 'wav24', 'wav32f', 'flac16', 'flac24'] as const)('of %s stems is their sum, exactly, in floats', async (format) => {
    const stems = await writeStems(format)
    expect(await render(stems, {})).toMatchObject({ frames: FRAMES, isWritten: true })
    const sums = await sumOf(stems)
    const { samples } = await readAll(inFolder('out'))
    samples.forEach((channel, side) => expect(channel).toEqual(Float32Array.from(sums[side] ?? [])))
  })

  it('of 16-bit stems is their sum to the bit in 16 bits too: nothing is dithered that needs no rounding', async () => {
    const stems = await writeStems('wav16')
    for (const format of ['wav16', 'flac16'] as const) {
      await render(stems, { format })
      expect(await worstStep(inFolder('out'), await sumOf(stems))).toBe(0)
    }
  })

  it.each(['wav16', 'flac16'] as const)('of finer stems lies within one step of their sum in %s', async (format) => {
    const stems = await writeStems('wav24')
    await render(stems, { format })
    const worst = await worstStep(inFolder('out'), await sumOf(stems))
    expect(worst).toBe(1) // dithered, so some differ
  })

  it('follows gain and pan of each stem', async () => {
    const stems = await writeStems('wav16', 2)
    const weights = [[0.5, 0.125], [0, 1.5]] as const
    await render([], { inputs: stems.map((path, index) => ({ path, left: weights[index]?.[0] ?? 1, right: weights[index]?.[1] ?? 1 })) })
    const sums = await sumOf(stems, weights)
    const { samples } = await readAll(inFolder('out'))
    samples.forEach((channel, side) => expect(channel).toEqual(Float32Array.from(sums[side] ?? [])))
  })

  it('holds exactly a region, and silence where a stem has ended', async () => {
    const [stem = ''] = await writeStems('wav16', 1)
    await render([stem], { range: { startFrame: 70_001, endFrame: 110_001 }, session: { sampleRateHz: RATE_HZ, frames: 120_000 } })
    const { samples } = await readAll(inFolder('out'))
    const whole = await readAll(stem)
    expect(samples[0]?.length).toBe(40_000)
    expect(samples[1]?.subarray(0, FRAMES - 70_001)).toEqual(whole.samples[1]?.subarray(70_001))
    expect(samples[1]?.subarray(FRAMES - 70_001).every((value) => value === 0)).toBe(true)
  })

  it('takes mono, other rates and compressed stems; a region begins where it should', async () => {
    const mono = await writeTone(inFolder('mono.wav'), { frames: FRAMES, channels: 1, sampleAt: stemAt(0) })
    const slow = await writeTone(inFolder('slow.flac'), { frames: 50_000, sampleRateHz: 22_050, format: 'flac16', sampleAt: stemAt(1) })
    await render([mono, slow], { range: { startFrame: 30_000, endFrame: 60_000 } })
    await render([mono, slow], { path: inFolder('whole') })
    const [region, whole] = [await readAll(inFolder('out')), await readAll(inFolder('whole'))]
    expect(region.samples[0]).toEqual(whole.samples[0]?.subarray(30_000, 60_000))
    expect(whole.samples[0]?.length).toBe(FRAMES)
  })
})

describe('sound above full scale', () => {
  it('is told with its peak and not written, unless it may be cut off', async () => {
    const stems = await writeStems('wav16')
    const loud = { inputs: stems.map((path) => ({ path, left: 2, right: 2 })), format: 'wav24' } as const
    const told = await render([], { ...loud, path: inFolder('loud') })
    expect(told.isWritten).toBe(false)
    expect(told.peak).toBeGreaterThan(1)
    expect(await readdir(folder)).not.toContain('loud')
    expect(await render([], { ...loud, mayClip: true })).toEqual({ ...told, isWritten: true })
    expect(await render([], { ...loud, inputs: loud.inputs.map(({ path }) => ({ path, left: 2 / told.peak, right: 2 / told.peak })) }))
      .toMatchObject({ isWritten: true })
  })

  it('is kept in floats', async () => {
    const stems = await writeStems('wav16')
    const { peak, isWritten } = await render([], { inputs: stems.map((path) => ({ path, left: 2, right: 2 })) })
    expect(isWritten).toBe(true)
    const { samples } = await readAll(inFolder('out'))
    expect(Math.max(...samples.map((channel) => channel.reduce((most, value) => Math.max(most, Math.abs(value)), 0)))).toBeCloseTo(peak, 6)
  })
})

describe('one stem', () => {
  it('keeps its rate, length and channels', async () => {
    const six = await writeTone(inFolder('six.wav'), { frames: 30_000, channels: 6, sampleRateHz: 48_000 })
    expect(await render([six], { layout: 'stem', format: 'wav16' })).toMatchObject({ frames: 30_000 })
    const [made, original] = [await readAll(inFolder('out')), await readAll(six)]
    expect([made.sampleRateHz, made.channels]).toEqual([48_000, 6])
    expect(made.samples).toEqual(original.samples)
  })

  it('becomes MP3 where MP3 can hold it: two channels, one of three rates', async () => {
    const fine = await writeTone(inFolder('fine.wav'), { frames: 96_000, channels: 3, sampleRateHz: 96_000, sampleAt: stemAt(1) })
    expect(await render([fine], { layout: 'stem', format: 'mp3' })).toMatchObject({ frames: 48_000, isWritten: true })
    const { sampleRateHz, channels } = await readAll(inFolder('out'))
    expect([sampleRateHz, channels]).toEqual([48_000, 2])
  })
})

describe('a rendering', () => {
  it('tells how far it is, and ends at once when it is stopped, leaving nothing', async () => {
    const stems = await writeStems('wav16')
    const control = createExportControl()
    await render(stems, { control })
    expect(exportFraction(control)).toBe(1)
    stopExport(control)
    await expect(render(stems, { control, path: inFolder('stopped') })).rejects.toMatchObject({ code: 'cancelled' })
    expect(await readdir(folder)).not.toContain('stopped')
  })

  it('says what it cannot read, leaving nothing', async () => {
    await expect(render([inFolder('none')], { path: inFolder('left') })).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await readdir(folder)).not.toContain('left')
  })
})
