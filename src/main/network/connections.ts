import { lookup as systemLookup } from 'node:dns'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'
import { rootCertificates } from 'node:tls'
import { isLoopbackName } from './address'
import { publicOnly } from './publicLookup'
import { RoutedAgent } from './routedAgent'
import { DIRECT, type Route, routesKey, toRoutes } from './proxyRoutes'
import { createTrust } from './trust'

export interface ConnectionsParts {
  /** The ways to an address in the words of a PAC file; Electron's session.resolveProxy. Without it every way is direct. */
  readonly resolveProxy?: ((url: string) => Promise<string>) | undefined
  /** Whom servers must be vouched for by, PEM; read once, at the first connection. */
  readonly authorities: () => readonly string[]
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined
  readonly lookup?: LookupFunction | undefined
  /** Whether this computer's network is still the same; any text that changes with it, null while it cannot be told. */
  readonly networkMark?: (() => string | null) | undefined
  /** For each try to connect, in milliseconds. */
  readonly connectTimeoutMs?: number | undefined
}

export interface ConnectionUse {
  /** A socket of its own, for what must not be sent twice; otherwise an idle one may be used again. */
  readonly isFresh: boolean
  /** Refuses names that lead to this computer or its own network ('resultUntrusted'); for addresses a server named. */
  readonly isPublicOnly?: boolean
}

/** Every connection to a service is made here: system proxy and PAC, trusted authorities, name lookup. */
export interface Connections {
  /** The agent for one request. Throws nothing: where the way cannot be found out, it is the direct one. */
  agentFor(url: URL, use: ConnectionUse): Promise<HttpAgent | HttpsAgent>
  /** Forgets the ways known so far and lets idle connections go; done by itself when the network changes. */
  forget(): void
  dispose(): void
}

const CONNECT_TIMEOUT_MS = 20_000
const RESOLVE_TIMEOUT_MS = 10_000
const WAYS_KEPT_MS = 60_000
// RFC 8305, 5: the next address is tried after this long without an answer of the one before.
const NEXT_ADDRESS_MS = 250

/** Builds the connections. Its owner calls `dispose`. */
export function createConnections(parts: ConnectionsParts): Connections {
  const { lookup = systemLookup, networkMark = interfaceMark } = parts
  const ways = new Map<string, { readonly routes: Promise<readonly Route[]>; readonly untilMs: number }>()
  const agents = new Map<string, HttpAgent | HttpsAgent>()
  const closing = new AbortController()
  let trust: ReturnType<typeof createTrust> | null = null
  let mark = networkMark()

  const forget = (): void => {
    ways.clear()
    for (const agent of agents.values()) letIdleGo(agent)
    agents.clear()
  }

  const waysTo = (url: URL): Promise<readonly Route[]> => {
    const { resolveProxy } = parts
    // This computer's own service is never asked for through a proxy; and only https ever leaves this computer.
    if (resolveProxy === undefined || isLoopbackName(url.hostname) || url.protocol !== 'https:') return Promise.resolve([DIRECT])
    const known = ways.get(url.origin)
    if (known !== undefined && known.untilMs > performance.now()) return known.routes
    // The origin alone: paths and queries may hold a token or a bearer link, and a PAC file is a stranger's program.
    const routes = withDeadline(resolveProxy(`${url.origin}/`)).then(toRoutes, () => [DIRECT])
    ways.set(url.origin, { routes, untilMs: performance.now() + WAYS_KEPT_MS })
    return routes
  }

  const build = (url: URL, routes: readonly Route[], use: ConnectionUse): HttpAgent | HttpsAgent => {
    const options = {
      keepAlive: !use.isFresh, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
      lookup: use.isPublicOnly === true ? publicOnly(lookup) : lookup
    }
    if (url.protocol !== 'https:') return new HttpAgent(options)
    trust ??= createTrust(parts.authorities())
    if (routes.every(({ kind }) => kind === 'direct')) return new HttpsAgent({ ...options, secureContext: trust, rejectUnauthorized: true })
    const { environment = {}, connectTimeoutMs: timeoutMs = CONNECT_TIMEOUT_MS } = parts
    return new RoutedAgent({ keepAlive: options.keepAlive }, { routes, trust, environment, timeoutMs, signal: closing.signal, lookup: options.lookup })
  }

  return {
    async agentFor(url, use) {
      const now = networkMark()
      if (now !== null && now !== mark) {
        forget()
        mark = now
      }
      const routes = await waysTo(url)
      const key = [url.protocol, use.isFresh, use.isPublicOnly === true, routesKey(routes)].join(' ')
      const agent = agents.get(key) ?? build(url, routes, use)
      agents.set(key, agent)
      return agent
    },
    forget,
    dispose() {
      closing.abort()
      for (const agent of agents.values()) agent.destroy()
      agents.clear()
      ways.clear()
    }
  }
}

/** Connections without a proxy, trusting what the runtime trusts by itself. */
export const directConnections = (): Connections => createConnections({ authorities: () => rootCertificates })

/** Closes what nobody uses now, and keeps what is in use from being kept afterwards. */
function letIdleGo(agent: HttpAgent | HttpsAgent): void {
  agent.maxFreeSockets = 0
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy()
}

/** The addresses this computer has on its networks; null where the system does not tell, as while too many files are open. */
function interfaceMark(): string | null {
  try {
    return Object.values(networkInterfaces()).flatMap((all) => all ?? []).filter(({ internal }) => !internal).map(({ cidr, mac }) => `${cidr} ${mac}`).sort().join(' ')
  } catch {
    return null // a way that is forgotten too late is found out again within a minute
  }
}

function withDeadline(answer: Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer from the proxy resolver')), RESOLVE_TIMEOUT_MS)
    answer.then(resolve, reject).finally(() => clearTimeout(timer)).catch(() => undefined)
  })
}
