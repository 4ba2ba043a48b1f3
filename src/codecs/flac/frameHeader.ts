import { toView } from '../fileBytes'
import { toCrc8 } from './crc'

const BLOCK_FRAMES = [0, 192, 576, 1152, 2304, 4608, 0, 0, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768] as const
const SAMPLE_BITS = [0, 8, 12, undefined, 16, 20, 24, 32] as const

/** No frame header is longer. */
export const MOST_HEADER_BYTES = 16

export interface FrameHeader {
  /** Where the frame begins in the recording. */
  readonly startFrame: number
  readonly frames: number
  /** 0..7: so many channels and one more, each by itself; 8 left and side, 9 side and right, 10 middle and side. */
  readonly assignment: number
  /** Bits a sample; 0 for what STREAMINFO says. */
  readonly bits: number
  readonly headerBytes: number
}

/** The header of a frame that begins with `bytes` (RFC 9639, section 9.1); undefined when none does. `blockFrames` as in STREAMINFO. */
export function parseFrameHeader(bytes: Uint8Array, blockFrames: number): FrameHeader | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes
  if (first !== 0xff || (second & 0xfe) !== 0xf8) return undefined
  const sizeCode = third >> 4
  const rateCode = third & 15
  const assignment = fourth >> 4
  const bits = SAMPLE_BITS[(fourth >> 1) & 7]
  if (sizeCode === 0 || rateCode === 15 || assignment > 10 || bits === undefined || (fourth & 1) !== 0) return undefined
  const coded = readCodedNumber(bytes, 4)
  if (coded === undefined) return undefined
  const sizeBytes = sizeCode === 6 ? 1 : sizeCode === 7 ? 2 : 0
  const rateBytes = rateCode === 12 ? 1 : rateCode === 13 || rateCode === 14 ? 2 : 0
  const crcAt = coded.end + sizeBytes + rateBytes
  if (crcAt >= bytes.length || toCrc8(bytes.subarray(0, crcAt)) !== bytes[crcAt]) return undefined
  const view = toView(bytes)
  const told = sizeBytes === 1 ? view.getUint8(coded.end) + 1 : sizeBytes === 2 ? view.getUint16(coded.end) + 1 : undefined
  // With a fixed block size frames are counted, otherwise samples.
  const isVariable = (second & 1) === 1
  return {
    startFrame: isVariable ? coded.value : coded.value * blockFrames,
    frames: told ?? BLOCK_FRAMES[sizeCode] ?? 0,
    assignment,
    bits,
    headerBytes: crcAt + 1
  }
}

// The number of a frame, coded as UTF-8 codes characters but up to 36 bits (RFC 9639, section 9.1.5).
function readCodedNumber(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } | undefined {
  const first = bytes[at] ?? 0xff
  if (first < 0x80) return { value: first, end: at + 1 }
  const length = Math.clz32(~first << 24)
  if (length < 2 || length > 7 || at + length > bytes.length) return undefined
  let value = length === 7 ? 0 : first & (0x7f >> length)
  for (let index = at + 1; index < at + length; index += 1) {
    const byte = bytes[index] ?? 0
    if (byte >> 6 !== 2) return undefined
    value = value * 64 + (byte & 0x3f)
  }
  return { value, end: at + length }
}
