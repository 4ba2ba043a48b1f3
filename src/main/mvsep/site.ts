import type { NewsItem, SiteQueue } from '../../shared/domain/site'
import { AppError } from '../../shared/errors/appError'
import { readAnswer } from './answer'
import type { Http } from './http'
import { toNewsItem, toSiteQueue } from './toDomain'
import type { ServiceAccess } from './types'
import { queueWaitWire, rowsWire } from './wire'

/** A longer estimate is a slip. */
const LONGEST_WAIT_SECONDS = 7 * 86_400

export interface SiteApi {
  /** GET app/news, newest first. `limit` 1..20. */
  news(access: ServiceAccess, limit?: number): Promise<readonly NewsItem[]>
  /** GET app/queue; with a token it tells the asker's own queue too. */
  queue(access: ServiceAccess): Promise<SiteQueue>
  /** GET app/queue/summary: seconds the account's next job is estimated to wait; null where it is not offered. */
  queueWait(access: ServiceAccess, signal?: AbortSignal): Promise<number | null>
}

/** What the site tells everyone (API notes §9). Throws AppError as Http and readAnswer do. */
export function createSiteApi(http: Http): SiteApi {
  return {
    async news({ apiBase }, limit = 10) {
      const answer = await http.get(`${apiBase}/app/news`, { query: { lang: 'en', start: 0, limit } })
      const rows = rowsWire.safeParse(readAnswer(answer))
      if (!rows.success) throw new AppError('notMvsep', { detail: 'news without items' })
      return rows.data.flatMap(toNewsItem)
    },
    async queue({ apiBase, token }) {
      const answer = await http.get(`${apiBase}/app/queue`, { query: { api_token: token } })
      const queue = toSiteQueue(readAnswer(answer, [token]))
      if (queue === null) throw new AppError('notMvsep', { detail: 'a queue without numbers' })
      return queue
    },
    async queueWait({ apiBase, token }, signal) {
      if (token === null) return null
      const answer = await http.get(`${apiBase}/app/queue/summary`, { query: { api_token: token }, signal })
      if (answer.statusCode === 404) return null
      const { estimated_wait_seconds: seconds } = queueWaitWire.parse(readAnswer(answer, [token])).data
      return seconds === null || seconds < 0 || seconds > LONGEST_WAIT_SECONDS ? null : seconds
    }
  }
}
