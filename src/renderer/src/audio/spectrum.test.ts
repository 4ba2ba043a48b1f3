import { describe, expect, it } from 'vitest'
import { createAnalyser, LOOK_FRAMES } from './spectrum'

const ROWS = 120
const sine = (frequencyHz: number, gain: number, sampleRateHz = 44_100) =>
  Float64Array.from({ length: LOOK_FRAMES }, (_, at) => gain * Math.sin((2 * Math.PI * frequencyHz * at) / sampleRateHz))

function column(samples: Float64Array, sampleRateHz = 44_100): Uint8Array {
  const levels = new Uint8Array(ROWS)
  createAnalyser(sampleRateHz, ROWS).analyse(samples, levels)
  return levels
}

/** The frequency the middle of the loudest row stands for. */
function loudest(levels: Uint8Array): number {
  const most = Math.max(...levels)
  const rows = [...levels.keys()].filter((row) => levels[row] === most)
  const row = rows.reduce((sum, each) => sum + each, 0) / rows.length
  return 30 * (20_000 / 30) ** ((ROWS - 0.5 - row) / ROWS)
}

describe('the spectrogram', () => {
  it.each([220, 1_000, 4_000, 12_000])('shows a sine of %d Hz where its octave is', (frequencyHz) => {
    expect(Math.abs(Math.log2(loudest(column(sine(frequencyHz, 0.5))) / frequencyHz))).toBeLessThan(0.12)
  })

  it('is darker for quieter sounds, black for silence, and never beyond white', () => {
    const levels = [0.001, 0.01, 0.1].map((gain) => Math.max(...column(sine(1_000, gain))))
    expect(levels[0]).toBeLessThan(levels[1] ?? 0)
    expect(levels[1]).toBeLessThan(levels[2] ?? 0)
    expect(Math.max(...column(new Float64Array(LOOK_FRAMES)))).toBe(0)
    expect(Math.max(...column(sine(1_000, 4)))).toBe(255)
  })
})
