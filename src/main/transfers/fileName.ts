import filenamify from 'filenamify'
import { visibleText } from '../../shared/text/visibleText'

/** Endings a result may have; everything else becomes the plan's own, or `bin`. */
const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set([
  'mp3', 'wav', 'flac', 'm4a', 'aac', 'ogg', 'opus', 'mid', 'midi', 'txt', 'srt', 'vtt', 'json', 'csv', 'zip'
])
const AUDIO_EXTENSIONS: ReadonlySet<string> = new Set(['mp3', 'wav', 'flac', 'm4a', 'aac', 'ogg', 'opus'])

// File systems allow 255 bytes; the rest is kept free for ` (99)` and the `.part.json` of a running download.
export const LONGEST_NAME_BYTES = 255
const LONGEST_STEM_PART_BYTES = 80
const RESERVED_BYTES = '.part.json'.length + ' (9999)'.length

const ESCAPE = '_'

/**
 * A leaf name without ending that every file system takes and that reads as it is: no separators, no reserved or
 * invisible characters, no trailing dots or spaces, NFC, at most `bytes` UTF-8 bytes. `fallback` when nothing is left.
 */
export function safeBase(text: string, fallback: string, bytes = LONGEST_NAME_BYTES - RESERVED_BYTES): string {
  const visible = visibleText(text).normalize('NFC').trim()
  // A leading dot hides a file; what is only dots and spaces says nothing.
  const shown = visible.replace(/^[.\s]+/u, '')
  if (shown === '') return fallback
  const portable = filenamify(shown, { replacement: ESCAPE, maxLength: Number.MAX_SAFE_INTEGER })
  const short = cutToBytes(portable, bytes).replace(/[. ]+$/, '')
  // Cutting may have uncovered a reserved name or left nothing.
  return short === '' ? fallback : filenamify(short, { replacement: ESCAPE, maxLength: Number.MAX_SAFE_INTEGER })
}

/** The longest beginning of whole graphemes that fits into `bytes` UTF-8 bytes. */
function cutToBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  let kept = ''
  let keptBytes = 0
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    keptBytes += Buffer.byteLength(segment)
    if (keptBytes > bytes) break
    kept += segment
  }
  return kept
}

/** A file's name without its ending: `Song.v2.mp3` gives `Song.v2`. */
export function baseOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.')
  return dot > 0 ? fileName.slice(0, dot) : fileName
}

/** The ending the service suggests, when it is one we know; null otherwise. Lower case, no dot. */
function knownExtension(suggestedName: string | null): string | null {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(suggestedName ?? '')?.[1]?.toLowerCase()
  return extension !== undefined && KNOWN_EXTENSIONS.has(extension) ? extension : null
}

/** Whether a result with this ending (no dot) is to be heard. */
export const isSoundFile = (extension: string): boolean => AUDIO_EXTENSIONS.has(extension.toLowerCase())

/** The ending for a result: the plan's for sound, the service's for text and MIDI (a suggested name decides only which). */
export function extensionFor(planExtension: string, suggestedName: string | null): string {
  const suggested = knownExtension(suggestedName)
  return suggested === null || AUDIO_EXTENSIONS.has(suggested) ? planExtension : suggested
}

/** The sound ending (no dot) the service uses for these results, by its suggested names, else its addresses; null when none has one. */
export function soundExtensionOf(files: readonly { readonly url: string; readonly suggestedName: string | null }[]): string | null {
  const names = files.flatMap(({ url, suggestedName }) => [suggestedName, URL.canParse(url) ? new URL(url).pathname : null])
  return names.map(knownExtension).find((extension) => extension !== null && AUDIO_EXTENSIONS.has(extension)) ?? null
}

/** Two names a file system may take for one: letter case and composed or decomposed accents do not tell them apart. */
export const sameOnDisk = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')

/**
 * Leaf names for the results of one job, made from the input's own name: `Song (Vocals).flac`; twins are numbered
 * `Song (Vocals) 2.flac`. Nothing the server said is used but the stem's word and a known ending.
 */
export function stemFileNames(
  inputName: string,
  planExtension: string,
  files: readonly { readonly stem: string; readonly suggestedName: string | null }[]
): readonly string[] {
  const taken = new Set<string>()
  return files.map(({ stem, suggestedName }, index) => {
    const extension = extensionFor(planExtension, suggestedName)
    const stemText = safeBase(stem, `stem ${index + 1}`, LONGEST_STEM_PART_BYTES)
    for (let number = 1; ; number += 1) {
      const ending = ` (${stemText})${number === 1 ? '' : ` ${number}`}.${extension}`
      const base = safeBase(baseOf(inputName), 'Untitled', LONGEST_NAME_BYTES - RESERVED_BYTES - Buffer.byteLength(ending))
      const name = `${base}${ending}`
      if (taken.has(sameOnDisk(name))) continue
      taken.add(sameOnDisk(name))
      return name
    }
  })
}

/** `name` with a number before its ending, for when the name is taken on disk: `Song (Vocals).flac`, 2 -> `Song (Vocals) (2).flac`. */
export function numbered(fileName: string, number: number): string {
  const base = baseOf(fileName)
  return `${base} (${number})${fileName.slice(base.length)}`
}
