import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { AppError } from '../../shared/errors/appError'
import { endUnlessConnected } from '../network/connectDeadline'
import { isLoopbackName } from '../network/address'
import { createBodyReads, type BodyReads } from '../network/bodyReads'
import { directConnections, type Connections } from '../network/connections'
import { watchRate, type MinimumRate } from '../network/minimumRate'
import { mayFetchResult } from './resultUrlPolicy'

export interface ResultRequest {
  readonly url: string
  /** The job's API base: decides which addresses its results may come from. */
  readonly apiBase: string
  /** Range and If-Range of a resumed download; empty otherwise. */
  readonly headers: Readonly<Record<string, string>>
  readonly idleTimeoutMs: number
  /** The ways out of this computer; by default direct ones. */
  readonly connections?: Connections | undefined
  /** Slower answers are given up; by default none is. */
  readonly minimumRate?: MinimumRate | undefined
  readonly signal: AbortSignal
}

const MOST_REDIRECTS = 5
const CONNECT_TIMEOUT_MS = 30_000

export interface ResultAnswer {
  readonly response: IncomingMessage
  /** Hands out its body. */
  readonly reads: BodyReads
}

/**
 * GETs a result file and answers its response, body unread. Redirects are followed by hand, each hop checked, also where its
 * name leads; no token, cookie or Referer is ever sent.
 * Throws 'resultUntrusted' for an address outside the policy, otherwise Node's errors.
 */
export async function fetchResult(request: ResultRequest): Promise<ResultAnswer> {
  let url = request.url
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    if (!mayFetchResult(url, request.apiBase)) throw new AppError('resultUntrusted', { detail: hostOf(url) })
    const answer = await get(new URL(url), request)
    const { statusCode = 0, headers } = answer.response
    if (statusCode < 300 || statusCode > 399 || headers.location === undefined) return answer
    answer.response.destroy()
    if (!URL.canParse(headers.location, url)) throw new AppError('resultUntrusted', { detail: 'unreadable redirect' })
    url = new URL(headers.location, url).href
  }
  throw new AppError('resultUntrusted', { detail: 'too many redirects' })
}

/** The host alone: result addresses are bearer links and stay out of messages and logs. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'unreadable address')

async function get(url: URL, request: ResultRequest): Promise<ResultAnswer> {
  const { headers, idleTimeoutMs, signal, connections = directConnections() } = request
  // Only the service on this computer may answer from an inner address; the policy has let no other one through to here.
  const agent = await connections.agentFor(url, { isFresh: true, isPublicOnly: !isLoopbackName(url.hostname) })
  const reads = createBodyReads()
  const options = { agent, signal, onread: reads.onread, headers: { accept: '*/*', 'accept-encoding': 'identity', ...headers } }
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? httpsRequest(url, options) : httpRequest(url, options)
    endUnlessConnected(client, CONNECT_TIMEOUT_MS)
    client.on('response', (response) => {
      const { socket } = response
      const isIdle = (): boolean => response.isPaused() || socket.isPaused()
      const stop = watchRate(request.minimumRate, () => socket.bytesRead, isIdle, (error) => response.destroy(error))
      response.once('close', stop)
      resolve({ response, reads })
    })
    client.on('error', reject)
    client.setTimeout(idleTimeoutMs, () => {
      client.destroy(new AppError('serverUnreachable', { detail: 'no byte moved for too long' }))
    })
    client.end()
  })
}
