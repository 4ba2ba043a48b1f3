import { describe, expect, it } from 'vitest'
import { measureStretch } from './differenceLevel'

describe('what is missing from the stems', () => {
  it('is nothing when they add up to the original', () => {
    const left = Float32Array.of(0.25, -0.5, 0.125, 0)
    const right = Float32Array.of(0.25, 0.5, -0.125, 0.5)
    const sum = Float32Array.from(left, (sample, at) => sample + (right[at] ?? 0))
    expect(measureStretch([left, right, sum], [2, 2, 2], 2).missing).toBe(0)
  })

  it('is told against the original: a tenth of the amplitude is -20 dB', () => {
    const original = Float32Array.from({ length: 100 }, (_, at) => Math.sin(at))
    const stem = original.map((sample) => sample * 0.9)
    const { original: whole, missing } = measureStretch([stem, original], [1, 1], 100)
    expect(10 * Math.log10(missing / whole)).toBeCloseTo(-20, 4)
  })
})
