import { describe, expect, it } from 'vitest'
import { createRandom } from '../../sample/stereo'
import { separateWhole } from '../quality/wholeSong'
import { SeparationError } from '../types'
import { frameSizeFor } from './frame'
import { applyMask } from './spectrum'
import { SpectralSeparator, type SpectralStage } from './spectralSeparator'

const FRAME_SIZE = 256

/** Gives everything to the first stem, `lookAheadFrames` late. */
function passing(lookAheadFrames: number): SpectralStage {
  const all = new Float64Array(FRAME_SIZE / 2 + 1).fill(1)
  return { lookAheadFrames, observe: () => undefined, divide: (frame, [first]) => applyMask(frame, all, first ?? []) }
}

function noise(frames: number, seed: number): Float32Array {
  const random = createRandom(seed)
  return Float32Array.from({ length: frames }, () => 2 * random() - 1)
}

function largestError(actual: Float32Array, expected: Float32Array): number {
  return expected.reduce((largest, sample, frame) => Math.max(largest, Math.abs(sample - (actual[frame] ?? NaN))), 0)
}

describe('SpectralSeparator', () => {
  for (const lookAheadFrames of [0, 1, 7]) {
    for (const frames of [1, 63, 64, 65, 255, 1000, 5000]) {
      it(`reconstructs ${frames} frames in place with ${lookAheadFrames} frames of look-ahead`, () => {
        const song = [noise(frames, 3), noise(frames, 4)]
        const stage = passing(lookAheadFrames)
        const separator = new SpectralSeparator(['all', 'rest'], { sampleRateHz: 8000, channels: 2 }, FRAME_SIZE, stage)
        const [all, rest] = separateWhole(separator, song, 97)
        song.forEach((samples, channel) => {
          expect(all?.[channel]?.length).toBe(frames)
          expect(rest?.[channel]?.length).toBe(frames)
          expect(largestError(all?.[channel] ?? new Float32Array(0), samples)).toBeLessThan(1e-6)
        })
      })
    }
  }

  it('gives the same samples whatever the size of the blocks', () => {
    const song = [noise(3000, 5)]
    const run = (blockFrames: number): Float32Array => {
      const separator = new SpectralSeparator(['all', 'rest'], { sampleRateHz: 8000, channels: 1 }, FRAME_SIZE, passing(2))
      return separateWhole(separator, song, blockFrames)[0]?.[0] ?? new Float32Array(0)
    }
    expect(largestError(run(1), run(3000))).toBe(0)
    expect(largestError(run(64), run(1111))).toBe(0)
  })

  it('takes samples that are not finite as silence', () => {
    const song = [Float32Array.of(0.5, NaN, Infinity, -0.5)]
    const separator = new SpectralSeparator(['all', 'rest'], { sampleRateHz: 8000, channels: 1 }, FRAME_SIZE, passing(0))
    const [all] = separateWhole(separator, song, 4)
    expect(largestError(all?.[0] ?? new Float32Array(0), Float32Array.of(0.5, 0, 0, -0.5))).toBeLessThan(1e-6)
  })

  it('refuses a block with other channels or channels of different length', () => {
    const separator = new SpectralSeparator(['all', 'rest'], { sampleRateHz: 8000, channels: 2 }, FRAME_SIZE, passing(0))
    expect(() => separator.push([new Float32Array(4)])).toThrow(SeparationError)
    expect(() => separator.push([new Float32Array(4), new Float32Array(5)])).toThrow(SeparationError)
  })

  it('ends an empty song with empty stems', () => {
    const separator = new SpectralSeparator(['all', 'rest'], { sampleRateHz: 8000, channels: 1 }, FRAME_SIZE, passing(3))
    expect(separateWhole(separator, [new Float32Array(0)], 10).map((stem) => stem[0]?.length)).toEqual([0, 0])
  })
})

describe('frameSizeFor', () => {
  it('picks the power of two nearest to the duration', () => {
    expect([8000, 22_050, 44_100, 48_000, 96_000, 192_000].map((rate) => frameSizeFor(93, rate))).toEqual([
      ...[1024, 2048, 4096, 4096, 8192, 16_384]
    ])
  })
})
