import { isLoopbackName } from '../network/address'

/**
 * Whether a result may be fetched from here: https on mvsep.com or a host below it, or the very host and port of a
 * job whose API runs on the loopback address; in both cases below /storage/ (API notes §3, download URLs). Checked for
 * the announced address and for every redirect.
 */
export function mayFetchResult(url: string, apiBase: string): boolean {
  if (!URL.canParse(url) || !URL.canParse(apiBase)) return false
  const result = new URL(url)
  const api = new URL(apiBase)
  if (result.username !== '' || result.password !== '') return false
  if (!result.pathname.startsWith('/storage/')) return false
  // A job of the local service fetches from it alone, and no other job may reach into this computer.
  if (isLoopbackName(api.hostname)) return result.protocol === api.protocol && result.host === api.host
  return result.protocol === 'https:' && result.port === '' && /^([a-z0-9-]+\.)*mvsep\.com$/.test(result.hostname)
}
