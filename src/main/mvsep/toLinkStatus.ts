import { pinApiBase } from './apiBase'
import { toRemoteStatus } from './toDomain'
import { toOneLine } from './plainText'
import type { RemoteStatus } from './types'
import { linkStatusWire } from './wire'

// "Your audio file is being downloaded, please wait a while..."
const FETCHING = /being downloaded|please wait/i

/**
 * What separation/get-remote says of a link that is being fetched (API notes §4). Refusals while it is fetched ("please wait",
 * not_found) read as "not found": the poller forgives them for a while, the former for longer. Null when it says nothing at all.
 */
export function toLinkStatus(json: unknown, usedBase: string): RemoteStatus | null {
  const { success, status, message, data } = linkStatusWire.parse(json)
  const hash = data.hash?.trim() || hashIn(data.link)
  if (status === 'done' && hash) return { status: 'fetched', remote: { hash, apiBase: pinApiBase(data.link, usedBase) } }
  const words = toOneLine(data.message ?? message ?? '') || null
  if (success === false && status !== 'failed') {
    const refusal = { status: 'notFound', message: words } as const
    return words !== null && FETCHING.test(words) ? { ...refusal, isFetching: true } : refusal
  }
  if (status === 'done') return { status: 'processing', message: null } // without the hash it is not done for us
  return toRemoteStatus(json)
}

/** The hash that an address of the API names. */
export const hashIn = (link: string | null): string | null => (link !== null && URL.canParse(link) ? new URL(link).searchParams.get('hash') : null)
