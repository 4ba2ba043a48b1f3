import { type FileBytes, FIRST_WINDOW_BYTES, nextWindowBytes, toTag } from '../fileBytes'
import { CodecError } from '../types'
import { isSameStream, type Mp3Header, parseMp3Header } from './header'

// Players skip small scars silently, so we do too; more than this between two frames is sound that is lost.
const MOST_GAP_BYTES = 4096
// How far behind the tags the first frame may stand (some encoders pad generously).
const FIRST_FRAME_SEARCH_BYTES = 128 * 1024
// Room for three of the longest frames behind the last place looked at.
const RUN_BYTES = 8 * 1024

/** A frame found in the file; `bytes` is a window into a larger buffer that lives only until the next frame is asked for. */
export interface Mp3Frame {
  readonly header: Mp3Header
  readonly bytes: Uint8Array
}

/** The position behind all ID3v2 tags that stand at `position` (id3.org, ID3v2.4 section 3.1). */
export async function skipId3v2(file: FileBytes, position = 0): Promise<number> {
  let at = position
  for (;;) {
    const head = await file.read(at, 10)
    if (head.length < 10 || toTag(head, 0, 3) !== 'ID3') return at
    const sizeBytes = [...head.subarray(6, 10)].reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
    const footerBytes = ((head[5] ?? 0) & 0x10) !== 0 ? 10 : 0
    at += 10 + sizeBytes + footerBytes
  }
}

/** Where the first frame stands at or after `from`, or undefined when there is no MP3 sound there. */
export async function findFirstFrame(file: FileBytes, from: number): Promise<number | undefined> {
  let searched = 0
  // Nearly always it stands at once: the long stretch is read only where it does not.
  for (const searchBytes of [FIRST_WINDOW_BYTES, FIRST_FRAME_SEARCH_BYTES]) {
    const window = await file.read(from, searchBytes + RUN_BYTES)
    const isTail = from + window.length >= file.sizeBytes
    for (let at = searched; at < Math.min(window.length, searchBytes); at += 1) {
      if (window[at] === 0xff && isFrameRun(window, at, isTail)) return from + at
    }
    if (isTail) return undefined
    searched = searchBytes
  }
  return undefined
}

// One header may be chance; three in a row (or all there are until the file's end) are not.
function isFrameRun(window: Uint8Array, at: number, isTail: boolean): boolean {
  const first = parseMp3Header(window, at)
  if (!first) return false
  let position = at + first.frameBytes
  for (let count = 1; count < 3; count += 1) {
    const next = parseMp3Header(window, position)
    if (!next) return count > 1 && isTail && isTagOrEnd(window, position)
    if (!isSameStream(first, next)) return false
    position += next.frameBytes
  }
  return true
}

function isTagOrEnd(window: Uint8Array, at: number): boolean {
  return at >= window.length || toTag(window, at, 3) === 'TAG' || toTag(window, at, 8) === 'APETAGEX'
}

/**
 * Every whole MPEG frame from the first one on. Tags and other bytes after the last frame are left out, as is a last
 * frame that was cut short. @throws CodecError damaged when more than 4 KiB between two frames is no sound
 */
export async function* readMp3Frames(file: FileBytes, start: number): AsyncGenerator<Mp3Frame> {
  let position = start
  let first: Mp3Header | undefined
  let gapBytes = 0
  let windowBytes = FIRST_WINDOW_BYTES
  while (position < file.sizeBytes) {
    const window = await file.read(position, windowBytes)
    const isTail = position + window.length >= file.sizeBytes
    let at = 0
    while (at + 4 <= window.length) {
      const header = parseMp3Header(window, at)
      const fits = header !== undefined && at + header.frameBytes <= window.length
      if (header && !fits && !isTail) break
      // Behind a scar the next header decides, and it stands beyond this window.
      if (header && gapBytes > 0 && at > 0 && !isTail && at + header.frameBytes + 4 > window.length) break
      if (!header || !fits || (first && !isSameStream(first, header)) || (gapBytes > 0 && !isFollowed(window, at, header, isTail))) {
        // An ID3v2 tag between two joined files may be large (pictures): step over it at once.
        const behindTag = gapBytes === 0 && toTag(window, at, 3) === 'ID3' ? await skipId3v2(file, position + at) : 0
        if (behindTag > position + at) {
          at = behindTag - position
          continue
        }
        gapBytes += 1
        at += 1
        continue
      }
      if (gapBytes > MOST_GAP_BYTES) throw new CodecError('damaged', 'A part of the MP3 file is broken.')
      gapBytes = 0
      first ??= header
      yield { header, bytes: window.subarray(at, at + header.frameBytes) }
      at += header.frameBytes
    }
    if (isTail) return
    position += at
    windowBytes = nextWindowBytes(windowBytes)
  }
}

// After a scar a header counts only when another follows it: single ones appear by chance in damaged sound.
function isFollowed(window: Uint8Array, at: number, header: Mp3Header, isTail: boolean): boolean {
  const next = at + header.frameBytes
  if (next + 4 > window.length) return isTail
  const following = parseMp3Header(window, next)
  return following !== undefined && isSameStream(header, following)
}

/** The first whole frame at or after `start`, or undefined when there is none. */
export async function readFirstFrame(file: FileBytes, start: number): Promise<Mp3Frame | undefined> {
  for await (const frame of readMp3Frames(file, start)) return frame
  return undefined
}
