import { describe, expect, it } from 'vitest'
import type { Sides } from '../../../shared/domain/mix'
import { measureLoudness, toMatchDecibels } from './loudnessMatch'

const RATE = 44_100
const FRAMES = RATE * 20
type Sound = (frame: number) => number
const sine = (frequencyHz: number, level: number): Sound => (frame) => level * Math.sin((2 * Math.PI * frequencyHz * frame) / RATE)

const measure = (sounds: readonly Sound[]) =>
  measureLoudness({
    channels: sounds.map(() => 1),
    frames: FRAMES,
    sampleRateHz: RATE,
    fetchWindow: async (startFrame, frames) => sounds.map((sound) => Float32Array.from({ length: frames }, (_, at) => sound(startFrame + at)))
  })
const all = (count: number, gain = 1): Sides[] => Array.from({ length: count }, () => [gain, gain])
const low = sine(300, 0.3)
const high = sine(3_000, 0.2)

describe('the match of loudness', () => {
  it('is nothing when the stems are the song', async () => {
    const table = await measure([low, high, (frame) => low(frame) + high(frame)])
    expect(toMatchDecibels(table, all(2))).toBeCloseTo(0, 3)
  })

  it('follows the mix as it is set, without listening again', async () => {
    const table = await measure([low, high, (frame) => 0.5 * (low(frame) + high(frame))])
    expect(toMatchDecibels(table, all(2))).toBeCloseTo(6.02, 1)
    expect(toMatchDecibels(table, all(2, 0.5))).toBeCloseTo(0, 1)
    // One side alone is half the power.
    expect(toMatchDecibels(table, [[1, 0], [1, 0]])).toBeCloseTo(3.01, 1)
    const only = toMatchDecibels(table, [[0, 0], [1, 1]]) ?? 0
    expect(only).toBeGreaterThan(0)
    expect(only).toBeLessThan(6)
  })

  it('knows that stems against each other are quieter than each', async () => {
    const table = await measure([low, (frame) => -0.9 * low(frame), low])
    expect(toMatchDecibels(table, all(2))).toBeCloseTo(-20, 1)
  })

  it('makes silence nothing, and nothing painfully loud', async () => {
    const table = await measure([low, () => 0, (frame) => low(frame) / 100])
    expect(toMatchDecibels(table, [[0, 0], [1, 1]])).toBeNull()
    expect(toMatchDecibels(table, all(2))).toBe(12)
    expect(toMatchDecibels(await measure([low, () => 0]), all(1))).toBeNull()
  })
})
