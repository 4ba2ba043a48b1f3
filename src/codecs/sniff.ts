import { isAiff } from './aiff/header'
import { type FileBytes, toTag } from './fileBytes'
import { findFirstFrame, skipId3v2 } from './mp3/frames'

/** What a file is by its content, and where its audio begins. `other` is audio (or video) we know but do not decode. */
export type Sniffed =
  | { readonly kind: 'wav' | 'aiff' | 'ogg' }
  | { readonly kind: 'flac' | 'mp3'; readonly start: number }
  | { readonly kind: 'other'; readonly name: string; readonly short: string }
  | { readonly kind: 'unknown' }

const OTHERS: ReadonlyArray<{ at: number; tag: string; short: string; name: string }> = [
  { at: 4, tag: 'ftyp', short: 'm4a', name: 'AAC in MP4 (m4a)' },
  { at: 0, tag: 'RIFX', short: 'wav', name: 'big-endian WAV' },
  { at: 0, tag: 'wvpk', short: 'wavpack', name: 'WavPack' },
  { at: 0, tag: 'MAC ', short: 'ape', name: 'Monkey\u2019s Audio' },
  { at: 0, tag: 'caff', short: 'caf', name: 'Core Audio Format' },
  { at: 0, tag: '\x30\x26\xb2\x75', short: 'wma', name: 'Windows Media' },
  { at: 0, tag: '\x1a\x45\xdf\xa3', short: 'matroska', name: 'Matroska or WebM' },
  { at: 0, tag: 'ADIF', short: 'aac', name: 'raw AAC' }
]

/** Tells what a file is by its first bytes; names and extensions play no part. */
export async function sniff(file: FileBytes): Promise<Sniffed> {
  const head = await file.read(0, 12)
  const tag = toTag(head, 0)
  if ((tag === 'RIFF' || tag === 'RF64') && toTag(head, 8) === 'WAVE') return { kind: 'wav' }
  if (isAiff(head)) return { kind: 'aiff' }
  if (tag === 'OggS') return { kind: 'ogg' }
  const other = OTHERS.find((candidate) => toTag(head, candidate.at) === candidate.tag)
  if (other) return { kind: 'other', name: other.name, short: other.short }
  const start = await skipId3v2(file)
  if (toTag(await file.read(start, 4), 0) === 'fLaC') return { kind: 'flac', start }
  const firstFrame = await findFirstFrame(file, start)
  if (firstFrame !== undefined) return { kind: 'mp3', start: firstFrame }
  return isAdts(await file.read(start, 2)) ? { kind: 'other', short: 'aac', name: 'raw AAC' } : { kind: 'unknown' }
}

// Twelve sync bits and layer 0, which no MPEG audio uses (ISO/IEC 13818-7, 6.2).
function isAdts(head: Uint8Array): boolean {
  return head[0] === 0xff && ((head[1] ?? 0) & 0xf6) === 0xf0
}
