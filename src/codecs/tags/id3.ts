import { ID3Writer, type ImageType } from 'browser-id3-writer'
import type { TrackTags } from './trackTags'

// The library declares a const enum, whose values cannot be named where files are compiled one by one.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- see above
const FRONT_COVER: ImageType.CoverFront = 3

/** The tags as ID3v2.3 (id3.org/id3v2.3.0), which every player reads. */
export function toId3(tags: TrackTags): Uint8Array {
  try {
    return write(tags)
  } catch {
    return write({ ...tags, cover: null }) // a picture of a kind the library does not know
  }
}

function write(tags: TrackTags): Uint8Array {
  const writer = new ID3Writer(new ArrayBuffer(0))
  const texts = [
    ['TIT2', tags.title],
    ['TALB', tags.album],
    ['TPE2', tags.albumArtist],
    ['TRCK', tags.track],
    ['TPOS', tags.disc],
    ['TCOP', tags.copyright],
    ['TSRC', tags.isrc],
    ['TKEY', tags.key]
  ] as const
  for (const [frame, text] of texts) if (text !== null) writer.setFrame(frame, text)
  const lists = [['TPE1', tags.artists], ['TCOM', tags.composers], ['TCON', tags.genres]] as const
  for (const [frame, values] of lists) if (values.length > 0) writer.setFrame(frame, values)
  const year = Number(/^\d{4}/.exec(tags.date ?? '')?.[0] ?? 0)
  if (year > 0) writer.setFrame('TYER', year)
  if (tags.bpm !== null) writer.setFrame('TBPM', Math.round(tags.bpm))
  if (tags.cover !== null) {
    const { data } = tags.cover
    writer.setFrame('APIC', { type: FRONT_COVER, data: new Uint8Array(data).buffer, description: 'Cover' })
  }
  return new Uint8Array(writer.addTag())
}
