import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDither, roundTo16 } from './dither'
import { toIntegers } from './planar'

const STEP = 1 / 0x8000

describe('rounding to 16 bits', () => {
  it('without dither is what the writers do', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -1.2, max: 1.2, noNaN: true })), (values) => {
      const samples = Float32Array.from([...values, 0.5 * STEP, -0.5 * STEP, 1, -1])
      expect([...roundTo16(samples, samples.length)]).toEqual([...toIntegers(samples, 16)])
    }))
  })

  it('with dither stays within one step of the nearest value', () => {
    const dither = createDither()
    fc.assert(fc.property(fc.array(fc.double({ min: -0.99, max: 0.99, noNaN: true }), { minLength: 1 }), (values) => {
      const nearest = roundTo16(values, values.length)
      dither(values, values.length).forEach((value, index) => expect(Math.abs(value - (nearest[index] ?? NaN))).toBeLessThanOrEqual(1))
    }))
  })

  it('with dither keeps, on average, what lies between two steps, with noise that does not follow the sound', () => {
    const count = 200_000
    for (const level of [0, 0.25, 0.5, -0.75]) {
      const values = createDither()(new Float64Array(count).fill((100 + level) * STEP), count)
      const mean = values.reduce((sum, value) => sum + value, 0) / count
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count
      expect(mean).toBeCloseTo(100 + level, 2)
      // A triangle of two steps and the rounding: 1/6 + 1/12, whatever the level.
      expect(variance).toBeCloseTo(0.25, 2)
    }
  })

  it('is the same in every run, and never leaves the range', () => {
    const values = new Float64Array(1_000).fill(1)
    expect(createDither()(values, 1_000)).toEqual(createDither()(values, 1_000))
    expect(Math.max(...createDither()(values, 1_000))).toBe(0x7fff)
    expect(Math.min(...createDither()(values.fill(-1.5), 1_000))).toBe(-0x8000)
  })
})
