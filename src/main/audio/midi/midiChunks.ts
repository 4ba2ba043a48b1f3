import { toTag, toView } from '../../../codecs/fileBytes'
import { CodecError } from '../../../codecs/types'

const CHUNK_HEAD_BYTES = 8
const LEAST_HEADER_BYTES = 6

/** Whether a file begins as Standard MIDI Files do. */
export const isMidi = (head: Uint8Array): boolean => toTag(head, 0) === 'MThd'

/**
 * A MIDI file without the chunks that are neither header nor track: the format asks readers to pass over them, the
 * library does not. @throws CodecError notAudio, damaged (a chunk longer than the file)
 */
export function toMidiChunks(bytes: Uint8Array): Uint8Array {
  if (!isMidi(bytes)) throw new CodecError('notAudio', 'This is not a MIDI file.')
  const view = toView(bytes)
  const kept: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    if (at + CHUNK_HEAD_BYTES > bytes.length) throw broken()
    const tag = toTag(bytes, at)
    const end = at + CHUNK_HEAD_BYTES + view.getUint32(at + 4)
    if (end > bytes.length) throw broken()
    if (at === 0 && end < CHUNK_HEAD_BYTES + LEAST_HEADER_BYTES) throw broken()
    if (at === 0 || tag === 'MTrk') kept.push(bytes.subarray(at, end))
    at = end
  }
  const whole = new Uint8Array(kept.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of kept) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

const broken = (): CodecError => new CodecError('damaged', 'The MIDI file breaks off.')
