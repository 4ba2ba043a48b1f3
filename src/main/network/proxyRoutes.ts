/** One way out of this computer. Host without brackets, port 1..65535. */
export type Route = DirectRoute | ProxyRoute
export interface DirectRoute {
  readonly kind: 'direct'
}
export interface ProxyRoute {
  readonly kind: 'http' | 'https' | 'socks4' | 'socks5'
  readonly host: string
  readonly port: number
}

export const DIRECT: DirectRoute = { kind: 'direct' }

// `PROXY` is spoken to in the clear (what goes through it is encrypted all the same), `HTTPS` is a proxy behind TLS.
const KINDS: Readonly<Record<string, { readonly kind: ProxyRoute['kind']; readonly port: number }>> = {
  PROXY: { kind: 'http', port: 80 },
  HTTP: { kind: 'http', port: 80 },
  HTTPS: { kind: 'https', port: 443 },
  SOCKS: { kind: 'socks4', port: 1080 },
  SOCKS4: { kind: 'socks4', port: 1080 },
  SOCKS5: { kind: 'socks5', port: 1080 }
}

/**
 * Reads what a PAC file or Chromium's proxy resolver answers ("PROXY a:8080; SOCKS5 b:1080; DIRECT"): the ways to try,
 * in their order. What cannot be read is left out; nothing readable at all means the direct way, as browsers do.
 */
export function toRoutes(answer: string): readonly Route[] {
  const routes = answer.split(';').flatMap((entry) => toRoute(entry.trim()) ?? [])
  return routes.length === 0 ? [DIRECT] : routes
}

function toRoute(entry: string): Route | null {
  const [word = '', address = ''] = entry.split(/\s+/)
  if (word.toUpperCase() === 'DIRECT') return DIRECT
  const known = KINDS[word.toUpperCase()]
  if (known === undefined || address === '' || !URL.canParse(`http://${address}`)) return null
  const { hostname, port, username } = new URL(`http://${address}`)
  if (hostname === '' || username !== '') return null
  // URL drops the port that is usual for http, so 80 can be both what was written and what was not.
  const written = port !== '' ? Number(port) : /:80$/.test(address) ? 80 : known.port
  return { kind: known.kind, host: hostname.replace(/^\[|\]$/g, ''), port: written }
}

/** One word for a list of ways, to tell equal ones. */
export const routesKey = (routes: readonly Route[]): string =>
  routes.map((route) => (route.kind === 'direct' ? 'direct' : `${route.kind}://${route.host}:${route.port}`)).join(' ')
