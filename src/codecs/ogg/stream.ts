import type { FileBytes } from '../fileBytes'
import { CodecError } from '../types'
import { type OggPage, readPages } from './pages'

/** The logical stream inside an Ogg file that we decode: its serial number and its first packet. */
export interface OggStream {
  readonly serial: number
  readonly head: Uint8Array
}

/**
 * The pages of one logical stream, complete and in order.
 * @throws CodecError damaged for a missing page, unsupported when a second song is chained behind the first
 */
export async function* readStreamPages(file: FileBytes, serial: number): AsyncGenerator<OggPage> {
  let expected: number | undefined
  let ended = false
  for await (const page of readPages(file)) {
    if (ended && page.isFirst) throw new CodecError('unsupported', 'This Ogg file holds several recordings in a row.')
    if (page.serial !== serial || ended) continue
    if (expected !== undefined && page.sequence !== expected) {
      throw new CodecError('damaged', 'A part of the Ogg file is missing.')
    }
    expected = (page.sequence + 1) >>> 0
    ended = page.isLast
    yield page
  }
}
