import { describe, expect, it } from 'vitest'
import { MOST_GAIN } from '../../audio/stemGains'
import { MOST_DECIBELS, SILENT_DECIBELS, toLinearGain, toSliderDecibels } from './volume'

describe('the volume slider', () => {
  it('counts in dB: 0 changes nothing, the lowest is silence, the highest the mixer\'s most', () => {
    expect(toLinearGain(0)).toBe(1)
    expect(toLinearGain(SILENT_DECIBELS)).toBe(0)
    expect(toLinearGain(MOST_DECIBELS)).toBeLessThanOrEqual(MOST_GAIN)
    expect(toLinearGain(-12)).toBeCloseTo(0.2512, 4)
  })

  it('finds its place again', () => {
    for (const decibels of [-59.5, -12, -0.5, 0, 3, 6]) expect(toSliderDecibels(toLinearGain(decibels))).toBe(decibels)
    expect(toSliderDecibels(0)).toBe(SILENT_DECIBELS)
    expect(toSliderDecibels(2)).toBe(MOST_DECIBELS)
  })
})
