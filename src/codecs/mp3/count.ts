import type { FileBytes } from '../fileBytes'
import { endBeforeTags } from '../trailingTags'
import { readMp3Frames } from './frames'
import { isSameStream, type Mp3Header, parseMp3Header } from './header'
import type { Mp3Info } from './infoTag'

// Behind the sound some writers leave tags that nobody described; more than this is sound the info frame does not know.
const MOST_UNKNOWN_TAG_BYTES = 4096
const PLACES = 24

/**
 * How many whole MPEG frames there are from `start` on. Where every place looked at says that the bit rate is constant, their
 * number follows from the bytes; otherwise the file is read once. @throws CodecError as readMp3Frames
 */
export async function countMp3Frames(file: FileBytes, start: number): Promise<number> {
  const constant = await countAtConstantRate(file, start)
  if (constant !== undefined) return constant
  let count = 0
  for await (const frame of readMp3Frames(file, start)) count += frame.bytes.length > 0 ? 1 : 0
  return count
}

/** Whether the file is as long as its info frame says: a cut download or two joined files are not. */
export async function isAsLongAsTold(file: FileBytes, start: number, { frameBytes }: Mp3Header, info: Mp3Info): Promise<boolean> {
  if (info.streamBytes === undefined) return true
  const soundBytes = (await endBeforeTags(file)) - start
  return soundBytes >= info.streamBytes - 2 * frameBytes && soundBytes <= info.streamBytes + MOST_UNKNOWN_TAG_BYTES
}

/**
 * At a constant bit rate frame n begins n average lengths behind the first, a byte of padding apart. Any frame of another
 * size before one of the places would have moved it, so these places and the file's last frame vouch for all others.
 */
async function countAtConstantRate(file: FileBytes, start: number): Promise<number | undefined> {
  const first = parseMp3Header(await file.read(start, 4), 0)
  if (!first) return undefined
  const averageBytes = (first.frames * first.bitrateKbps * 125) / first.sampleRateHz
  const end = await endBeforeTags(file)
  const count = Math.round((end - start) / averageBytes)
  for (let place = 1; place <= PLACES; place += 1) {
    const index = Math.round(((count - 1) * place) / PLACES)
    const at = start + Math.floor(index * averageBytes)
    const bytes = await file.read(at - 1, 8)
    const isThere = [0, 1, 2].some((offset) => {
      const header = parseMp3Header(bytes, offset)
      if (!header || !isSameStream(first, header) || header.bitrateKbps !== first.bitrateKbps) return false
      return index < count - 1 || Math.abs(at - 1 + offset + header.frameBytes - end) <= 1
    })
    if (!isThere) return undefined
  }
  return count
}
