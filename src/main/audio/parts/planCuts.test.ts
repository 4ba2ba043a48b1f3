import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { levelFrames, partGrid, partsOf, planCuts } from './planCuts'

const RATE_HZ = 44_100
const seconds = (count: number): number => count * RATE_HZ
const loud = (frames: number, sampleRateHz = RATE_HZ): Float32Array => new Float32Array(Math.ceil(frames / levelFrames(sampleRateHz))).fill(1)

/** Silences the levels between two times. */
const hush = (levels: Float32Array, from: number, to: number, level = 0): Float32Array =>
  levels.fill(level, Math.round(seconds(from) / levelFrames(RATE_HZ)), Math.round(seconds(to) / levelFrames(RATE_HZ)))

const plan = (lengthSeconds: number, levels = loud(seconds(lengthSeconds)), mostSeconds = 600): readonly number[] =>
  planCuts({ frames: seconds(lengthSeconds), sampleRateHz: RATE_HZ, mostFrames: seconds(mostSeconds), levels })

describe('where a long song is cut', () => {
  it('nowhere when it fits whole', () => {
    expect([plan(600), plan(599.9)]).toEqual([[], []])
  })

  it('into as few parts as fit: an hour of ten minutes at most is seven, for each shares a little with the next', () => {
    expect(plan(3600)).toHaveLength(6)
    expect(plan(601)).toHaveLength(1)
  })

  it('in the middle of the quietest half second near the place where parts would be equal', () => {
    const levels = hush(loud(seconds(1000)), 507, 507.5)
    const [cut = 0] = plan(1000, levels)
    expect(cut / RATE_HZ).toBeCloseTo(507.25, 2)
    // A quieter place further away than a cut may move is left alone; of two near ones the quieter counts.
    expect((plan(1000, hush(loud(seconds(1000)), 540, 541))[0] ?? 0) / RATE_HZ).toBeCloseTo(500, 1)
    expect((plan(1000, hush(hush(loud(seconds(1000)), 490, 491, 0.5), 511, 512, 0.4))[0] ?? 0) / RATE_HZ).toBeCloseTo(511.25, 1)
  })

  it('on whole frames of every usual rate, and so are the overlaps', () => {
    for (const sampleRateHz of [44_100, 48_000, 88_200, 96_000, 22_050]) {
      const { contextFrames, fadeFrames } = partGrid(sampleRateHz)
      const frames = 1300 * sampleRateHz
      const cuts = planCuts({ frames, sampleRateHz, mostFrames: 600 * sampleRateHz, levels: Float32Array.from(loud(frames, sampleRateHz), (_, at) => (at * 7919) % 101) })
      for (const frame of [contextFrames, fadeFrames, ...cuts]) {
        for (const other of [44_100, 48_000, 96_000]) expect((frame * other) / sampleRateHz % 1).toBe(0)
      }
    }
  })

  it('never makes a part longer than may be sent, and parts cover the song, for any length, limit and loudness', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 4_000 }), fc.integer({ min: 30, max: 900 }), fc.constantFrom(8_000, 44_100, 48_000), fc.nat(9999), (length, most, sampleRateHz, seed) => {
      const [frames, mostFrames] = [length * sampleRateHz, most * sampleRateHz]
      const levels = Float32Array.from({ length: Math.ceil(frames / levelFrames(sampleRateHz)) }, (_, at) => ((at + seed) * 7919) % 1009)
      const cuts = planCuts({ frames, sampleRateHz, mostFrames, levels })
      const parts = partsOf(cuts, frames, partGrid(sampleRateHz).contextFrames)
      expect(parts[0]?.start).toBe(0)
      expect(parts.at(-1)?.end).toBe(frames)
      parts.forEach(({ start, end }, index) => {
        expect(end - start).toBeLessThanOrEqual(mostFrames)
        const next = parts[index + 1]
        if (next !== undefined) expect(end - next.start).toBe(2 * partGrid(sampleRateHz).contextFrames)
      })
    }), { numRuns: 40 })
  })

  it('refuses parts that would be little more than what they share', () => {
    expect(() => plan(1000, undefined, 10)).toThrow('Parts this short')
  })
})
