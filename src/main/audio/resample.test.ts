import { describe, expect, it } from 'vitest'
import type { PlanarBlock } from '../../codecs/types'
import { resample } from './resample'

async function* inBlocks(samples: Float32Array, size: number): AsyncGenerator<PlanarBlock> {
  for (let from = 0; from < samples.length; from += size) {
    const block = samples.subarray(from, from + size)
    yield [block, block.map((sample) => -sample)]
  }
}

async function convert(samples: Float32Array, size: number, fromHz: number, toHz: number): Promise<[Float32Array, Float32Array]> {
  const left: number[] = []
  const right: number[] = []
  for await (const block of resample(inBlocks(samples, size), 2, fromHz, toHz)) {
    left.push(...(block[0] ?? []))
    right.push(...(block[1] ?? []))
  }
  return [Float32Array.from(left), Float32Array.from(right)]
}

describe('a stem at another rate', () => {
  it.each([
    [48_000, 44_100, 48_000],
    [44_100, 48_000, 44_100],
    [22_050, 44_100, 10_001],
    [96_000, 44_100, 30_007]
  ])('%i to %i Hz keeps its length and its place in time', async (fromHz, toHz, frames) => {
    // A slow sine: wherever the converter were late or early, the difference would be far above its noise.
    const at = (seconds: number) => 0.8 * Math.sin(2 * Math.PI * 440 * seconds)
    const source = Float32Array.from({ length: frames }, (_, frame) => at(frame / fromHz))
    const [left, right] = await convert(source, 4_999, fromHz, toHz)
    expect(left.length).toBe(Math.round((frames * toHz) / fromHz))
    let worst = 0
    // The ends are the filter's way in and out of silence.
    for (let frame = 400; frame < left.length - 400; frame += 1) {
      worst = Math.max(worst, Math.abs((left[frame] ?? 9) - at(frame / toHz)))
      worst = Math.max(worst, Math.abs((left[frame] ?? 9) + (right[frame] ?? 9)))
    }
    expect(worst).toBeLessThan(2e-4)
  })

  it('is untouched when the rates are equal', async () => {
    const source = Float32Array.from({ length: 1_000 }, (_, frame) => Math.sin(frame))
    expect((await convert(source, 300, 44_100, 44_100))[0]).toEqual(source)
  })
})
