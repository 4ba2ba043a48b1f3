import { describe, expect, it } from 'vitest'
import { KWeighting } from './kWeighting'

/** Loudness in LUFS of a full-scale sine on one channel (BS.1770-5: -0.691 + 10 log10 of the mean square). */
function loudnessOf(frequencyHz: number, sampleRateHz: number): number {
  const samples = Float64Array.from({ length: 2 * sampleRateHz }, (_, at) => Math.sin((2 * Math.PI * frequencyHz * at) / sampleRateHz))
  new KWeighting(sampleRateHz).apply(samples)
  const settled = samples.subarray(sampleRateHz)
  return -0.691 + 10 * Math.log10(settled.reduce((sum, sample) => sum + sample * sample, 0) / settled.length)
}

describe('K-weighting', () => {
  it.each([32_000, 44_100, 48_000, 96_000])('gives the recommendation\'s -3.01 LUFS for 997 Hz at full scale, at %d Hz', (sampleRateHz) => {
    expect(loudnessOf(997, sampleRateHz)).toBeCloseTo(-3.01, 1)
  })

  it('lifts what the head lifts and lowers the bass', () => {
    expect(loudnessOf(10_000, 48_000) - loudnessOf(997, 48_000)).toBeCloseTo(3.3, 0)
    expect(loudnessOf(40, 48_000) - loudnessOf(997, 48_000)).toBeLessThan(-5)
  })

  it('goes on from call to call as if it were one', () => {
    const samples = Float64Array.from({ length: 1_000 }, (_, at) => Math.sin(at * at * 0.001))
    const whole = samples.slice()
    new KWeighting(44_100).apply(whole)
    const filter = new KWeighting(44_100)
    filter.apply(samples.subarray(0, 333))
    filter.apply(samples.subarray(333))
    expect(samples).toEqual(whole)
  })
})
