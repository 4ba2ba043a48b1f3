import type { Demo, NewsItem, NewsLanguage, SiteQueue } from '../../shared/domain/site'
import { AppError } from '../../shared/errors/appError'
import { readAnswer } from './answer'
import type { Http } from './http'
import { toDemo, toNewsItem, toSiteQueue } from './toDomain'
import type { ServiceAccess } from './types'
import { queueWaitWire, rowsWire } from './wire'

/** A longer estimate is a slip. */
const LONGEST_WAIT_SECONDS = 7 * 86_400

export interface PageQuestion {
  /** Rows to pass over. */
  readonly start: number
  /** 1..20. */
  readonly limit: number
}

/** A list and whether the service may have more of it. */
export interface Rows<T> {
  readonly items: readonly T[]
  readonly hasMore: boolean
}

/** What app/queue/summary says of the account's next job; null where it says nothing. */
export interface QueueWait {
  readonly ahead: number | null
  readonly waitSeconds: number | null
}

/** Lists come as they were sent, so that they can be kept; the `read…` functions below understand them. */
export interface SiteApi {
  /** GET app/news, newest first. */
  news(access: ServiceAccess, question: PageQuestion & { readonly language: NewsLanguage }): Promise<unknown>
  /** GET app/demo; `algorithmId` is the `id` of a catalogue row, not its render_id (unproven: API notes §9); null for all. */
  demos(access: ServiceAccess, question: PageQuestion & { readonly algorithmId: number | null }): Promise<unknown>
  /** GET app/queue; with a token it tells the asker's own queue too. */
  queue(access: ServiceAccess): Promise<unknown>
  /** GET app/queue/summary; null without a token and where it is not offered. */
  queueSummary(access: ServiceAccess, signal?: AbortSignal): Promise<unknown>
  /** Seconds the account's next job is estimated to wait; null where the service does not say. */
  queueWait(access: ServiceAccess, signal?: AbortSignal): Promise<number | null>
}

/** What the site tells everyone (API notes §9). Throws AppError as Http and readAnswer do. */
export function createSiteApi(http: Http): SiteApi {
  const queueSummary = async ({ apiBase, token }: ServiceAccess, signal?: AbortSignal): Promise<unknown> => {
    if (token === null) return null
    const answer = await http.get(`${apiBase}/app/queue/summary`, { query: { api_token: token }, signal })
    return answer.statusCode === 404 ? null : readAnswer(answer, [token])
  }
  return {
    async news({ apiBase }, { language, start, limit }) {
      return readAnswer(await http.get(`${apiBase}/app/news`, { query: { lang: language, start, limit } }))
    },
    async demos({ apiBase }, { start, limit, algorithmId }) {
      return readAnswer(await http.get(`${apiBase}/app/demo`, { query: { start, limit, algorithm_id: algorithmId } }))
    },
    async queue({ apiBase, token }) {
      return readAnswer(await http.get(`${apiBase}/app/queue`, { query: { api_token: token } }), [token])
    },
    queueSummary,
    queueWait: async (access, signal) => readQueueWait(await queueSummary(access, signal)).waitSeconds
  }
}

/** Reads app/news. Throws AppError('notMvsep') for anything but a list. */
export const readNews = (answer: unknown, limit: number): Rows<NewsItem> => readRows(answer, limit, 'news without items', toNewsItem)

/** Reads app/demo. Throws AppError('notMvsep') for anything but a list. */
export const readDemos = (answer: unknown, limit: number): Rows<Demo> => readRows(answer, limit, 'demos without rows', toDemo)

/** Reads app/queue. Throws AppError('notMvsep') where there is no queue in it. */
export function readQueue(answer: unknown): SiteQueue {
  const queue = toSiteQueue(answer)
  if (queue === null) throw new AppError('notMvsep', { detail: 'a queue without numbers' })
  return queue
}

/** Reads app/queue/summary; what it does not say, or says absurdly, is null. */
export function readQueueWait(answer: unknown): QueueWait {
  const { ahead, estimated_wait_seconds: seconds } = queueWaitWire.parse(answer).data
  return {
    ahead: ahead !== null && ahead >= 0 ? Math.floor(ahead) : null,
    waitSeconds: seconds === null || seconds < 0 || seconds > LONGEST_WAIT_SECONDS ? null : seconds
  }
}

/** The rows of a list, each read by `toItems`; a full page means that there may be more. Throws AppError('notMvsep'). */
export function readRows<T>(answer: unknown, limit: number, problem: string, toItems: (sent: unknown) => readonly T[]): Rows<T> {
  const rows = rowsWire.safeParse(answer)
  if (!rows.success) throw new AppError('notMvsep', { detail: problem })
  return { items: rows.data.slice(0, limit).flatMap(toItems), hasMore: rows.data.length >= limit }
}
