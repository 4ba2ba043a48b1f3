import { toId3 } from './id3'
import type { TrackTags } from './trackTags'

/** The tags as chunks that stand behind a WAV's sound: LIST INFO for the system's file manager, ID3 for everything else. */
export function toRiffChunks(tags: TrackTags): Uint8Array {
  const fields: readonly (readonly [string, string | null])[] = [
    ['INAM', tags.title],
    ['IART', tags.artists.join('; ') || null],
    ['IPRD', tags.album],
    ['ICRD', tags.date],
    ['ITRK', tags.track],
    ['IGNR', tags.genres.join('; ') || null],
    ['ICOP', tags.copyright]
  ]
  // Each text ends with a zero byte (Multimedia Programming Interface 1.0, ZSTR).
  const info = fields.flatMap(([tag, text]) => (text === null ? [] : [toChunk(tag, Buffer.from(`${text}\0`))]))
  return Buffer.concat([toChunk('LIST', Buffer.concat([Buffer.from('INFO', 'latin1'), ...info])), toChunk('id3 ', toId3(tags))])
}

function toChunk(tag: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  head.write(tag, 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}
