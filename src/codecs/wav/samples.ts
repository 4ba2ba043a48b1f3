import { toView } from '../fileBytes'
import { toIntegers } from '../planar'

/** How one sample is stored in a WAV file. */
export type SampleFormat = 'u8' | 's16' | 's24' | 's32' | 'f32' | 'f64'

/** Bytes one stored sample takes. */
export const SAMPLE_BYTES: Readonly<Record<SampleFormat, number>> = { u8: 1, s16: 2, s24: 3, s32: 4, f32: 4, f64: 8 }

// Float WAVs may hold NaN or infinity; one of them would spread through every filter behind us, so it becomes silence.
const finite = (value: number): number => (Number.isFinite(value) ? value : 0)

type SampleGetter = (view: DataView, at: number) => number

const GETTERS: Readonly<Record<SampleFormat, SampleGetter>> = {
  u8: (view, at) => (view.getUint8(at) - 128) / 0x80,
  s16: (view, at) => view.getInt16(at, true) / 0x8000,
  s24: (view, at) => (view.getUint8(at) | (view.getInt16(at + 1, true) << 8)) / 0x80_0000,
  s32: (view, at) => view.getInt32(at, true) / 0x8000_0000,
  f32: (view, at) => finite(view.getFloat32(at, true)),
  f64: (view, at) => finite(Math.fround(view.getFloat64(at, true)))
}

/** Stored bytes as floats (-1..1 for integers), still interleaved. Bytes of a last incomplete sample are ignored. */
export function toFloats(bytes: Uint8Array, format: SampleFormat): Float32Array {
  // The two forms that long files come in besides 16 bit have loops of their own: several times faster than a getter.
  if (format === 's24') return fromThreeBytes(bytes)
  if (format === 'f32' && bytes.byteOffset % 4 === 0) return fromFloatBytes(bytes)
  const size = SAMPLE_BYTES[format]
  const view = toView(bytes)
  const get = GETTERS[format]
  const floats = new Float32Array(Math.floor(bytes.length / size))
  for (let index = 0, at = 0; index < floats.length; index += 1, at += size) floats[index] = get(view, at)
  return floats
}

function fromThreeBytes(bytes: Uint8Array): Float32Array {
  const floats = new Float32Array(Math.floor(bytes.length / 3))
  // Four samples are three words.
  const words = bytes.byteOffset % 4 === 0 ? Math.floor(floats.length / 4) * 3 : 0
  const whole = new Int32Array(bytes.buffer, words === 0 ? 0 : bytes.byteOffset, words)
  let index = 0
  for (let word = 0; word < words; word += 3, index += 4) {
    const [first, second, third] = [whole[word] ?? 0, whole[word + 1] ?? 0, whole[word + 2] ?? 0]
    floats[index] = (first << 8) / 0x8000_0000
    floats[index + 1] = (((first >>> 16) & 0xff00) | (second << 16)) / 0x8000_0000
    floats[index + 2] = (((second >>> 8) & 0xff_ff00) | (third << 24)) / 0x8000_0000
    floats[index + 3] = (third & ~0xff) / 0x8000_0000
  }
  for (let at = index * 3; index < floats.length; index += 1, at += 3) {
    // In the upper three of four bytes the sign needs no care; all of it is exact.
    const upper = ((bytes[at] ?? 0) << 8) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 24)
    floats[index] = upper / 0x8000_0000
  }
  return floats
}

// Every platform we run on is little-endian, like the file.
function fromFloatBytes(bytes: Uint8Array): Float32Array {
  const floats = new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 4)).slice()
  for (let index = 0; index < floats.length; index += 1) {
    if (!Number.isFinite(floats[index])) floats[index] = 0
  }
  return floats
}

/** Interleaved floats as little-endian bytes for a WAV data chunk; integers are rounded and clamped (toIntegers). */
export function toBytes(interleaved: Float32Array, format: 's16' | 's24' | 'f32'): Uint8Array {
  if (format === 'f32') return floatBytes(interleaved)
  return integerBytes(toIntegers(interleaved, format === 's16' ? 16 : 24), format)
}

/** Integers as little-endian bytes, two or three each. */
export function integerBytes(integers: Int32Array, format: 's16' | 's24'): Uint8Array {
  const size = SAMPLE_BYTES[format]
  const bytes = new Uint8Array(integers.length * size)
  for (let index = 0, at = 0; index < integers.length; index += 1, at += size) {
    const value = integers[index] ?? 0
    bytes[at] = value
    bytes[at + 1] = value >> 8
    if (size === 3) bytes[at + 2] = value >> 16
  }
  return bytes
}

function floatBytes(interleaved: Float32Array): Uint8Array {
  const bytes = new Uint8Array(interleaved.length * 4)
  const view = toView(bytes)
  for (let index = 0; index < interleaved.length; index += 1) view.setFloat32(index * 4, interleaved[index] ?? 0, true)
  return bytes
}
