import { type FileBytes, FIRST_WINDOW_BYTES, nextWindowBytes, toTag, toView } from '../fileBytes'
import { CodecError } from '../types'

/** One page of an Ogg file (RFC 3533, section 6). */
export interface OggPage {
  /** The whole page as it stands in the file. */
  readonly bytes: Uint8Array
  readonly serial: number
  readonly sequence: number
  /** The codec's own time at the end of the page's last whole packet; -1 when no packet ends here. */
  readonly granule: number
  readonly isFirst: boolean
  readonly isLast: boolean
  /** The page's packets; the first may be the rest of one begun earlier, the last may go on in the next page. */
  readonly parts: readonly Uint8Array[]
  readonly startsInsidePacket: boolean
  readonly endsInsidePacket: boolean
}

const HEAD_BYTES = 27
// Pages of sound are about 4 KiB (RFC 3533, section 6): the last one is nearly always within this.
const USUAL_TAIL_BYTES = 16 * 1024
const MOST_PAGE_BYTES = HEAD_BYTES + 255 + 255 * 255

/**
 * The pages of an Ogg file in order, each checked against its checksum.
 * Bytes that are no page are tolerated after the last page only.
 * @throws CodecError damaged when pages follow a broken stretch, or when the file ends inside a page
 */
export async function* readPages(file: FileBytes): AsyncGenerator<OggPage> {
  let position = 0
  let isBroken = false
  let sawLast = false
  let windowBytes = FIRST_WINDOW_BYTES
  while (position < file.sizeBytes) {
    const window = await file.read(position, windowBytes)
    const isTail = position + window.length >= file.sizeBytes
    let at = 0
    while (at < window.length) {
      const page = parsePage(window, at)
      if (page === 'incomplete') break
      if (page === 'broken') {
        isBroken = true
        at = nextCandidate(window, at + 1)
        continue
      }
      if (isBroken) throw new CodecError('damaged', 'A part of the Ogg file is broken.')
      sawLast ||= page.isLast
      yield page
      at += page.bytes.length
    }
    if (isTail) {
      if (at < window.length && !isBroken && !sawLast) throw new CodecError('damaged', 'The Ogg file breaks off.')
      return
    }
    // Grown until it holds the longest page, so that each turn goes on.
    position += at
    windowBytes = nextWindowBytes(windowBytes)
  }
}

/** The granule of the stream's last page that tells one, from the file's end; undefined when there is none there. */
export async function readLastGranule(file: FileBytes, serial: number): Promise<number | undefined> {
  for (const tailBytes of [USUAL_TAIL_BYTES, 2 * MOST_PAGE_BYTES]) {
    const granule = await lastGranuleIn(file, Math.max(0, file.sizeBytes - tailBytes), serial)
    if (granule !== undefined) return granule
  }
  return undefined
}

async function lastGranuleIn(file: FileBytes, from: number, serial: number): Promise<number | undefined> {
  const window = await file.read(from, file.sizeBytes - from)
  let granule: number | undefined
  for (let at = nextCandidate(window, 0); at < window.length; ) {
    const page = parsePage(window, at)
    if (typeof page === 'string') {
      at = nextCandidate(window, at + 1)
      continue
    }
    if (page.serial === serial && page.granule >= 0) granule = page.granule
    at += page.bytes.length
  }
  return granule
}

function nextCandidate(window: Uint8Array, from: number): number {
  const found = Buffer.from(window.buffer, window.byteOffset, window.length).indexOf('OggS', from, 'latin1')
  // Not found: the last three bytes may be the beginning of one.
  return found >= 0 ? found : Math.max(from, window.length - 3)
}

function parsePage(window: Uint8Array, at: number): OggPage | 'incomplete' | 'broken' {
  const tag = toTag(window, at)
  if (!'OggS'.startsWith(tag)) return 'broken'
  if (at + HEAD_BYTES > window.length) return 'incomplete'
  const view = toView(window)
  const segments = view.getUint8(at + 26)
  const bodyStart = at + HEAD_BYTES + segments
  if (bodyStart > window.length) return 'incomplete'
  const lacing = window.subarray(at + HEAD_BYTES, bodyStart)
  const bodyBytes = lacing.reduce((sum, value) => sum + value, 0)
  if (bodyStart + bodyBytes > window.length) return 'incomplete'
  const bytes = window.subarray(at, bodyStart + bodyBytes)
  if (toChecksum(bytes) !== view.getUint32(at + 22, true)) return 'broken'
  const flags = view.getUint8(at + 5)
  return {
    bytes,
    serial: view.getUint32(at + 14, true),
    sequence: view.getUint32(at + 18, true),
    granule: Number(view.getBigInt64(at + 6, true)),
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    parts: toParts(window, bodyStart, lacing),
    startsInsidePacket: (flags & 1) !== 0,
    endsInsidePacket: lacing.at(-1) === 255
  }
}

function toParts(window: Uint8Array, bodyStart: number, lacing: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = []
  let start = bodyStart
  let end = bodyStart
  for (const [index, value] of lacing.entries()) {
    end += value
    if (value < 255 || index === lacing.length - 1) {
      parts.push(window.subarray(start, end))
      start = end
    }
  }
  return parts
}

// CRC-32 with polynomial 0x04c11db7, not reflected, begun with 0; the checksum's own four bytes count as 0.
const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1
  return value >>> 0
})

/** An Ogg page's checksum (RFC 3533, section 6, field 7). */
export function toChecksum(page: Uint8Array): number {
  let value = 0
  for (let index = 0; index < page.length; index += 1) {
    const byte = index >= 22 && index < 26 ? 0 : (page[index] ?? 0)
    value = (value << 8) ^ (TABLE[(value >>> 24) ^ byte] ?? 0)
  }
  return value >>> 0
}
