import { describe, expect, it } from 'vitest'
import { toOutlineFile } from './outlineFile'
import { PeakCollector, SAMPLES_PER_PIXEL } from './peakFile'

function outlineOf(frames: number, channels: number, toSample: (frame: number, channel: number) => number): { readonly header: number[]; readonly pairs: Int16Array } {
  const peaks = new PeakCollector(48_000, channels, frames)
  peaks.addIntegers(Int16Array.from({ length: frames * channels }, (_, at) => toSample(Math.floor(at / channels), at % channels)))
  const file = toOutlineFile(peaks.toFile())
  return { header: [...new Int32Array(file.buffer, 0, 6)], pairs: new Int16Array(file.buffer, 24) }
}

describe('the outline of a peak file', () => {
  it('is the same runs for a short song, all channels in one', () => {
    const { header, pairs } = outlineOf(SAMPLES_PER_PIXEL * 2 + 1, 2, (frame, channel) => (channel === 0 ? 100 + frame : -frame))
    expect(header).toEqual([2, 0, 48_000, 256, 3, 1])
    expect([...pairs]).toEqual([-255, 355, -511, 611, -512, 612])
  })

  it('holds every extreme of a long song in at most 4096 runs', () => {
    const frames = SAMPLES_PER_PIXEL * 4097 + 5
    const { header, pairs } = outlineOf(frames, 1, (frame) => (frame === 700_000 ? -32_768 : frame === frames - 1 ? 32_767 : 0))
    expect(header).toEqual([2, 0, 48_000, 512, 2049, 1])
    expect([...pairs].flatMap((value, at) => (value === 0 ? [] : [[Math.floor(at / 2), value]]))).toEqual([[Math.floor(700_000 / 512), -32_768], [2048, 32_767]])
  })
})
