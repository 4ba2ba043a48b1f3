/** What a request asks of a body of known size; `from` and `to` are inclusive byte positions. */
export type ByteRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly from: number; readonly to: number }
  | { readonly kind: 'unsatisfiable' }

/**
 * Reads a Range header (RFC 9110, section 14): one range of bytes is answered in part; no header, another unit,
 * several ranges or nonsense mean the whole, as the RFC allows.
 */
export function toByteRange(header: string | null, sizeBytes: number): ByteRange {
  const match = /^bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '')
  if (!match) return { kind: 'whole' }
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return { kind: 'whole' }
  if (first === '') {
    const suffix = Number(last)
    if (suffix === 0 || sizeBytes === 0) return { kind: 'unsatisfiable' }
    return { kind: 'part', from: Math.max(0, sizeBytes - suffix), to: sizeBytes - 1 }
  }
  const from = Number(first)
  const to = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (last !== '' && Number(last) < from) return { kind: 'whole' }
  return from >= sizeBytes ? { kind: 'unsatisfiable' } : { kind: 'part', from, to }
}
