import { Agent as HttpsAgent } from 'node:https'
import got, { type PlainResponse } from 'got'
import { AppError } from '../../shared/errors/appError'
import { directConnections, type Connections } from '../network/connections'
import { parseAddress } from './apiBase'
import { toNetworkError } from './networkError'
import type { HttpAnswer } from './types'

export interface HttpTimeouts {
  /** Name lookup, connection and TLS handshake, each. */
  readonly connectMs: number
  /** From the request being sent to the first byte of the answer. */
  readonly responseMs: number
  /** Silence in the middle of an answer. */
  readonly idleMs: number
  /** The whole request. */
  readonly wholeMs: number
}

export interface HttpOptions {
  readonly userAgent: string
  /** The ways out of this computer, their owner's to close; by default direct ones of our own, closed by `dispose`. */
  readonly connections?: Connections | undefined
  readonly timeouts?: Partial<HttpTimeouts> | undefined
  readonly maximumBodyBytes?: number | undefined
}

export interface GetOptions {
  readonly query?: Fields
  readonly signal?: AbortSignal | undefined
  /** From the request being sent to the first byte of the answer, in milliseconds; by default the transport's own. */
  readonly responseMs?: number
}

export type Fields = Readonly<Record<string, string | number | null | undefined>>

/**
 * Small requests to the service: one try each, bounded in time and size, never to another host than the one asked.
 * Both throw AppError: 'offline' | 'serverUnreachable' | 'tlsFailed' | 'proxyRefused' | 'notMvsep' | 'cancelled' | 'invalidInput'.
 * Any answer at all is an answer, whatever its status; readAnswer says what it means.
 */
export interface Http {
  get(url: string, options?: GetOptions): Promise<HttpAnswer>
  /** POSTs an urlencoded form. */
  postForm(url: string, fields: Fields, signal?: AbortSignal): Promise<HttpAnswer>
  /** Closes the idle connections. */
  dispose(): void
}

const DEFAULT_TIMEOUTS: HttpTimeouts = { connectMs: 10_000, responseMs: 30_000, idleMs: 30_000, wholeMs: 120_000 }
const MAXIMUM_BODY_BYTES = 8 * 1024 * 1024

/** Builds the transport. Its owner calls `dispose`. */
export function createHttp(options: HttpOptions): Http {
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts }
  const maximumBodyBytes = options.maximumBodyBytes ?? MAXIMUM_BODY_BYTES
  const connections = options.connections ?? directConnections()

  const send = async (method: 'GET' | 'POST', url: URL, form: string | null, signal: AbortSignal | undefined, responseMs = timeouts.responseMs): Promise<HttpAnswer> => {
    if (isAborted(signal)) throw new AppError('cancelled')
    // A kept connection may be closing just now, and a POST must not be sent twice: each one opens its own.
    const agent = await connections.agentFor(url, { isFresh: method === 'POST' })
    const request = got.stream(url, {
      method,
      headers: {
        'user-agent': options.userAgent,
        accept: 'application/json',
        ...(form === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' })
      },
      ...(form === null ? {} : { body: form }),
      agent: agent instanceof HttpsAgent ? { https: agent } : { http: agent },
      ...(signal === undefined ? {} : { signal }),
      throwHttpErrors: false,
      retry: { limit: 0 },
      maxRedirects: 3,
      followRedirect: (answer) => method === 'GET' && staysAtHost(answer),
      timeout: {
        lookup: timeouts.connectMs,
        connect: timeouts.connectMs,
        secureConnect: timeouts.connectMs,
        response: responseMs,
        socket: timeouts.idleMs,
        request: timeouts.wholeMs
      }
    })
    let head: PlainResponse | null = null
    request.once('response', (response: PlainResponse) => {
      head = response
    })
    try {
      const body = await readWhole(request, maximumBodyBytes)
      return toAnswer(head, body)
    } catch (error) {
      throw isAborted(signal) ? new AppError('cancelled') : toNetworkError(error)
    } finally {
      request.destroy()
    }
  }

  return {
    get: async (address, { query, signal, responseMs } = {}) => {
      const url = parseAddress(address)
      for (const [name, value] of toPairs(query)) url.searchParams.set(name, value)
      return send('GET', url, null, signal, responseMs)
    },
    postForm: async (address, fields, signal) =>
      send('POST', parseAddress(address), new URLSearchParams(toPairs(fields)).toString(), signal),
    dispose() {
      if (options.connections === undefined) connections.dispose()
    }
  }
}

async function readWhole(chunks: AsyncIterable<unknown>, maximumBytes: number): Promise<string> {
  const parts: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of chunks) {
    if (!Buffer.isBuffer(chunk)) continue
    sizeBytes += chunk.length
    if (sizeBytes > maximumBytes) throw new AppError('notMvsep', { detail: `answer larger than ${maximumBytes} bytes` })
    parts.push(chunk)
  }
  return Buffer.concat(parts).toString('utf8')
}

function toAnswer(head: PlainResponse | null, body: string): HttpAnswer {
  if (head === null) throw new AppError('serverUnreachable', { detail: 'no answer' })
  return { statusCode: head.statusCode, headers: head.headers, body }
}

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true

function staysAtHost(answer: PlainResponse): boolean {
  const location = answer.headers.location
  if (location === undefined || !URL.canParse(location, answer.url)) return false
  return new URL(location, answer.url).origin === new URL(answer.url).origin
}

function toPairs(fields: Fields = {}): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, String(value)]]))
}
