import { retryAfterOf } from './answer'
import type { Http } from './http'
import { numberWire } from './tolerant'
import type { HttpAnswer, PostMultipart } from './types'

/** Whose turn it is to ask a host; the job engine's request budget. */
export interface Pace {
  run<T>(ticket: { readonly host: string; readonly kind: 'person'; readonly urgency: () => number }, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T>
  toldRemaining(host: string, remaining: number): void
  toldRest(host: string, delayMs: number | undefined): void
}

/** The one endpoint whose caller takes its turn itself, by how likely a job is to be done. */
const STATUS_PATH = '/separation/get'

/**
 * Requests and uploads that keep to a budget: every one takes its turn first, and what the host says of its limits is
 * passed on. `isCounted` tells the hosts that count; the service on this computer does not.
 */
export function paceRequests(http: Http, post: PostMultipart, pace: Pace, isCounted: (url: string) => boolean): { readonly http: Http; readonly postMultipart: PostMultipart } {
  const listened = async (url: string, answering: Promise<HttpAnswer>): Promise<HttpAnswer> => {
    const answer = await answering
    const remaining = numberWire.parse(answer.headers['x-ratelimit-remaining'])
    if (remaining !== null) pace.toldRemaining(hostOf(url), Math.max(0, remaining))
    if (asksForRest(answer.statusCode)) pace.toldRest(hostOf(url), retryAfterOf(answer))
    return answer
  }
  const inTurn = (url: string, signal: AbortSignal | undefined, ask: () => Promise<HttpAnswer>): Promise<HttpAnswer> => {
    if (!isCounted(url)) return ask()
    if (url.endsWith(STATUS_PATH)) return listened(url, ask())
    return pace.run({ host: hostOf(url), kind: 'person', urgency: () => 0 }, signal, () => listened(url, ask()))
  }
  return {
    http: {
      get: (url, options) => inTurn(url, options?.signal, () => http.get(url, options)),
      postForm: (url, fields, signal) => inTurn(url, signal, () => http.postForm(url, fields, signal)),
      dispose: () => {
        http.dispose()
      }
    },
    postMultipart: (request) => inTurn(request.url, request.signal, () => post(request))
  }
}

// 503 with or without a time: a node that is being changed is left alone by all jobs, not tried by each (API notes §1).
const asksForRest = (statusCode: number): boolean => statusCode === 429 || statusCode === 503

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')
