import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openAudio } from '../../codecs/open'
import type { PlanarBlock } from '../../codecs/types'
import { renderSampleSong } from './renderSampleSong'

const PATH = fileURLToPath(new URL('../../../resources/sample/Unbraid sample song.flac', import.meta.url))
const song = renderSampleSong()

function peakOf(block: PlanarBlock): number {
  return Math.max(...block.map((samples) => samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)))
}

function power(samples: readonly number[] | Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return sum / samples.length
}

/** Power of the difference of both channels beside that of their sum: 0 in the very centre. */
function sideShare([left, right]: PlanarBlock): number {
  const difference = Array.from(left ?? [], (sample, frame) => sample - (right?.[frame] ?? NaN))
  const sum = Array.from(left ?? [], (sample, frame) => sample + (right?.[frame] ?? NaN))
  return power(difference) / power(sum)
}

describe('the sample song', () => {
  it('is the file the app ships, to within one step of 16 bit', async () => {
    const reader = await openAudio(PATH)
    let frame = 0
    let worst = 0
    for await (const block of reader.blocks()) {
      block.forEach((samples, channel) => {
        const rendered = song.mix[channel]
        samples.forEach((sample, index) => (worst = Math.max(worst, Math.abs(sample - (rendered?.[frame + index] ?? NaN)))))
      })
      frame += block[0]?.length ?? 0
    }
    await reader.close()
    expect(reader.sampleRateHz).toBe(song.sampleRateHz)
    expect(frame).toBe(song.mix[0]?.length)
    expect(worst).toBeLessThanOrEqual(1 / 32_768)
    expect(statSync(PATH).size).toBeLessThan(4_000_000)
  })

  it('lasts about half a minute and peaks at -1 dBFS', () => {
    expect((song.mix[0]?.length ?? 0) / song.sampleRateHz).toBeCloseTo(30.6, 1)
    expect(20 * Math.log10(peakOf(song.mix))).toBeCloseTo(-1, 3)
  })

  it('is the sum of its stems', () => {
    const stems = Object.values(song.stems)
    song.mix.forEach((samples, channel) => {
      const worst = samples.reduce((largest, sample, frame) => {
        const sum = stems.reduce((total, stem) => total + (stem[channel]?.[frame] ?? NaN), 0)
        return Math.max(largest, Math.abs(sum - sample))
      }, 0)
      expect(worst).toBeLessThan(1e-6)
    })
  })

  it('has its voice and bass in the centre, its chords wide, and no part drowned', () => {
    expect(sideShare(song.stems.vocals)).toBeLessThan(0.02)
    expect(sideShare(song.stems.bass)).toBeLessThan(1e-6)
    expect(sideShare(song.stems.chords)).toBeGreaterThan(0.3)
    const mixPower = power(song.mix[0] ?? [])
    for (const stem of Object.values(song.stems)) expect(power(stem[0] ?? [])).toBeGreaterThan(mixPower / 12)
  })

  it('fades to silence', () => {
    for (const samples of song.mix) expect(Math.max(...samples.subarray(-200).map(Math.abs))).toBeLessThan(1e-4)
  })
})
