import { Agent, type AgentOptions, type RequestOptions } from 'node:https'
import { connect as connectPlain, type LookupFunction, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls, type SecureContext } from 'node:tls'
import { AppError } from '../../shared/errors/appError'
import { proxyCredentials } from './proxyCredentials'
import type { Route } from './proxyRoutes'
import { openTunnel, type TunnelTarget } from './tunnel'

export interface RoutedAgentParts {
  /** Tried in this order until one connects. */
  readonly routes: readonly Route[]
  readonly trust: SecureContext
  readonly environment: Readonly<Record<string, string | undefined>>
  /** For each try, in milliseconds. */
  readonly timeoutMs: number
  readonly lookup: LookupFunction
  /** Ends connecting; open connections stay. */
  readonly signal: AbortSignal
}

type Told = (error: Error | null, stream: Duplex) => void

/**
 * An https agent whose connections go the ways a proxy resolver named. Only connecting tries the next way: once a byte of
 * a request could be out, nothing is repeated. TLS is spoken with the server itself, so no proxy reads along.
 */
export class RoutedAgent extends Agent {
  readonly #parts: RoutedAgentParts

  constructor(options: AgentOptions, parts: RoutedAgentParts) {
    super(options)
    this.#parts = parts
  }

  override createConnection(options: RequestOptions, callback?: Told): undefined {
    this.#open(options).then(
      (socket) => callback?.(null, socket),
      // Node hands no stream on with an error; its own types ask for one.
      (error: unknown) => (callback as ((error: unknown) => void) | undefined)?.(error)
    )
  }

  async #open(options: RequestOptions): Promise<Socket> {
    const target = { host: options.host ?? 'localhost', port: Number(options.port ?? 443) }
    let failure: unknown = new AppError('serverUnreachable', { detail: 'no way out' })
    for (const route of this.#parts.routes) {
      try {
        const socket = await this.#through(route, target)
        return connectTls({ ...tlsOptions(options), socket, secureContext: this.#parts.trust, rejectUnauthorized: true })
      } catch (error) {
        failure = error
        if (this.#parts.signal.aborted) break
      }
    }
    throw failure
  }

  #through(route: Route, target: TunnelTarget): Promise<Socket> {
    const { trust, timeoutMs, signal, environment, lookup } = this.#parts
    if (route.kind === 'direct') return connectDirectly(target, lookup, timeoutMs, signal)
    return openTunnel(route, target, { credentials: proxyCredentials(route, environment), trust, timeoutMs, signal })
  }
}

/** Only what concerns TLS: the rest of a request's options is about a socket that exists already. */
const tlsOptions = ({ host, servername }: RequestOptions): { host?: string; servername?: string } => ({
  ...(typeof host === 'string' ? { host } : {}),
  ...(servername === undefined ? {} : { servername })
})

function connectDirectly({ host, port }: TunnelTarget, lookup: LookupFunction, timeoutMs: number, signal: AbortSignal): Promise<Socket> {
  const socket = connectPlain({ host, port, lookup, autoSelectFamily: true })
  return new Promise((resolve, reject) => {
    const end = (error: Error | null): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      if (error === null) resolve(socket)
      else {
        socket.destroy()
        reject(error)
      }
    }
    const abort = (): void => end(new AppError('cancelled'))
    const timer = setTimeout(() => end(new AppError('serverUnreachable', { detail: 'could not connect in time' })), timeoutMs)
    signal.addEventListener('abort', abort, { once: true })
    socket.once('connect', () => end(null))
    socket.once('error', end)
  })
}
