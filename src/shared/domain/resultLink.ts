import { toLabel } from '../text/visibleText'

/** A job at the service as somebody names it from outside: by its hash, or by an address that holds one. */
export interface ResultAddress {
  readonly hash: string
  /** The API base the address belongs to; null for a bare hash. Untrusted: main decides whether it may be asked. */
  readonly apiBase: string | null
}

const LONGEST_TEXT = 2_000
/** `YYYYMMDDHHMMSS-<hex>-<slug of the file's name>` (API notes §2). */
const HASH = /^\d{14}-[0-9a-f]{6,40}-[^\s/\\?#&<>"]{1,300}$/i
const PARTS = /^\d{14}-[0-9a-f]+-(.+)$/i

/** Whether a text has the shape of a job's hash. */
export const isHash = (text: string): boolean => HASH.test(text)

/**
 * The job named by a pasted text: a bare hash, a result page's address with `?hash=` or ending in the hash, a
 * separation/get link, or the `data.link` of create. Null for anything else.
 */
export function readResultLink(text: string): ResultAddress | null {
  const trimmed = text.trim()
  if (trimmed.length > LONGEST_TEXT) return null
  if (isHash(trimmed)) return { hash: trimmed, apiBase: null }
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  const hash = url.searchParams.get('hash')?.trim() ?? lastPart(url.pathname)
  if (hash === null || !isHash(hash) || url.username !== '' || url.password !== '') return null
  // Pages and the API of one node stand under one name (API notes §1).
  return { hash, apiBase: `${url.origin}/api` }
}

/** The readable name inside a hash: `20240212161927-413c481b80-10-track.mp3` gives `10 track.mp3`; null without one. */
export function nameInHash(hash: string): string | null {
  const slug = PARTS.exec(hash)?.[1]
  return slug === undefined ? null : toLabel(slug.replace(/[-_\s]+/g, ' ')) || null
}

function lastPart(pathname: string): string | null {
  const part = pathname.split('/').filter((each) => each !== '').at(-1)
  try {
    return part === undefined ? null : decodeURIComponent(part)
  } catch {
    return null
  }
}
