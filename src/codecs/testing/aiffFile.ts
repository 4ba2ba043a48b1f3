import { interleave } from '../planar'
import type { PlanarBlock } from '../types'

/** One IFF chunk, padded to even length; `toldBytes` may lie. */
export function chunk(tag: string, body: Uint8Array, toldBytes = body.length): Buffer {
  const head = Buffer.alloc(8)
  head.write(tag, 0, 'latin1')
  head.writeUInt32BE(toldBytes, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

/** A whole file of chunks. */
export const form = (type: string, ...chunks: readonly Uint8Array[]): Buffer => chunk('FORM', Buffer.concat([Buffer.from(type, 'latin1'), ...chunks]))

export interface CommonFields {
  readonly channels: number
  readonly frames: number
  readonly bits: number
  readonly sampleRateHz: number
  /** Four letters; AIFF-C alone has them. */
  readonly compression?: string | undefined
}

/** The chunk that says how the sound is stored. */
export function commonChunk({ channels, frames, bits, sampleRateHz, compression }: CommonFields): Buffer {
  const body = Buffer.alloc(18)
  body.writeUInt16BE(channels, 0)
  body.writeUInt32BE(frames, 2)
  body.writeUInt16BE(bits, 6)
  body.set(toExtended(sampleRateHz), 8)
  // The name behind the four letters is a counted string: "x", padded to even length.
  return chunk('COMM', compression === undefined ? body : Buffer.concat([body, Buffer.from(`${compression}\x01x`, 'latin1')]))
}

/** The chunk that holds the sound, `offset` bytes behind its head. */
export function soundChunk(samples: Uint8Array, offset = 0, toldBytes?: number): Buffer {
  const body = Buffer.concat([Buffer.alloc(8 + offset, 0x55), samples])
  body.writeUInt32BE(offset, 0)
  body.writeUInt32BE(0, 4)
  return chunk('SSND', body, toldBytes)
}

/** A positive number as 80 bits. */
export function toExtended(value: number): Buffer {
  const bytes = Buffer.alloc(10)
  const exponent = Math.floor(Math.log2(value))
  bytes.writeUInt16BE(exponent + 16_383, 0)
  bytes.writeBigUInt64BE(BigInt(value * 2 ** (52 - exponent)) << 11n, 2)
  return bytes
}

/** How samples are stored; without `compression` the file is a plain AIFF. */
export interface AiffForm {
  readonly bits: 8 | 16 | 24 | 32 | 64
  readonly compression?: string
}

/** Samples of -1..1 as a file. */
export function toAiff(block: PlanarBlock, sampleRateHz: number, { bits, compression }: AiffForm, ...more: readonly Uint8Array[]): Buffer {
  const interleaved = interleave(block)
  const bytes = Buffer.alloc((interleaved.length * bits) / 8)
  const isFloat = /^fl/i.test(compression ?? '')
  interleaved.forEach((sample, index) => {
    const at = (index * bits) / 8
    const scaled = sample * 2 ** (bits - 1)
    // Halves go away from zero, as in our writers.
    const whole = Math.max(-(2 ** (bits - 1)), Math.min(2 ** (bits - 1) - 1, Math.sign(scaled) * Math.round(Math.abs(scaled))))
    if (isFloat && bits === 64) bytes.writeDoubleBE(sample, at)
    else if (isFloat) bytes.writeFloatBE(sample, at)
    else if (compression === 'sowt') bytes.writeIntLE(whole, at, bits / 8)
    else bytes.writeIntBE(whole, at, bits / 8)
  })
  const common = commonChunk({ channels: block.length, frames: block[0]?.length ?? 0, bits, sampleRateHz, compression })
  const version = compression === undefined ? [] : [chunk('FVER', Buffer.of(0xa2, 0x80, 0x51, 0x40))]
  return form(compression === undefined ? 'AIFF' : 'AIFC', ...version, common, soundChunk(bytes), ...more)
}
