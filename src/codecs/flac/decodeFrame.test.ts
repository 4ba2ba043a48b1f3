import { describe, expect, it } from 'vitest'
import { toCrc8 } from './crc'
import { createFrameDecoder, type FlacFrame } from './decodeFrame'

/** Bits written one after the other, as RFC 9639 wants them. */
class BitWriter {
  private text = ''
  put(value: number | bigint, count: number): this {
    this.text += BigInt.asUintN(count, BigInt(value)).toString(2).padStart(count, '0').slice(0, count)
    return this
  }
  unary(zeros: number): this {
    this.text += `${'0'.repeat(zeros)}1`
    return this
  }
  /** Zigzag and Rice, section 9.2.7. */
  rice(value: number, parameter: number): this {
    const folded = value >= 0 ? BigInt(value) * 2n : -BigInt(value) * 2n - 1n
    this.unary(Number(folded >> BigInt(parameter)))
    return parameter === 0 ? this : this.put(folded & ((1n << BigInt(parameter)) - 1n), parameter)
  }
  toBytes(): number[] {
    return (this.text.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2))
  }
}

/** Bit by bit: polynomial 0x8005, section 9.3. */
function toCrc16(bytes: readonly number[]): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x8005 : 0)) & 0xffff
  }
  return crc
}

type Subframe = (writer: BitWriter, samples: readonly number[], width: number) => void

const plain = (writer: BitWriter, values: readonly number[], width: number): void => values.forEach((value) => void writer.put(value, width))
const head = (writer: BitWriter, type: number, wasted = 0): BitWriter => {
  writer.put(type, 7).put(wasted > 0 ? 1 : 0, 1)
  return wasted > 0 ? writer.unary(wasted - 1) : writer
}
const verbatim: Subframe = (writer, samples, width) => plain(head(writer, 1), samples, width)
const constant: Subframe = (writer, [value = 0], width) => void head(writer, 0).put(value, width)
const wasted = (count: number): Subframe => (writer, samples, width) => plain(head(writer, 1, count), samples.map((value) => value / 2 ** count), width - count)

type Residual = (writer: BitWriter, values: readonly number[]) => void
const rice = (parameter: number, method = 0): Residual => (writer, values) => {
  writer.put(method, 2).put(0, 4).put(parameter, 4 + method)
  values.forEach((value) => void writer.rice(value, parameter))
}
const escaped = (width: number): Residual => (writer, values) => plain(writer.put(0, 2).put(0, 4).put(15, 4).put(width, 5), width === 0 ? [] : values, width)

const FIXED = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]] as const
const predicted = (coefficients: readonly number[], shift: number, samples: readonly number[]): number[] =>
  samples.slice(coefficients.length).map((value, index) =>
    value - Number(coefficients.reduce((sum, weight, tap) => sum + BigInt(weight) * BigInt(samples[index + coefficients.length - 1 - tap] ?? 0), 0n) >> BigInt(shift)))
const fixed = (order: 0 | 1 | 2 | 3 | 4, residual: Residual): Subframe => (writer, samples, width) => {
  plain(head(writer, 8 + order), samples.slice(0, order), width)
  residual(writer, predicted(FIXED[order], 0, samples))
}
const linear = (coefficients: readonly number[], shift: number, residual: Residual): Subframe => (writer, samples, width) => {
  plain(head(writer, 31 + coefficients.length), samples.slice(0, coefficients.length), width)
  plain(writer.put(14, 4).put(shift, 5), coefficients, 15)
  residual(writer, predicted(coefficients, shift, samples))
}

/** A whole frame of what each channel (or what stands for it) holds. */
function toFrame(assignment: number, bits: number, coded: readonly (readonly number[])[], subframe: Subframe): Uint8Array {
  const frames = coded[0]?.length ?? 0
  const header = new BitWriter().put(0xfff8, 16).put(7, 4).put(9, 4).put(assignment, 4).put(0, 4).put(0, 8).put(frames - 1, 16).toBytes()
  const writer = new BitWriter()
  plain(writer, [...header, toCrc8(Uint8Array.from(header))], 8)
  coded.forEach((samples, channel) => {
    subframe(writer, samples, bits + (assignment >= 8 && channel === (assignment === 9 ? 0 : 1) ? 1 : 0))
  })
  const bytes = writer.toBytes()
  const crc = toCrc16(bytes)
  return Uint8Array.from([...bytes, crc >> 8, crc & 255])
}

