import { createHash } from 'node:crypto'

/**
 * An id that follows from others: the same however often it is asked for, so that what was made just before the app was killed
 * is found again instead of made twice. A UUID's form over SHA-256 (RFC 9562, version 8).
 */
export function derivedId(...from: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(from)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
