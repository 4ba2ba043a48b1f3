import { describe, expect, it } from 'vitest'
import { outlineOf, toPeakLevels } from './peakLevels'
import type { Peaks } from './peaks'

function toPeaks(channels: number, data: readonly number[]): Peaks {
  return { sampleRateHz: 44_100, samplesPerPixel: 256, channels, length: data.length / channels / 2, fullScale: 32_768, data: Int16Array.from(data) }
}

describe('peak levels', () => {
  it('keep every extreme of every channel in every resolution', () => {
    const length = 5_000
    const values = Array.from({ length: length * 4 }, () => 0)
    values[4 * 3_071] = -16_384 // channel 0, least
    values[4 * 3_072 + 3] = 8_192 // channel 1, greatest
    const levels = toPeakLevels(toPeaks(2, values))
    expect(levels.peak).toBe(0.5)
    for (const columns of [4, 100, 1_000, 5_000]) {
      const { tops, bottoms } = outlineOf(levels, { startFrame: 0, endFrame: length * 256 }, columns)
      expect(tops).toHaveLength(columns)
      expect(Math.max(...tops)).toBe(0.25)
      expect(Math.min(...bottoms)).toBe(-0.5)
    }
  })

  it('show a stretch where it is: the extremes stand in their own columns', () => {
    const values = Array.from({ length: 2_000 * 2 }, () => 0)
    values[2 * 1_000 + 1] = 16_384
    const levels = toPeakLevels(toPeaks(1, values))
    const { tops } = outlineOf(levels, { startFrame: 995 * 256, endFrame: 1_005 * 256 }, 10)
    expect([...tops].map((top, column) => (top > 0 ? column : -1)).filter((column) => column >= 0)).toEqual([5])
  })

  it('are flat after a stem\'s own end and never stretched to the session', () => {
    const levels = toPeakLevels(toPeaks(1, [-32_768, 32_767, -32_768, 32_767]))
    expect([...outlineOf(levels, { startFrame: 0, endFrame: 256 * 8 }, 8).bottoms]).toEqual([-1, -1, 0, 0, 0, 0, 0, 0])
  })
})
