import { FIELD_NAMES, type FieldName } from './algorithm'
import { LONGEST_LINK } from './link'
import { isHash } from './resultLink'

/** The scheme of addresses that open the app. */
export const DEEP_LINK_SCHEME = 'unbraid'

/** What an address may ask for. All of it only fills in what a person then sees, and may send or not. */
export type DeepLink =
  | {
      readonly verb: 'separate'
      /** Addresses of songs, as they were written: whoever takes them looks at them first. */
      readonly urls: readonly string[]
      /** Null where it names none. */
      readonly renderId: number | null
      readonly options: Readonly<Partial<Record<FieldName, string>>>
    }
  | { readonly verb: 'open'; readonly hash: string }

const LONGEST = 8_000
const LONGEST_OPTION = 500
const MOST_URLS = 20
const HIGHEST_RENDER_ID = 1_000_000

/**
 * The wish behind an `unbraid://` address; null for everything else. Verbs and names are those of a list: what is not on it
 * makes the whole address nothing (verbs) or is passed over (names). Never throws.
 */
export function readDeepLink(text: string): DeepLink | null {
  // Control characters and spaces are dropped or bent by URL parsers, each in its own way.
  if (text.length > LONGEST || !/^unbraid:\/\/[\x21-\x7e]+$/i.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol !== `${DEEP_LINK_SCHEME}:` || url.username !== '' || url.password !== '' || url.port !== '' || !/^\/*$/.test(url.pathname)) return null
  switch (url.hostname.toLowerCase()) {
    case 'separate': return readSeparate(url.searchParams)
    case 'open': return readOpen(url.searchParams)
    default: return null
  }
}

function readOpen(words: URLSearchParams): DeepLink | null {
  const [hash, ...others] = words.getAll('hash')
  return hash === undefined || others.length > 0 || !isHash(hash) || hasControls(hash) ? null : { verb: 'open', hash }
}

function readSeparate(words: URLSearchParams): DeepLink | null {
  const urls = words.getAll('url')
  if (urls.length > MOST_URLS || !urls.every(isPlainWebAddress)) return null
  const [algorithm = null, ...others] = words.getAll('algorithm')
  if (others.length > 0 || (algorithm !== null && (!/^\d{1,7}$/.test(algorithm) || Number(algorithm) > HIGHEST_RENDER_ID))) return null
  const options: Partial<Record<FieldName, string>> = {}
  for (const name of FIELD_NAMES) {
    const [value, ...more] = words.getAll(name)
    if (more.length > 0 || (value !== undefined && (value.length > LONGEST_OPTION || hasControls(value)))) return null
    if (value !== undefined) options[name] = value
  }
  if (urls.length === 0 && algorithm === null) return null
  return { verb: 'separate', urls, renderId: algorithm === null ? null : Number(algorithm), options }
}

const hasControls = (text: string): boolean => /\p{Control}/u.test(text)

const isPlainWebAddress = (text: string): boolean =>
  text.length <= LONGEST_LINK && /^https?:\/\/[^\s\p{Control}<>"]+$/iu.test(text) && URL.canParse(text)
