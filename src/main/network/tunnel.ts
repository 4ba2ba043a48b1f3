import { request, type IncomingMessage } from 'node:http'
import { isIP, isIPv6, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext } from 'node:tls'
import { AppError } from '../../shared/errors/appError'
import type { ProxyRoute } from './proxyRoutes'

export interface TunnelTarget {
  /** Name or address, IPv6 without brackets. A name is looked up by the proxy (SOCKS 4a, SOCKS 5). */
  readonly host: string
  readonly port: number
}

export interface TunnelOptions {
  /** Name and password for this proxy; null when none are known. */
  readonly credentials: { readonly name: string; readonly password: string } | null
  /** Whom a proxy behind TLS must be vouched for by. */
  readonly trust: SecureContext
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/**
 * A connection to `target` through a proxy; nothing but names, ports and the credentials is said to the proxy.
 * Throws AppError('proxyRefused') when the proxy does not let us through, 'serverUnreachable' when it could not reach
 * the target, otherwise the connection's own error. CONNECT: RFC 9110, 9.3.6. SOCKS: RFC 1928, 1929.
 */
export const openTunnel = (route: ProxyRoute, target: TunnelTarget, options: TunnelOptions): Promise<Socket> =>
  route.kind === 'http' || route.kind === 'https' ? connectThrough(route, target, options) : socksThrough(route, target, options)

function connectThrough(route: ProxyRoute, { host, port }: TunnelTarget, { credentials, trust, timeoutMs, signal }: TunnelOptions): Promise<Socket> {
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`
  const { host: proxyHost, port: proxyPort } = route
  const client = request({
    host: proxyHost, port: proxyPort, method: 'CONNECT', path: authority, signal,
    ...(route.kind === 'https' ? { createConnection: () => connectTls({
      host: proxyHost, port: proxyPort, ...(isIP(proxyHost) === 0 ? { servername: proxyHost } : {}), secureContext: trust, rejectUnauthorized: true
    }) } : { agent: false }),
    headers: {
      host: authority,
      ...(credentials === null ? {} : { 'proxy-authorization': `Basic ${Buffer.from(`${credentials.name}:${credentials.password}`).toString('base64')}` })
    }
  })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => client.destroy(new AppError('serverUnreachable', { detail: 'the proxy did not answer in time' })), timeoutMs)
    client.on('error', reject)
    client.on('close', () => {
      clearTimeout(timer)
      reject(new AppError('serverUnreachable', { detail: 'the proxy hung up' }))
    })
    client.on('connect', (answer, socket: Socket, head) => {
      clearTimeout(timer)
      const refused = refusalOf(answer)
      if (refused === null) {
        if (head.length > 0) socket.unshift(head)
        resolve(socket)
        return
      }
      socket.destroy()
      reject(refused)
    })
    client.end()
  })
}

/** What a proxy's answer to CONNECT means; null when the way is open. */
function refusalOf({ statusCode = 0 }: IncomingMessage): AppError | null {
  if (statusCode >= 200 && statusCode < 300) return null
  const detail = `the proxy answered HTTP ${statusCode}`
  return new AppError(statusCode >= 500 || statusCode === 429 ? 'serverUnreachable' : 'proxyRefused', { detail })
}

// The library's words for "not with this name and password" and "your rules forbid it"; everything else may pass.
const SOCKS_REFUSAL = /authenticat|NotAllowed|no accepted/i

async function socksThrough(route: ProxyRoute, { host, port }: TunnelTarget, { credentials, timeoutMs, signal }: TunnelOptions): Promise<Socket> {
  const type = route.kind === 'socks5' ? 5 : 4
  // Few have such a proxy, and the library is a tenth of this process's code: it is read when it is needed.
  const { SocksClient } = await import('socks')
  signal.throwIfAborted()
  try {
    const { socket } = await SocksClient.createConnection({
      command: 'connect', timeout: timeoutMs, destination: { host, port },
      proxy: { host: route.host, port: route.port, type, ...(credentials === null ? {} : { userId: credentials.name, password: credentials.password }) }
    })
    if (!signal.aborted) return socket
    socket.destroy()
  } catch (error) {
    throw toProxyError(error)
  }
  throw new AppError('cancelled')
}

// Its error carries all options, name and password included: only its words go on.
function toProxyError(error: unknown): AppError {
  const words = error instanceof Error ? error.message : 'no SOCKS connection'
  return new AppError(SOCKS_REFUSAL.test(words) ? 'proxyRefused' : 'serverUnreachable', { detail: `proxy: ${words}` })
}
