import type { ProxyRoute } from './proxyRoutes'

export interface ProxyCredentials {
  readonly name: string
  readonly password: string
}

const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'] as const

/**
 * Name and password for a proxy, where a proxy variable of the environment names the very same one with them
 * (`http://name:password@proxy:8080`): the system's settings and PAC files say where a proxy is, never who asks.
 */
export function proxyCredentials({ host, port }: ProxyRoute, environment: Readonly<Record<string, string | undefined>>): ProxyCredentials | null {
  for (const variable of VARIABLES) {
    const address = environment[variable]
    if (address === undefined || !URL.canParse(address)) continue
    const url = new URL(address)
    const written = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
    const same = url.hostname.replace(/^\[|\]$/g, '') === host && written === port
    if (same && url.username !== '') return { name: decode(url.username), password: decode(url.password) }
  }
  return null
}

/** Percent-decoded where that is possible; a lone percent sign stays one. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
