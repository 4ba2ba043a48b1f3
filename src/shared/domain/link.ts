import { toLabel } from '../text/visibleText'

/** Where a link leads, as the service wants to be told (API notes §2, `remote_type`). */
export const REMOTE_TYPES = ['direct', 'mega', 'drive', 'dropbox'] as const
export type RemoteType = (typeof REMOTE_TYPES)[number]

/** Sound that the service fetches itself. */
export interface Link {
  readonly url: string
  readonly remoteType: RemoteType
}

/** What to call a link before anybody knows its title: the file's name in it, else its host. Never rejects: not an address is called as it stands. */
export function nameOfLink(url: string): string {
  if (!URL.canParse(url)) return url.slice(0, LONGEST_NAME)
  const { pathname, hostname } = new URL(url)
  const last = toLabel(decoded(pathname.split('/').filter((part) => part !== '').at(-1) ?? '')).slice(-LONGEST_NAME)
  return /[^.\s]\.[a-z0-9]{2,5}$/i.test(last) ? last : hostname
}

const LONGEST_NAME = 120

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
