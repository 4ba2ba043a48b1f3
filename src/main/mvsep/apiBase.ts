import { AppError } from '../../shared/errors/appError'

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])
const GET_PATHS: readonly string[] = ['/api/separation/get', '/api/separation/get-remote']

/** Whether requests may go to this address: https anywhere, plain http only to this computer. */
function isSafeAddress(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname))
}

/** Parses an address to send a request to. Throws AppError('invalidInput') for one that is not safe. */
export function parseAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  // The address itself stays out of the error: it may hold a token.
  if (url === null || !isSafeAddress(url)) throw new AppError('invalidInput', { detail: 'the address must begin with https://' })
  return url
}

/** An API base as we keep it: no query, no trailing slash. Throws AppError('invalidInput') for one that is not safe. */
export function parseApiBase(text: string): string {
  const url = parseAddress(text.trim())
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

const isMvsepHost = (url: URL): boolean =>
  url.protocol === 'https:' && url.port === '' && (url.hostname === 'mvsep.com' || url.hostname.endsWith('.mvsep.com'))

/**
 * The API base to ask for a job somebody named by an address: the base in use (`ownBase`), or any of MVSEP's own names
 * where that is one of them: a token is never for two houses. Without an address `ownBase`. Throws AppError('invalidInput') for anybody else's.
 */
export function adoptableBase(given: string | undefined, ownBase: string): string {
  if (given === undefined) return ownBase
  const url = parseAddress(given)
  if (url.origin === new URL(ownBase).origin) return ownBase
  if (isMvsepHost(url) && isMvsepHost(new URL(ownBase))) return `${url.origin}/api`
  throw new AppError('invalidInput', { detail: 'not an address of MVSEP' })
}

/**
 * The API base a new job belongs to: the node in create's `data.link` when it may be trusted with the token, else the
 * base that was asked. MVSEP's public names send to each other; any other server only to itself (API notes §1).
 */
export function pinApiBase(link: string | null, usedBase: string): string {
  if (link === null || !URL.canParse(link)) return usedBase
  const linked = new URL(link)
  const used = new URL(usedBase)
  if (isMvsepHost(linked) && isMvsepHost(used) && GET_PATHS.includes(linked.pathname)) return `${linked.origin}/api`
  return usedBase
}
