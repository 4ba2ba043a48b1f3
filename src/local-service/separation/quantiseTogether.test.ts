import { describe, expect, it } from 'vitest'
import { createRandom } from '../sample/stereo'
import { quantiseTogether } from './quantiseTogether'

function drawn(seed: number, frames: number, peak: number): Float32Array {
  const random = createRandom(seed)
  return Float32Array.from({ length: frames }, () => peak * (2 * random() - 1))
}

function integers(samples: Float32Array | undefined, bits: number): number[] {
  return Array.from(samples ?? [], (sample) => sample * 2 ** (bits - 1))
}

describe('quantiseTogether', () => {
  for (const bits of [16, 24] as const) {
    it(`gives ${bits} bit stems that add up to the rounded song within one step and stay within one step of themselves`, () => {
      const scale = 2 ** (bits - 1)
      const stems = [1, 2, 3, 4].map((seed) => [drawn(seed, 5000, 0.24), drawn(seed + 10, 5000, 0.24)])
      const rounded = quantiseTogether(stems, bits)
      for (const channel of [0, 1]) {
        const columns = rounded.map((stem) => integers(stem[channel], bits))
        for (let frame = 0; frame < 5000; frame++) {
          const exact = stems.map((stem) => (stem[channel]?.[frame] ?? NaN) * scale)
          const values = columns.map((column) => column[frame] ?? NaN)
          expect(values.every(Number.isInteger)).toBe(true)
          const sum = values.reduce((total, value) => total + value, 0)
          expect(Math.abs(sum - exact.reduce((total, value) => total + value, 0))).toBeLessThanOrEqual(0.5)
          values.forEach((value, stem) => expect(Math.abs(value - (exact[stem] ?? NaN))).toBeLessThanOrEqual(1))
        }
      }
    }, 60_000)
  }

  it('keeps the sum when a stem is louder than full scale', () => {
    const stems = [[Float32Array.of(1.2, -1.3)], [Float32Array.of(-0.5, 0.5)], [Float32Array.of(0.1, -0.1)]]
    const rounded = quantiseTogether(stems, 16).map((stem) => integers(stem[0], 16))
    expect(rounded[0]).toEqual([32_767, -32_768])
    const sums = [0, 1].map((frame) => rounded.reduce((sum, column) => sum + (column[frame] ?? NaN), 0))
    expect(sums).toEqual([Math.round(0.8 * 32_768), Math.round(-0.9 * 32_768)])
  })

  it('clamps a sum beyond full scale as a loud input would be', () => {
    const rounded = quantiseTogether([[Float32Array.of(0.9, -0.9)], [Float32Array.of(0.9, -0.9)]], 16)
    const columns = rounded.map((stem) => integers(stem[0], 16))
    expect(columns.map((column) => Math.abs(column[0] ?? NaN) <= 32_768)).toEqual([true, true])
    expect([0, 1].map((frame) => (columns[0]?.[frame] ?? NaN) + (columns[1]?.[frame] ?? NaN))).toEqual([32_767, -32_768])
  })
})
