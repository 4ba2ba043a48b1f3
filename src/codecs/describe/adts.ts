import { type FileBytes, FIRST_WINDOW_BYTES, nextWindowBytes } from '../fileBytes'
import { endBeforeTags } from '../trailingTags'
import { skipId3v2 } from '../mp3/frames'
import type { Description } from './description'

const RATES_HZ = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350] as const
const HEADER_BYTES = 7
const BLOCK_FRAMES = 1024

/**
 * Raw AAC (ADTS, ISO/IEC 13818-7 section 6.2): nothing tells the length, so the frames are counted, header by header. Ends at
 * the first stretch that is no frame. Undefined when the file does not begin with one.
 */
export async function describeAdts(file: FileBytes): Promise<Description | undefined> {
  const end = await endBeforeTags(file)
  let position = await skipId3v2(file)
  let windowBytes = FIRST_WINDOW_BYTES
  let first: AdtsHeader | undefined
  let blocks = 0
  while (position < end) {
    const window = await file.read(position, Math.min(windowBytes, end - position))
    let at = 0
    for (let header = toHeader(window, at); header && at + header.frameBytes <= window.length; header = toHeader(window, at)) {
      first ??= header
      blocks += header.blocks
      at += header.frameBytes
    }
    // The longest frame (13 bits) fits into the first window: nothing more to find here.
    if (at === 0) break
    position += at
    windowBytes = nextWindowBytes(windowBytes)
  }
  if (!first) return undefined
  const { sampleRateHz, channels } = first
  return { kind: 'aac', sampleRateHz, channels, durationSeconds: (blocks * BLOCK_FRAMES) / sampleRateHz }
}

interface AdtsHeader {
  readonly sampleRateHz: number
  /** Null where the sound itself tells it. */
  readonly channels: number | null
  readonly frameBytes: number
  readonly blocks: number
}

function toHeader(bytes: Uint8Array, at: number): AdtsHeader | undefined {
  if (at + HEADER_BYTES > bytes.length) return undefined
  const [sync = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0, seventh = 0] = bytes.subarray(at, at + HEADER_BYTES)
  const sampleRateHz = RATES_HZ[(third >> 2) & 15]
  const frameBytes = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5)
  if (sync !== 0xff || (second & 0xf6) !== 0xf0 || sampleRateHz === undefined || frameBytes < HEADER_BYTES) return undefined
  const layout = ((third & 1) << 2) | (fourth >> 6)
  return { sampleRateHz, channels: layout === 0 ? null : layout === 7 ? 8 : layout, frameBytes, blocks: (seventh & 3) + 1 }
}
