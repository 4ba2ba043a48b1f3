import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PeakCollector, SAMPLES_PER_PIXEL } from './peakFile'

/** The definition, one sample at a time. */
function naive(samples: Int16Array, channels: number): number[] {
  const frames = samples.length / channels
  const values: number[] = []
  for (let from = 0; from < frames; from += SAMPLES_PER_PIXEL) {
    for (let channel = 0; channel < channels; channel += 1) {
      const run: number[] = []
      for (let frame = from; frame < Math.min(frames, from + SAMPLES_PER_PIXEL); frame += 1) {
        run.push(samples[frame * channels + channel] ?? Number.NaN)
      }
      values.push(Math.min(...run), Math.max(...run))
    }
  }
  return values
}

const noise = (length: number, seed: number): Int16Array =>
  Int16Array.from({ length }, (_, index) => ((index + seed) * 2_654_435_761) >> 13)

describe('peaks', () => {
  it('equal the definition for any channels, lengths and cuts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 1, max: 900 }),
        fc.nat(1_000),
        (channels, frames, cut, seed) => {
          const samples = noise(frames * channels, seed)
          const peaks = new PeakCollector(44_100, channels)
          for (let from = 0; from < frames; from += cut) peaks.addIntegers(samples.subarray(from * channels, (from + cut) * channels))
          const file = peaks.toFile()
          expect([...new Int16Array(file.buffer, 24)]).toEqual(naive(samples, channels))
          const floats = new PeakCollector(44_100, channels)
          for (let from = 0; from < frames; from += cut) {
            floats.addFloats(Float32Array.from(samples.subarray(from * channels, (from + cut) * channels), (sample) => sample / 32_768))
          }
          expect(floats.toFile()).toEqual(file)
        }
      )
    )
  })

  it('stand behind the header of audiowaveform version 2', () => {
    const peaks = new PeakCollector(48_000, 2)
    peaks.addIntegers(noise(2 * (SAMPLES_PER_PIXEL + 1), 5))
    const view = new DataView(peaks.toFile().buffer)
    const header = [0, 4, 8, 12, 16, 20].map((at) => view.getInt32(at, true))
    expect(header).toEqual([2, 0, 48_000, 256, 2, 2])
    expect(view.byteLength).toBe(24 + 2 * 2 * 2 * 2)
  })

  it('are the same from floats, and stop at full scale', () => {
    const samples = noise(2 * 1_000, 9)
    const integers = new PeakCollector(44_100, 2)
    integers.addIntegers(samples)
    const floats = new PeakCollector(44_100, 2)
    floats.addFloats(Float32Array.from(samples, (sample) => sample / 32_768))
    expect(floats.toFile()).toEqual(integers.toFile())

    const loud = new PeakCollector(44_100, 1)
    loud.addFloats(Float32Array.of(1.5, -3, Number.NaN))
    expect([...new Int16Array(loud.toFile().buffer, 24)]).toEqual([-32_768, 32_767])
    const nothing = new PeakCollector(44_100, 1)
    nothing.addFloats(Float32Array.of(Number.NaN, Number.NaN))
    expect([...new Int16Array(nothing.toFile().buffer, 24)]).toEqual([0, 0])
  })

  it('of nothing are a header alone', () => {
    expect(new PeakCollector(44_100, 2).toFile().length).toBe(24)
  })
})
