import { toLabel } from '../text/visibleText'
import { isInnerHost } from './innerNetworks'

/** Where a link leads, as the service wants to be told (API notes §2, `remote_type`). */
export const REMOTE_TYPES = ['direct', 'mega', 'drive', 'dropbox'] as const
export type RemoteType = (typeof REMOTE_TYPES)[number]

/** More than this nobody sends as an address; signed ones take about two thousand characters. */
export const LONGEST_LINK = 4_000

/** Whether a text is an address on the web that holds no name and no password. */
export function isWebLink(text: string): boolean {
  if (text.length > LONGEST_LINK || !URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === ''
}

/** Sound that the service fetches itself. */
export interface Link {
  readonly url: string
  readonly remoteType: RemoteType
}

const SHARES: readonly (readonly [hosts: RegExp, RemoteType])[] = [
  [/^mega\.(?:nz|co\.nz|io)$/, 'mega'],
  [/^(?:drive\.google\.com|docs\.google\.com|drive\.usercontent\.google\.com)$/, 'drive'],
  [/^(?:dropbox\.com|(?:[a-z0-9-]+\.)?dropboxusercontent\.com)$/, 'dropbox']
]

/** The kind of a link as its host tells it; `hostname` as in a URL, with or without "www.". */
export function remoteTypeOf(hostname: string): RemoteType {
  const host = hostname.toLowerCase().replace(/\.$/, '').replace(/^www\./, '')
  return SHARES.find(([hosts]) => hosts.test(host))?.[1] ?? 'direct'
}

/** Why a service cannot take a link: it only takes files' own addresses · nobody but this network can reach the place. */
export type LinkTrouble = 'directOnly' | 'innerHost'

/** What stands against giving this link to a service; null when nothing does. The service on this computer reaches its own network. */
export function linkTrouble({ url, remoteType }: Link, isLocal: boolean): LinkTrouble | null {
  if (isLocal) return remoteType === 'direct' ? null : 'directOnly'
  return URL.canParse(url) && isInnerHost(new URL(url).hostname) ? 'innerHost' : null
}

/** Where a link lies, beside what it is called: its host, or its path where it is called after the host. The text itself where it is no address. */
export function placeOfLink(url: string, name: string): string {
  if (!URL.canParse(url)) return url
  const { host, hostname, pathname } = new URL(url)
  return name === hostname ? toLabel(decoded(pathname), LONGEST_NAME) : host.replace(/^www\./, '')
}

/** What to call a link before anybody knows its title: the file's name in it, else its host. Never rejects: not an address is called as it stands. */
export function nameOfLink(url: string): string {
  if (!URL.canParse(url)) return url.slice(0, LONGEST_NAME)
  const { pathname, hostname } = new URL(url)
  const last = toLabel(decoded(pathname.split('/').filter((part) => part !== '').at(-1) ?? '')).slice(-LONGEST_NAME)
  return /[^.\s]\.[a-z0-9]{2,5}$/i.test(last) ? last : hostname
}

/** Whether a name ends like that of a sound or video file: a host's name and "get.php" do not tell a title. */
export const isSoundName = (name: string): boolean =>
  /\.(?:wave?|flac|mp[1234]|m4[abrv]|aac|ogg|oga|opus|wma|aiff?|aifc|caf|ape|wv|amr|ac3|webm|mkv|mov|avi|3gp)$/i.test(name)

const LONGEST_NAME = 120

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
