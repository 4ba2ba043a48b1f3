import type { Cover, TrackTags } from './trackTags'

const COMMENT_BLOCK = 4
const PICTURE_BLOCK = 6
const FRONT_COVER = 3

/** The tags as FLAC metadata blocks (RFC 9639, 8.6 and 8.8), none of them marked as the last. */
export function toFlacBlocks(tags: TrackTags): Uint8Array {
  const comment = toBlock(COMMENT_BLOCK, toVorbisComment(tags))
  return tags.cover === null ? comment : Buffer.concat([comment, toBlock(PICTURE_BLOCK, toPicture(tags.cover))])
}

function toBlock(type: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(body.length, 0)
  head.writeUInt8(type, 0)
  return Buffer.concat([head, body])
}

function toVorbisComment(tags: TrackTags): Buffer {
  const [number = null, total = null] = tags.track?.split('/') ?? []
  const fields: readonly (readonly [string, string | null])[] = [
    ['TITLE', tags.title],
    ...tags.artists.map((artist) => ['ARTIST', artist] as const),
    ['ALBUM', tags.album],
    ['ALBUMARTIST', tags.albumArtist],
    ['DATE', tags.date],
    ['TRACKNUMBER', number],
    ['TRACKTOTAL', total],
    ['DISCNUMBER', tags.disc],
    ...tags.genres.map((genre) => ['GENRE', genre] as const),
    ...tags.composers.map((composer) => ['COMPOSER', composer] as const),
    ['COPYRIGHT', tags.copyright],
    ['ISRC', tags.isrc],
    ['BPM', tags.bpm === null ? null : String(tags.bpm)],
    ['KEY', tags.key],
    ['INITIALKEY', tags.key]
  ]
  const said = fields.flatMap(([name, value]) => (value === null ? [] : [toText(`${name}=${value}`, 'LE')]))
  return Buffer.concat([toText('Unbraid', 'LE'), toCount(said.length, 'LE'), ...said])
}

// Width, height, depth and colours are 0: not known, as the format allows.
const toPicture = ({ mimeType, data }: Cover): Buffer =>
  Buffer.concat([toCount(FRONT_COVER, 'BE'), toText(mimeType, 'BE'), toText('', 'BE'), Buffer.alloc(16), toCount(data.length, 'BE'), data])

const toText = (text: string, order: 'LE' | 'BE'): Buffer => Buffer.concat([toCount(Buffer.byteLength(text), order), Buffer.from(text)])

function toCount(count: number, order: 'LE' | 'BE'): Buffer {
  const bytes = Buffer.alloc(4)
  if (order === 'LE') bytes.writeUInt32LE(count)
  else bytes.writeUInt32BE(count)
  return bytes
}
