import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlanarBlock } from '../../../codecs/types'
import { seededRandom } from '../../transfers/testing/random'
import type { Blender } from './blender'
import { createChooser, type Bins } from './chooseBins'
import { createMeanBlend } from './meanBlend'
import { createSpectralBlend, frameSizeAt } from './spectralBlend'

const FRAME_SIZE = 256

const noise = (frames: number, seed: number, level = 1): Float32Array => {
  const random = seededRandom(seed)
  return Float32Array.from({ length: frames }, () => level * (2 * random() - 1))
}

/** Everything a blender makes of whole sounds, given to it in pieces. */
function blendWhole(blender: Blender, sources: readonly PlanarBlock[], pieceFrames: number): PlanarBlock {
  const frames = sources[0]?.[0]?.length ?? 0
  const pieces: PlanarBlock[] = []
  for (let at = 0; at < frames; at += pieceFrames) pieces.push(blender.push(sources.map((block) => block.map((samples) => samples.subarray(at, at + pieceFrames)))))
  pieces.push(blender.finish())
  return (sources[0] ?? []).map((_, channel) => Float32Array.from(pieces.flatMap((piece) => [...(piece[channel] ?? [])])))
}

const worst = (one: Float32Array, other: Float32Array): number => one.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (other[at] ?? Number.NaN))), 0)
const powerOf = (samples: Float32Array): number => samples.reduce((sum, sample) => sum + sample * sample, 0)
/** Signal to distortion in dB. */
const sdr = (truth: Float32Array, estimate: Float32Array): number => 10 * Math.log10(powerOf(truth) / powerOf(truth.map((sample, at) => sample - (estimate[at] ?? 0))))
const METHODS = ['smallest', 'median', 'largest'] as const

describe('the mean', () => {
  it('of the same sound, several times and whatever its weights, is that sound bit for bit', () => {
    const sound = [noise(5_000, 1), noise(5_000, 2, 1e-3)]
    for (const weights of [[1, 1], [1, 1, 1], [3, 1, 7, 2], [1, 10]]) {
      const mean = blendWhole(createMeanBlend(weights, 2), weights.map(() => sound), 777)
      expect(mean.map((samples) => Buffer.from(samples.buffer).toString('hex'))).toEqual(sound.map((samples) => Buffer.from(samples.buffer).toString('hex')))
    }
  })

  it('counts each source by its weight', () => {
    const [mean] = blendWhole(createMeanBlend([3, 1], 1), [[Float32Array.of(1, 0)], [Float32Array.of(0, 1)]], 2)
    expect(mean).toEqual(Float32Array.of(0.75, 0.25))
  })

  it('of two estimates that are wrong each in its own way gains 3 dB over both, of four 6 dB', () => {
    const truth = noise(200_000, 10)
    const estimates = [11, 12, 13, 14].map((seed) => truth.map((sample, at) => sample + (noises.get(seed)?.[at] ?? 0)))
    const two = blendWhole(createMeanBlend([1, 1], 1), estimates.slice(0, 2).map((estimate) => [estimate]), 32_768)[0] ?? truth
    const four = blendWhole(createMeanBlend([1, 1, 1, 1], 1), estimates.map((estimate) => [estimate]), 32_768)[0] ?? truth
    const alone = estimates.map((estimate) => sdr(truth, estimate))
    console.log(`alone ${alone.map((value) => value.toFixed(2)).join(', ')} dB, two ${sdr(truth, two).toFixed(2)} dB, four ${sdr(truth, four).toFixed(2)} dB`)
    for (const each of alone.slice(0, 2)) expect(sdr(truth, two) - each).toBeCloseTo(3.01, 1)
    for (const each of alone) expect(sdr(truth, four) - each).toBeCloseTo(6.02, 1)
  })

  it('takes what is no number as silence', () => {
    const [mean] = blendWhole(createMeanBlend([1, 1], 1), [[Float32Array.of(NaN, 1)], [Float32Array.of(1, Infinity)]], 2)
    expect(mean).toEqual(Float32Array.of(0.5, 0.5))
  })
})

const noises = new Map([11, 12, 13, 14].map((seed) => [seed, noise(200_000, seed, 0.2)]))

