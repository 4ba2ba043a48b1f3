/** Output formats by the service's number (API page, separation/create, output_format). */
export const OUTPUT_FORMATS = [
  { id: 0, key: 'mp3', extension: 'mp3', premium: false },
  { id: 1, key: 'wav16', extension: 'wav', premium: false },
  { id: 2, key: 'flac16', extension: 'flac', premium: false },
  { id: 3, key: 'm4a', extension: 'm4a', premium: false },
  { id: 4, key: 'wav32', extension: 'wav', premium: true },
  { id: 5, key: 'flac24', extension: 'flac', premium: true }
] as const

export type OutputFormatId = (typeof OUTPUT_FORMATS)[number]['id']
