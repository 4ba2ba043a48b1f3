import { type FileBytes, toView } from '../fileBytes'

const BLOCK_FRAMES = [0, 192, 576, 1152, 2304, 4608, 0, 0, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768] as const
// A frame of 16,384 by 8 channels of 24 bits fits; longer ones are not made.
const MOST_TAIL_BYTES = 512 * 1024
const USUAL_TAIL_BYTES = 32 * 1024
// Chance makes one or two of them; a file made to waste our time makes thousands.
const MOST_CANDIDATES = 64

/**
 * The length of a FLAC file whose header does not tell it (one written into a pipe), from its last frame's own number.
 * `blockFrames` is the stream's fixed block size. Undefined when no whole frame stands at `end`.
 */
export async function readLengthFromLastFrame(file: FileBytes, start: number, end: number, blockFrames: number): Promise<number | undefined> {
  let candidates = 0
  for (const tailBytes of [USUAL_TAIL_BYTES, MOST_TAIL_BYTES]) {
    const from = Math.max(start, end - tailBytes)
    const tail = await file.read(from, end - from)
    for (let at = tail.length - MOST_HEADER_BYTES; at >= 0; at -= 1) {
      if (tail[at] !== 0xff || ((tail[at + 1] ?? 0) & 0xfe) !== 0xf8) continue
      const frame = parseHeader(tail.subarray(at), blockFrames)
      // Two sync bytes and a checksum of 8 bits come by chance; with the checksum over the whole frame they do not.
      if (frame === undefined) continue
      if (toCrc16(tail.subarray(at)) === 0) return frame.startFrame + frame.frames
      if ((candidates += 1) > MOST_CANDIDATES) return undefined
    }
  }
  return undefined
}

const MOST_HEADER_BYTES = 16

/** A frame header (RFC 9639, section 9.1): where the frame begins in the recording and how long it is. */
function parseHeader(bytes: Uint8Array, blockFrames: number): { readonly startFrame: number; readonly frames: number } | undefined {
  const [, second = 0, third = 0, fourth = 0] = bytes
  const sizeCode = third >> 4
  const rateCode = third & 15
  if (sizeCode === 0 || rateCode === 15 || fourth >> 4 > 10 || (fourth & 1) !== 0) return undefined
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
  return { startFrame: isVariable ? coded.value : coded.value * blockFrames, frames: told ?? BLOCK_FRAMES[sizeCode] ?? 0 }
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

// Polynomial 0x07 over the header, 0x8005 over the frame with its own checksum, which then gives 0; both begun with 0.
function toCrc8(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x80 ? 0x07 : 0)) & 0xff
  }
  return crc
}

function toCrc16(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x8005 : 0)) & 0xffff
  }
  return crc
}
