import { describe, expect, it } from 'vitest'
import { parsePeaks } from './peaks'

function toDat(channels: number, values: readonly number[], bits: 8 | 16 = 16, version = 2): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(24 + values.length * (bits / 8)))
  view.setInt32(0, version, true)
  view.setUint32(4, bits === 8 ? 1 : 0, true)
  view.setInt32(8, 44_100, true)
  view.setInt32(12, 256, true)
  view.setUint32(16, values.length / channels / 2, true)
  view.setInt32(20, channels, true)
  values.forEach((value, at) => (bits === 8 ? view.setInt8(24 + at, value) : view.setInt16(24 + at * 2, value, true)))
  return view.buffer
}

describe('peak files', () => {
  it.each([8, 16] as const)('of %i bits are read', (bits) => {
    const peaks = parsePeaks(toDat(2, [-4, 5, -1, 2, -8, 0, -2, 9], bits))
    expect(peaks).toMatchObject({ sampleRateHz: 44_100, samplesPerPixel: 256, length: 2, channels: 2, fullScale: bits === 8 ? 128 : 32_768 })
    expect([...peaks.data]).toEqual([-4, 5, -1, 2, -8, 0, -2, 9])
  })

  it('that are something else or cut short are refused', () => {
    const good = toDat(2, [-4, 5, -1, 2])
    expect(() => parsePeaks(new ArrayBuffer(10))).toThrow(RangeError)
    expect(() => parsePeaks(good.slice(0, good.byteLength - 1))).toThrow(RangeError)
    expect(() => parsePeaks(toDat(2, [-4, 5, -1, 2], 16, 1))).toThrow(RangeError)
  })
})