function decodeWhole(bytes: Uint8Array, channels: number, bits: number, given = bytes.length): FlacFrame | undefined {
  const decoder = createFrameDecoder({ channels, bits, blockFrames: 0 })
  decoder.reserve(given + 3)
  decoder.memory.set(bytes.subarray(0, given), 3) // anywhere in memory
  return decoder.decode(3, 3 + given)
}

const noise = (bits: number, frames = 300): number[] =>
  Array.from({ length: frames }, (_, frame) => Math.round(Math.sin(frame * frame * 12.9898) * (2 ** (bits - 1) - 1)) + 0)
const tone = (bits: number): number[] =>
  Array.from({ length: 300 }, (_, frame) => Math.round(Math.sin(frame / 9) * (2 ** (bits - 1) - 1) * 0.9 + Math.sin(frame * frame) * 3) + 0)

describe('a FLAC frame', () => {
  it.each([
    ['as it is', 16, verbatim, noise(16)],
    ['one value', 16, constant, Array.from({ length: 300 }, () => -1234)],
    ['with bits that are always 0', 16, wasted(3), noise(13).map((value) => value * 8)],
    ['in 8 bits', 8, fixed(0, rice(3)), noise(8)],
    ['in 32 bits', 32, verbatim, noise(32)],
    ...([0, 1, 2, 3, 4] as const).map((order) => [`fixed ${order}`, 24, fixed(order, rice(order + 12, 1)), tone(24)] as const),
    ['fixed 4 in 32 bits', 32, fixed(4, rice(24, 1)), tone(32)],
    ['long codes', 16, fixed(0, rice(0)), noise(7)],
    ['very long codes', 24, fixed(0, rice(14)), noise(22)],
    ['residual as it is', 16, fixed(1, escaped(18)), noise(16)],
    ['residual of nothing', 16, fixed(1, escaped(0)), Array.from({ length: 300 }, () => 77)],
    ...[1, 2, 7, 8, 9, 12, 13, 32].flatMap((order) => ([16, 24, 32] as const).map((bits) => {
      const coefficients = Array.from({ length: order }, (_, tap) => Math.round((tap === 0 ? 1900 : -700 / tap) * (tap % 2 === 0 ? 1 : -1)) % 16_384)
      // Quieter, so that the residual of so poor a prediction still has 32 bits.
      return [`linear ${order} in ${bits} bits`, bits, linear(coefficients, 10, rice(bits - 6, 1)), tone(bits - 3)] as const
    }))
  ] as const)('is decoded to the bit: %s', (_, bits, subframe, samples) => {
    const bytes = toFrame(0, bits, [samples], subframe)
    const frame = decodeWhole(bytes, 1, bits)
    expect(frame).toMatchObject({ frames: samples.length, lengthBytes: bytes.length })
    expect(Array.from(frame?.samples[0] ?? []).slice(0, samples.length)).toEqual(samples)
  })

  it.each([16, 24, 32].flatMap((bits) => [[8, bits], [9, bits], [10, bits]] as const))('keeps both channels: way %d in %d bits', (assignment, bits) => {
    const [left, right] = [noise(bits), tone(bits)]
    const sides = left.map((value, frame) => value - (right[frame] ?? 0))
    const middles = left.map((value, frame) => Math.floor((value + (right[frame] ?? 0)) / 2))
    const coded = assignment === 8 ? [left, sides] : assignment === 9 ? [sides, right] : [middles, sides]
    const frame = decodeWhole(toFrame(assignment, bits, coded, verbatim), 2, bits)
    expect(frame?.samples.map((channel) => Array.from(channel))).toEqual([left, right])
  })

  it('is none when it is cut anywhere or a bit is wrong', () => {
    const bytes = toFrame(0, 16, [tone(16)], fixed(2, rice(8)))
    for (let given = 0; given < bytes.length; given += 1) expect(decodeWhole(bytes, 1, 16, given)).toBeUndefined()
    for (let at = 0; at < bytes.length; at += 1) {
      const broken = Uint8Array.from(bytes)
      broken[at] = (broken[at] ?? 0) ^ (1 << (at % 8))
      expect(decodeWhole(broken, 1, 16)).toBeUndefined()
    }
  })
})
