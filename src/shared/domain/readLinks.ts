import { toLabel } from '../text/visibleText'
import { isWebLink, linkTrouble, LONGEST_LINK, remoteTypeOf, type Link } from './link'
import { readResultLink } from './resultLink'

/** At most this many are taken from one text. */
export const MOST_LINKS = 100

/**
 * Why something that looks like a link is not taken: it is no address on the web · it holds a name or a password · it is too long
 * to be sent · it leads to results, which are opened and not separated · MVSEP cannot reach the place.
 */
export type LinkRefusal = 'notWeb' | 'credentials' | 'tooLong' | 'result' | 'innerHost'

export interface RefusedLink {
  /** How it begins, without a password. */
  readonly shown: string
  readonly why: LinkRefusal
}

/** What a text holds, in its order, each once. */
export interface ReadLinks {
  readonly links: readonly Link[]
  readonly refused: readonly RefusedLink[]
  /** Links beyond the most that are taken. */
  readonly left: number
}

const LONGEST_TEXT = 1_000_000
const LONGEST_SHOWN = 80
// What no address holds unescaped: these part one from the next, or from the words around it.
const BETWEEN = /[\s<>"`“”„«»]+/
// A comma is a legal part of an address, but not before the next one.
const COMMA = /[,;|](?=https?:\/\/)/i
const WEB = /https?:\/\//i
const OTHER_SCHEME = /^[('[]*(?:(?!https?:)[a-z][a-z0-9+.-]*:\/\/|(?:javascript|vbscript|data|file|blob):)/i

/**
 * Every link in a pasted or dropped text: one a line, among words, in Markdown or as a list with commas. Never throws; what it
 * gives are http and https addresses without credentials, and public ones unless the service on this computer is to fetch them.
 * A text of more than a million characters is read up to there.
 */
export function readLinks(text: string, isLocal: boolean): ReadLinks {
  const found = new Map<string, Link>()
  const refused = new Map<string, RefusedLink>()
  for (const piece of text.slice(0, LONGEST_TEXT).split(BETWEEN).flatMap((word) => word.split(COMMA))) {
    const read = readOne(piece, isLocal)
    if (read === null) continue
    if ('url' in read) found.set(read.url, read)
    else refused.set(`${read.why} ${read.shown}`, read)
  }
  const links = [...found.values()]
  return { links: links.slice(0, MOST_LINKS), refused: [...refused.values()].slice(0, MOST_LINKS), left: Math.max(0, links.length - MOST_LINKS) }
}

function readOne(piece: string, isLocal: boolean): Link | RefusedLink | null {
  const refuse = (why: LinkRefusal, shown = piece): RefusedLink => ({ shown: toLabel(shown.slice(0, LONGEST_LINK), LONGEST_SHOWN), why })
  if (OTHER_SCHEME.test(piece)) return refuse('notWeb')
  const start = piece.search(WEB)
  if (start < 0) return null
  const address = withoutEnd(piece.slice(start))
  if (address.length > LONGEST_LINK) return refuse('tooLong', address)
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') return refuse('credentials', `${url.protocol}//${url.host}${url.pathname}`)
  if (readResultLink(address) !== null) return refuse('result', address)
  if (!isWebLink(url.href)) return refuse('tooLong', address)
  const link: Link = { url: url.href, remoteType: remoteTypeOf(url.hostname) }
  return linkTrouble(link, isLocal) === 'innerHost' ? refuse('innerHost', address) : link
}

/** Takes off what belongs to the sentence around an address: full stops and the like, and brackets that were opened before it. */
function withoutEnd(address: string): string {
  let end = address.length
  const surplus = { ')': count(address, ')') - count(address, '('), ']': count(address, ']') - count(address, '[') }
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1)
    if (last === ')' || last === ']') {
      if (surplus[last] <= 0) break
      surplus[last] -= 1
    } else if (!/[.,;:!?'’*…]/.test(last)) break
  }
  return address.slice(0, end)
}

const count = (text: string, part: string): number => text.split(part).length - 1
