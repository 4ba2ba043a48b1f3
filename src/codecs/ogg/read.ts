import { type FileBytes, toTag } from '../fileBytes'
import { type AudioReader, CodecError } from '../types'
import { readOpus } from './opus'
import { readPages } from './pages'
import { readVorbis } from './vorbis'

/** Reads Ogg Vorbis or Ogg Opus. Takes over `file`. @throws CodecError notAudio, unsupported, damaged */
export async function readOgg(file: FileBytes): Promise<AudioReader> {
  for await (const page of readPages(file)) {
    if (!page.isFirst) break // all first pages stand together before any other (RFC 3533, section 4)
    const head = page.parts[0]
    if (!head) continue
    if (toTag(head, 1, 6) === 'vorbis' && head.length >= 30) return readVorbis(file, { serial: page.serial, head })
    if (toTag(head, 0, 8) === 'OpusHead' && head.length >= 19) return readOpus(file, { serial: page.serial, head })
    if (toTag(head, 1, 4) === 'FLAC') throw new CodecError('unsupported', 'FLAC inside Ogg cannot be read here; plain FLAC can.')
    if (toTag(head, 0, 5) === 'Speex') throw new CodecError('unsupported', 'Speex cannot be read here.')
  }
  throw new CodecError('notAudio', 'No Vorbis or Opus audio was found in this Ogg file.')
}
