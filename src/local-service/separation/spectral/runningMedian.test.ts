import { describe, expect, it } from 'vitest'
import { createRandom } from '../../sample/stereo'
import { FrequencyMedian, TimeMedian } from './runningMedian'

function medianOf(values: readonly number[]): number {
  return values.toSorted((first, second) => first - second)[(values.length - 1) / 2] ?? 0
}

/** Few distinct values, so that equal ones meet often. */
function drawn(random: () => number, length: number): Float32Array {
  return Float32Array.from({ length }, () => Math.floor(6 * random()) / 4)
}

describe('TimeMedian', () => {
  it('equals a sorted median of the last values, silence before the first', () => {
    const random = createRandom(1)
    const median = new TimeMedian(3, 5)
    const seen: Float32Array[] = Array.from({ length: 5 }, () => new Float32Array(3))
    for (let step = 0; step < 200; step++) {
      const values = drawn(random, 3)
      seen.push(values)
      median.push(values)
      const window = seen.slice(-5)
      for (let bin = 0; bin < 3; bin++) expect(median.median(bin)).toBe(medianOf(window.map((row) => row[bin] ?? 0)))
      expect([...median.middle()]).toEqual([...(window[2] ?? [])])
    }
  })
})

describe('FrequencyMedian', () => {
  it('equals a sorted median around each value, mirrored at both ends', () => {
    const random = createRandom(2)
    for (const [length, bins] of [[3, 9], [7, 33], [9, 9], [31, 9]] as const) {
      const values = drawn(random, bins)
      const target = new Float32Array(bins)
      new FrequencyMedian(length).apply(values, target)
      const mirroredRow = [...values, ...[...values].reverse().slice(1, -1)]
      const expected = Array.from(values, (_, bin) => {
        const around = Array.from({ length }, (_, step) => bin + step - (length - 1) / 2)
        const period = mirroredRow.length
        return medianOf(around.map((at) => mirroredRow[((at % period) + 4 * period) % period] ?? 0))
      })
      expect([...target]).toEqual(expected)
    }
  })
})
