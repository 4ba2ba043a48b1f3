import { Bits } from './bits'
import { toCrc16 } from './crc'
import { MOST_HEADER_BYTES, parseFrameHeader } from './frameHeader'
import { addFixed, addLinear } from './predict'
import { readResidual, type Samples } from './residual'

export interface FlacFormat {
  readonly channels: number
  readonly bits: number
  /** Frames in each block of a stream whose blocks are of one size. */
  readonly blockFrames: number
}

/** The frames of one block; `samples` is memory that the next block overwrites. */
export interface FlacFrame {
  readonly samples: readonly Samples[]
  readonly frames: number
  readonly lengthBytes: number
}

/** Behind the bytes given to a frame decoder so many more must be readable. */
export const PADDING_BYTES = 8

const MOST_FRAMES = 65_536
const MIDDLE_AND_SIDE = 10
// Sums and differences of two channels of so many bits stay within 32.
const MOST_NARROW_BITS = 30

/**
 * A decoder of single FLAC frames (RFC 9639, section 9). It answers undefined where no whole and unbroken frame lies in
 * `bytes` [from, to): the checksum over the frame decides.
 */
export function createFrameDecoder({ channels, bits: streamBits, blockFrames }: FlacFormat): (bytes: Uint8Array, from: number, to: number) => FlacFrame | undefined {
  const create = (length: number): Samples => (streamBits > MOST_NARROW_BITS ? new Float64Array(length) : new Int32Array(length))
  let samples = Array.from({ length: channels }, () => create(blockFrames))

  function decode(bytes: Uint8Array, from: number, to: number): FlacFrame | undefined {
    const header = parseFrameHeader(bytes.subarray(from, Math.min(to, from + MOST_HEADER_BYTES)), blockFrames)
    if (header === undefined || header.frames > MOST_FRAMES) return undefined
    const { assignment, frames } = header
    if ((assignment < 8 ? assignment + 1 : 2) !== channels || (header.bits !== 0 && header.bits !== streamBits)) return undefined
    if (frames > (samples[0]?.length ?? 0)) samples = samples.map(() => create(frames))
    const bits = new Bits(new DataView(bytes.buffer, bytes.byteOffset + from, to - from + PADDING_BYTES))
    bits.at = header.headerBytes * 8
    for (const [channel, target] of samples.entries()) {
      // The difference of two channels needs one bit more.
      const isSide = assignment >= 8 && channel === (assignment === 9 ? 0 : 1)
      if (!readSubframe(bits, target, frames, streamBits + (isSide ? 1 : 0))) return undefined
    }
    const lengthBytes = Math.ceil(bits.at / 8) + 2
    if (lengthBytes > to - from || toCrc16(bytes, from, from + lengthBytes) !== 0) return undefined
    unfold(samples, assignment, frames)
    return { samples, frames, lengthBytes }
  }

  return (bytes, from, to) => {
    try {
      return decode(bytes, from, to)
    } catch (error) {
      if (error instanceof RangeError) return undefined // the frame goes on behind what was given
      throw error
    }
  }
}

/** One channel of a frame (RFC 9639, section 9.2). False when it is broken. */
function readSubframe(bits: Bits, samples: Samples, frames: number, sampleBits: number): boolean {
  if (bits.read(1) !== 0) return false
  const type = bits.read(6)
  const wasted = bits.read(1) === 0 ? 0 : bits.readUnary() + 1
  const width = sampleBits - wasted
  if (width < 1 || !readPrediction(bits, samples, frames, width, type)) return false
  if (wasted > 0) for (let frame = 0; frame < frames; frame += 1) samples[frame] = (samples[frame] ?? 0) * 2 ** wasted
  return true
}

function readPrediction(bits: Bits, samples: Samples, frames: number, width: number, type: number): boolean {
  if (type === 0) {
    samples.fill(bits.readSigned(width), 0, frames)
    return true
  }
  if (type === 1) {
    readWarmUp(bits, samples, frames, width)
    return true
  }
  const isLinear = type >= 32
  const order = isLinear ? type - 31 : type - 8
  if (order < 0 || order > (isLinear ? 32 : 4) || order > frames) return false
  readWarmUp(bits, samples, order, width)
  if (!isLinear) {
    if (!readResidual(bits, samples, order, frames)) return false
    addFixed(samples, order, frames)
    return true
  }
  const precision = bits.read(4) + 1
  const shift = bits.readSigned(5)
  if (precision > 15 || shift < 0) return false
  const coefficients = Int32Array.from({ length: order }, () => bits.readSigned(precision))
  if (!readResidual(bits, samples, order, frames)) return false
  addLinear(samples, coefficients, shift, frames, width + precision + Math.ceil(Math.log2(order)) <= 32)
  return true
}

function readWarmUp(bits: Bits, samples: Samples, count: number, width: number): void {
  for (let frame = 0; frame < count; frame += 1) samples[frame] = bits.readSigned(width)
}

/** Makes left and right of what stands for them (RFC 9639, section 9.1.3). */
function unfold([first, second]: readonly Samples[], assignment: number, frames: number): void {
  if (assignment < 8 || first === undefined || second === undefined) return
  if (assignment === MIDDLE_AND_SIDE) {
    if (first instanceof Int32Array && second instanceof Int32Array) unfoldMiddle(first, second, frames)
    else unfoldWideMiddle(first, second, frames)
  } else {
    const [target, sign] = assignment === 8 ? [second, -1] : [first, 1]
    for (let frame = 0; frame < frames; frame += 1) target[frame] = (first[frame] ?? 0) + sign * (second[frame] ?? 0)
  }
}

function unfoldMiddle(middles: Int32Array, sides: Int32Array, frames: number): void {
  for (let frame = 0; frame < frames; frame += 1) {
    const side = sides[frame] ?? 0
    // The middle lost its last bit, which the side has.
    const twice = ((middles[frame] ?? 0) << 1) | (side & 1)
    middles[frame] = (twice + side) >> 1
    sides[frame] = (twice - side) >> 1
  }
}

function unfoldWideMiddle(middles: Samples, sides: Samples, frames: number): void {
  for (let frame = 0; frame < frames; frame += 1) {
    const side = sides[frame] ?? 0
    const twice = (middles[frame] ?? 0) * 2 + (side & 1)
    middles[frame] = (twice + side) / 2
    sides[frame] = (twice - side) / 2
  }
}
