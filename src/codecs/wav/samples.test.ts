import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toFloats } from './samples'

describe('stored samples', () => {
  it('of three bytes are what a reader of single bytes makes of them, wherever they lie', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), fc.integer({ min: 0, max: 5 }), (content, offset) => {
      const bytes = Uint8Array.from([...new Uint8Array(offset), ...content]).subarray(offset)
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      const expected = Array.from({ length: Math.floor(bytes.length / 3) }, (_, at) => (view.getUint8(at * 3) | (view.getInt16(at * 3 + 1, true) << 8)) / 0x80_0000)
      expect([...toFloats(bytes, 's24')]).toEqual(expected)
    }))
  })

  it('that are no number are silence, and floats are copied, not shared', () => {
    const stored = Float32Array.of(0.5, Number.NaN, Number.POSITIVE_INFINITY, -2)
    const bytes = new Uint8Array(stored.buffer)
    expect([...toFloats(bytes, 'f32')]).toEqual([0.5, 0, 0, -2])
    const unaligned = Uint8Array.from([0, ...bytes]).subarray(1)
    expect([...toFloats(unaligned, 'f32')]).toEqual([0.5, 0, 0, -2])
    expect(stored[1]).toBeNaN()
  })
})
