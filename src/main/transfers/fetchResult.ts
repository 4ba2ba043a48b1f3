import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { AppError } from '../../shared/errors/appError'
import { mayFetchResult } from './resultUrlPolicy'

export interface ResultRequest {
  readonly url: string
  /** The job's API base: decides which addresses its results may come from. */
  readonly apiBase: string
  /** Range and If-Range of a resumed download; empty otherwise. */
  readonly headers: Readonly<Record<string, string>>
  readonly idleTimeoutMs: number
  readonly signal: AbortSignal
}

const MOST_REDIRECTS = 5

/**
 * GETs a result file and answers its response, body unread. Redirects are followed by hand, each hop checked; no token,
 * cookie or Referer is ever sent. Throws 'resultUntrusted' for an address outside the policy, otherwise Node's errors.
 */
export async function fetchResult(request: ResultRequest): Promise<IncomingMessage> {
  let url = request.url
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    if (!mayFetchResult(url, request.apiBase)) throw new AppError('resultUntrusted', { detail: hostOf(url) })
    const response = await get(url, request)
    const { statusCode = 0, headers } = response
    if (statusCode < 300 || statusCode > 399 || headers.location === undefined) return response
    response.destroy()
    if (!URL.canParse(headers.location, url)) throw new AppError('resultUntrusted', { detail: 'unreadable redirect' })
    url = new URL(headers.location, url).href
  }
  throw new AppError('resultUntrusted', { detail: 'too many redirects' })
}

/** The host alone: result addresses are bearer links and stay out of messages and logs. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'unreadable address')

function get(url: string, { headers, idleTimeoutMs, signal }: ResultRequest): Promise<IncomingMessage> {
  const options = { agent: false as const, signal, headers: { accept: '*/*', 'accept-encoding': 'identity', ...headers } }
  return new Promise((resolve, reject) => {
    const client = url.startsWith('https:') ? httpsRequest(url, options) : httpRequest(url, options)
    client.on('response', resolve)
    client.on('error', reject)
    client.setTimeout(idleTimeoutMs, () => {
      client.destroy(new AppError('serverUnreachable', { detail: 'no byte moved for too long' }))
    })
    client.end()
  })
}
