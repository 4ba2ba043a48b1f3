import type { NewsItem, SiteQueue } from '../../shared/domain/site'
import { AppError } from '../../shared/errors/appError'
import { readAnswer } from './answer'
import type { Http } from './http'
import { toNewsItem, toSiteQueue } from './toDomain'
import type { ServiceAccess } from './types'
import { rowsWire } from './wire'

export interface SiteApi {
  /** GET app/news, newest first. `limit` 1..20. */
  news(access: ServiceAccess, limit?: number): Promise<readonly NewsItem[]>
  /** GET app/queue; with a token it tells the asker's own queue too. */
  queue(access: ServiceAccess): Promise<SiteQueue>
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
    }
  }
}
