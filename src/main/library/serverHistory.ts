import { z } from 'zod'
import type { DeletionAnswer } from '../../shared/domain/deletionAnswer'
import type { Kept } from '../../shared/domain/kept'
import { HISTORY_PAGE_ROWS, type HistoryPage } from '../../shared/domain/serverHistory'
import { AppError, toErrorInfo } from '../../shared/errors/appError'
import type { SeparationsApi, ServiceAccess } from '../mvsep/types'
import type { CachedLists } from '../site/cachedList'

export interface ServerHistoryParts {
  readonly api: Pick<SeparationsApi, 'historyPage' | 'remove'>
  readonly access: () => ServiceAccess
  /** Whose history it is: one copy each. Null while that is not known yet. */
  readonly accountId: () => string | null
  readonly lists: CachedLists
}

/** The active account's jobs as MVSEP lists them. */
export interface ServerHistory {
  /**
   * 20 rows from `start` on, newest first; without `refresh` the copy kept on disk where there is one. Throws
   * AppError('tokenMissing') while nobody is signed in, else as CachedLists.
   */
  page(start: number, refresh: boolean): Promise<Kept<HistoryPage>>
  /** Deletes a job there. Never rejects for what the service or the network says: that is in the answer. */
  remove(hash: string): Promise<DeletionAnswer>
}

const pageSchema = z.object({ sentRows: z.number(), rows: z.array(z.object({
  hash: z.string().min(1), createdAtMs: z.number().nullable(), renderId: z.number().nullable(), algorithmName: z.string().nullable(),
  credits: z.number().nullable(), hoursLeft: z.number().nullable(), isKept: z.boolean()
})) })

/** Builds it; asks nobody before the first page. */
export function createServerHistory({ api, access, accountId, lists }: ServerHistoryParts): ServerHistory {
  return {
    async page(start, refresh) {
      const asked = access()
      if (asked.token === null) throw new AppError('tokenMissing')
      return lists.load({
        key: JSON.stringify(['history', accountId(), start]),
        refresh,
        ask: () => api.historyPage(asked, start, HISTORY_PAGE_ROWS),
        read: (answer): HistoryPage => {
          const page = pageSchema.safeParse(answer)
          if (!page.success) throw new AppError('notMvsep', { detail: 'a history without rows' })
          return { rows: page.data.rows, hasMore: page.data.sentRows >= HISTORY_PAGE_ROWS }
        }
      })
    },
    async remove(hash) {
      const { apiBase, token } = access()
      try {
        if (token === null) throw new AppError('tokenMissing')
        const { accepted, message } = await api.remove({ hash, apiBase }, token)
        return accepted ? { outcome: 'deleted' } : { outcome: 'refused', message }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        return { outcome: 'unheard', error: toErrorInfo(error) }
      }
    }
  }
}
