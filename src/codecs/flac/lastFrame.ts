import type { FileBytes } from '../fileBytes'
import { createFlacCore } from './core'
import { MOST_HEADER_BYTES, parseFrameHeader } from './frameHeader'

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
  const core = createFlacCore()
  core.reserve(MOST_TAIL_BYTES, 0, 0, false)
  const first = core.input.value
  let candidates = 0
  for (const tailBytes of [USUAL_TAIL_BYTES, MOST_TAIL_BYTES]) {
    const from = Math.max(start, end - tailBytes)
    const tail = new Uint8Array(core.memory.buffer, first, end - from)
    await file.readInto(tail, from)
    for (let at = tail.length - MOST_HEADER_BYTES; at >= 0; at -= 1) {
      if (tail[at] !== 0xff) continue
      const header = parseFrameHeader(tail.subarray(at, at + MOST_HEADER_BYTES), blockFrames)
      // Two sync bytes and a checksum of 8 bits come by chance; with the checksum over the whole frame they do not.
      if (header === undefined) continue
      if (core.crc16(first + at, first + tail.length) === 0) return header.startFrame + header.frames
      if ((candidates += 1) > MOST_CANDIDATES) return undefined
    }
  }
  return undefined
}