describe('blending spectra', () => {
  it.each(METHODS)('of the same sound gives that sound: %s', (method) => {
    const sound = [noise(5_000, 1), noise(5_000, 2)]
    const blended = blendWhole(createSpectralBlend(method, 3, 2, FRAME_SIZE), [sound, sound, sound], 1_000)
    blended.forEach((samples, channel) => { expect(worst(samples, sound[channel] ?? samples)).toBeLessThan(5e-7) })
  })

  it('gives as many frames as it took, whatever their number and the size of the pieces', () => {
    fc.assert(fc.property(
      fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 1, max: 700 }), fc.constantFrom(...METHODS),
      (frames, pieceFrames, method) => {
        const sound = [noise(frames, 3)]
        const [blended] = blendWhole(createSpectralBlend(method, 2, 1, FRAME_SIZE), [sound, sound], pieceFrames)
        expect(blended?.length).toBe(frames)
        expect(worst(blended ?? new Float32Array(), sound[0] ?? new Float32Array())).toBeLessThan(5e-7)
      }
    ), { numRuns: 60 })
  })

  it('does not depend on how the sound was cut', () => {
    const sources = [[noise(3_000, 4)], [noise(3_000, 5)]]
    const of = (pieceFrames: number) => blendWhole(createSpectralBlend('smallest', 2, 1, FRAME_SIZE), sources, pieceFrames)
    expect(of(1)).toEqual(of(3_000))
  })

  it('the least keeps what all agree on and drops what only one has; the most keeps both', () => {
    const tone = (hertz: number) => Float32Array.from({ length: 20_000 }, (_, at) => 0.4 * Math.sin((2 * Math.PI * hertz * at) / 8_000))
    const [shared, own] = [tone(500), tone(2_000)]
    const both = shared.map((sample, at) => sample + (own[at] ?? 0))
    const [least = own] = blendWhole(createSpectralBlend('smallest', 2, 1, 1_024), [[shared], [both]], 4_096)
    const [most = own] = blendWhole(createSpectralBlend('largest', 2, 1, 1_024), [[shared], [both]], 4_096)
    expect(sdr(shared.slice(2_000, 18_000), least.slice(2_000, 18_000))).toBeGreaterThan(35)
    expect(sdr(both.slice(2_000, 18_000), most.slice(2_000, 18_000))).toBeGreaterThan(35)
  })

  it('the middle of three leaves out what one alone got wrong', () => {
    const truth = noise(20_000, 6, 0.3)
    const wrong = truth.map((sample, at) => sample + 0.5 * Math.sin(at / 3))
    const [median = truth] = blendWhole(createSpectralBlend('median', 3, 1, 1_024), [[truth], [wrong], [truth]], 4_096)
    expect(sdr(truth, median)).toBeGreaterThan(60)
  })

  it('uses windows of the same length in time at every rate', () => {
    expect([22_050, 44_100, 48_000, 96_000, 192_000].map(frameSizeAt)).toEqual([2_048, 4_096, 4_096, 8_192, 16_384])
  })
})

describe('choosing bins', () => {
  const BINS = 33
  const spectrum = (seed: number): Bins[] => [0, 1].map((channel) => ({ re: Float64Array.from(noise(BINS, seed + channel)), im: Float64Array.from(noise(BINS, seed + channel + 50)) }))
  const zero = (): Bins[] => [0, 1].map(() => ({ re: new Float64Array(BINS), im: new Float64Array(BINS) }))
  const magnitude = (channels: readonly Bins[], bin: number): number => Math.sqrt(channels.reduce((sum, { re, im }) => sum + (re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2, 0))

  it('never has more in the least than in the middle, or in the middle than in the most', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 2, max: 8 }), (seed, count) => {
      const spectra = Array.from({ length: count }, (_, source) => spectrum(seed + source * 200))
      const of = (method: (typeof METHODS)[number]): Bins[] => {
        const target = zero()
        createChooser(method, count, BINS)(spectra, target)
        return target
      }
      const [least, middle, most] = [of('smallest'), of('median'), of('largest')]
      for (let bin = 0; bin < BINS; bin += 1) {
        const all = spectra.map((channels) => magnitude(channels, bin))
        expect(magnitude(least, bin)).toBe(Math.min(...all))
        expect(magnitude(most, bin)).toBe(Math.max(...all))
        expect(magnitude(middle, bin)).toBeLessThanOrEqual(magnitude(most, bin))
        // Of an even number the middle is a mean, in which phases may cancel.
        if (count % 2 === 1) expect(magnitude(middle, bin)).toBeGreaterThanOrEqual(magnitude(least, bin))
      }
    }), { numRuns: 40 })
  })
})
