import type { OutputFormat } from '../../codecs/types'

/** One value of `output_format` (API page, separation/create). */
export interface ServedFormat {
  readonly id: number
  readonly label: string
  readonly extension: string
  readonly writer: OutputFormat
  readonly premiumOnly: boolean
}

/** The formats this service writes. m4a (3) is not among them: there is no kept encoder whose licence fits. */
export const SERVED_FORMATS: readonly ServedFormat[] = [
  { id: 0, label: 'mp3 (320 kbps)', extension: 'mp3', writer: 'mp3', premiumOnly: false },
  { id: 1, label: 'wav (uncompressed, 16 bit)', extension: 'wav', writer: 'wav16', premiumOnly: false },
  { id: 2, label: 'flac (lossless, 16 bit)', extension: 'flac', writer: 'flac16', premiumOnly: false },
  { id: 4, label: 'wav (uncompressed, 32 bit)', extension: 'wav', writer: 'wav32f', premiumOnly: true },
  { id: 5, label: 'flac (lossless, 24 bit)', extension: 'flac', writer: 'flac24', premiumOnly: true }
]

/** The formats in words, for sentences. */
export const SERVED_FORMATS_TEXT = SERVED_FORMATS.map(({ id, label }) => `${label}: ${id}`).join('; ')

/** The format behind a value of `output_format`; null when this service does not write it. */
export function servedFormat(id: number): ServedFormat | null {
  return SERVED_FORMATS.find((format) => format.id === id) ?? null
}
