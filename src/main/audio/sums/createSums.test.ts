import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toIntegers } from '../../../codecs/planar'
import type { ExportPiece } from '../exportInput'
import { createSums, type Sums } from './createSums'
import { mixWeights, straightWeights, type Weights } from './weights'

const STEP = 1 / 0x8000
const MONO = straightWeights(1, 1)

/** Mono doubles in 16 bits. */
function to16(sums: Sums, values: readonly number[]): Int16Array {
  sums.clear()
  sums.add({ samples: Float32Array.from(values), scale: 1, frames: values.length }, MONO)
  return sums.to16(values.length).slice()
}
const dithered = (values: readonly number[]): Int16Array => to16(createSums(1, values.length, false), values)

describe('16 bits of what must be rounded', () => {
  it('stay within one step of the nearest value', () => {
    const sums = createSums(1, 1_000, false)
    fc.assert(fc.property(fc.array(fc.double({ min: -0.99, max: 0.99, noNaN: true }), { minLength: 1 }), (values) => {
      const nearest = toIntegers(Float32Array.from(values), 16)
      to16(sums, values).forEach((value, index) => expect(Math.abs(value - (nearest[index] ?? NaN))).toBeLessThanOrEqual(1))
    }))
  })

  it('keep, on average, what lies between two steps, with noise that does not follow the sound', () => {
    const count = 200_000
    for (const level of [0, 0.25, 0.5, -0.75]) {
      const values = dithered(Array.from({ length: count }, () => (100 + level) * STEP))
      const mean = values.reduce((sum, value) => sum + value, 0) / count
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count
      expect(mean).toBeCloseTo(100 + level, 2)
      // A triangle of two steps and the rounding: 1/6 + 1/12, whatever the level.
      expect(variance).toBeCloseTo(0.25, 2)
    }
  })

  it('are the same in every run, and never leave the range', () => {
    const loud = Array.from({ length: 1_000 }, () => 1)
    expect(dithered(loud)).toEqual(dithered(loud))
    expect(Math.max(...dithered(loud))).toBe(0x7fff)
    expect(Math.min(...dithered(loud.map(() => -1.5)))).toBe(-0x8000)
  })
})

/** Pieces with their weights and the doubles they add up to. */
const aPiece = (channels: number, isWhole: boolean): fc.Arbitrary<{ piece: ExportPiece; weights: Weights }> => {
  const frames = fc.integer({ min: 0, max: 41 })
  const integer = fc.integer({ min: -0x8000, max: 0x7fff })
  const float = fc.float({ min: -2, max: 2, noNaN: true })
  const gain = isWhole ? fc.constantFrom(0, 1) : fc.double({ min: -2, max: 2, noNaN: true })
  return frames.chain((count) => {
    const of = (value: fc.Arbitrary<number>): fc.Arbitrary<number[]> => fc.array(value, { minLength: count * channels, maxLength: count * channels })
    const integers = of(integer).map((values): ExportPiece => ({ samples: Int16Array.from(values), scale: STEP, frames: count }))
    const floats = of(float).map((values): ExportPiece => ({ samples: Float32Array.from(values), scale: 1, frames: count }))
    const weights = fc.tuple(gain, gain).map(([left, right]) => mixWeights(channels, left, right))
    return fc.record({ piece: isWhole ? integers : fc.oneof(integers, floats), weights })
  })
}

const FRAMES = 41
function plainSum(pieces: readonly { piece: ExportPiece; weights: Weights }[]): Float64Array {
  const sums = new Float64Array(FRAMES * 2)
  for (const { piece: { samples, scale, frames }, weights } of pieces) {
    for (let frame = 0; frame < frames; frame += 1) {
      weights.forEach((row, input) => row.forEach((weight, output) => {
        sums[frame * 2 + output] = (sums[frame * 2 + output] ?? 0) + (samples[frame * weights.length + input] ?? 0) * (weight * scale)
      }))
    }
  }
  return sums
}

describe.each([false, true])('sums of a block (whole: %s)', (isWhole) => {
  const sums = createSums(2, FRAMES, isWhole)

  it('are those of the pieces, however long each is, and begin anew with each block', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(2, 2, 1).chain((channels) => aPiece(channels, isWhole)), { maxLength: 5 }), (pieces) => {
      sums.clear()
      for (const { piece, weights } of pieces) sums.add(piece, weights)
      const plain = plainSum(pieces)
      expect([...sums.floats(FRAMES)].map((value) => value + 0)).toEqual([...Float32Array.from(plain)].map((value) => value + 0))
      expect(sums.peak(FRAMES)).toBe(Math.max(...plain.map(Math.abs)))
      if (isWhole) expect([...sums.to16(FRAMES)]).toEqual([...plain].map((value) => Math.max(-0x8000, Math.min(0x7fff, value / STEP)) + 0))
    }))
  })

  it('are judged by the frames asked for alone', () => {
    sums.clear()
    sums.add({ samples: Int16Array.from([1, -2, 3, -4, 0x7fff, -0x8000]), scale: STEP, frames: 3 }, straightWeights(2, 1))
    expect(sums.peak(1)).toBe(2 * STEP)
    expect(sums.peak(2)).toBe(4 * STEP)
    expect(sums.peak(3)).toBe(1)
    expect([...sums.floats(2)]).toEqual([1, -2, 3, -4].map((value) => value * STEP))
  })
})
