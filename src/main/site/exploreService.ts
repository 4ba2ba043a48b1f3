import { join } from 'node:path'
import type { Kept } from '../../shared/domain/kept'
import type { CheckerEntry, CheckerPage, Leaderboard } from '../../shared/domain/qualityChecker'
import type { ServiceId } from '../../shared/domain/service'
import type { DemoPage, NewsLanguage, NewsPage, QueueNow } from '../../shared/domain/site'
import { AppError } from '../../shared/errors/appError'
import type { Log } from '../log/log'
import type { QualityCheckerApi } from '../mvsep/qualityChecker'
import { readDemos, readNews, readQueue, readQueueWait, type PageQuestion, type SiteApi } from '../mvsep/site'
import { asObject, numberWire } from '../mvsep/tolerant'
import { readCheckerEntry, readCheckerQueue, readLeaderboard } from '../mvsep/toChecker'
import { toOwnPlan } from '../mvsep/toDomain'
import type { SeparationsApi, ServiceAccess } from '../mvsep/types'
import type { CachedLists } from './cachedList'
import { createReadNews } from './readNews'

export interface ExploreParts {
  readonly site: SiteApi
  readonly checker: Pick<QualityCheckerApi, 'queue' | 'leaderboard' | 'entry'>
  readonly separations: Pick<SeparationsApi, 'currentQueue'>
  readonly accessFor: (service: ServiceId) => Promise<ServiceAccess>
  readonly lists: CachedLists
  /** MVSEP's base that is asked now: what another server told is none of this one. The local service has another port each time. */
  readonly baseNow: () => string
  /** Whose place in the queue is told; null when nobody is signed in. */
  readonly accountId: () => string | null
  /** Remembers what was read; made when missing. */
  readonly folder: string
  readonly log: Log
}

interface Question {
  readonly service: ServiceId
  readonly refresh: boolean
}
type Paged = Question & PageQuestion

/** What the service tells everyone, each list from its kept copy until `refresh` asks anew. Errors as CachedLists. */
export interface ExploreService {
  news(question: Paged & { readonly language: NewsLanguage }): Promise<Kept<NewsPage>>
  /** News up to this id count as read from now on. */
  markNewsRead(service: ServiceId, upToId: number): Promise<void>
  queue(question: Question): Promise<Kept<QueueNow>>
  demos(question: Paged & { readonly algorithmId: number | null }): Promise<Kept<DemoPage>>
  leaderboard(question: Paged & { readonly datasetType: number; readonly sort: string | null; readonly name: string }): Promise<Kept<Leaderboard>>
  checkerQueue(question: Paged): Promise<Kept<CheckerPage>>
  checkerEntry(question: Question & { readonly entryId: number }): Promise<Kept<CheckerEntry>>
}

/** Builds it; asks nobody before the first question. */
export function createExploreService({ site, checker, separations, accessFor, lists, folder, log, baseNow, accountId }: ExploreParts): ExploreService {
  const read = createReadNews(join(folder, 'read-news.json'), log)

  const load = <T>({ service, refresh }: Question, about: readonly unknown[], ask: (access: ServiceAccess) => Promise<unknown>, readAnswer: (answer: unknown) => T): Promise<Kept<T>> =>
    lists.load({ key: JSON.stringify([service, service === 'mvsep' ? baseNow() : '', ...about]), refresh, ask: async () => ask(await accessFor(service)), read: readAnswer })

  /** What the service may not offer must not cost what it does: null then. */
  const orNull = async <T>(asking: Promise<T>): Promise<T | null> => {
    try {
      return await asking
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }

  return {
    async news(question) {
      const { service, language, start, limit } = question
      const readUpToId = await read.upTo(service)
      return load(question, ['news', language, start, limit], (access) => site.news(access, question), (answer) => {
        const { items, hasMore } = readNews(answer, limit)
        return { items, hasMore, readUpToId }
      })
    },
    markNewsRead: (service, upToId) => read.mark(service, upToId),
    queue: (question) => load(
      question, ['queue', question.service === 'mvsep' ? accountId() : null],
      async (access) => {
        const [queue, summary, ownJobs] = await Promise.all([
          site.queue(access),
          orNull(site.queueSummary(access)),
          // Only their number is kept: the answer they stand in holds the token.
          access.token === null ? null : orNull(separations.currentQueue(access).then((rows) => rows.length))
        ])
        return { queue, summary, ownJobs }
      },
      (answer): QueueNow => {
        const parts = asObject(answer)
        const ownJobs = parts?.['ownJobs'] ?? null
        return {
          queue: readQueue(parts?.['queue']), ownPlan: toOwnPlan(parts?.['queue']), ...readQueueWait(parts?.['summary']),
          ownJobs: ownJobs === null ? null : numberWire.parse(ownJobs)
        }
      }
    ),
    demos: (question) => load(
      question, ['demos', question.algorithmId, question.start, question.limit],
      async (access) => ({ apiBase: access.apiBase, answer: await site.demos(access, question) }),
      (kept): DemoPage => {
        const parts = asObject(kept)
        const apiBase = parts?.['apiBase']
        const { items: demos, hasMore } = readDemos(parts?.['answer'], question.limit)
        return { apiBase: typeof apiBase === 'string' ? apiBase : '', demos, hasMore }
      }
    ),
    leaderboard: (question) => load(
      question, ['leaderboard', question.datasetType, question.sort, question.name, question.start, question.limit],
      (access) => checker.leaderboard(access, question), (answer) => readLeaderboard(answer, question.limit)
    ),
    checkerQueue: (question) => load(
      question, ['checker', question.start, question.limit], (access) => checker.queue(access, question),
      (answer) => {
        const { items: entries, hasMore } = readCheckerQueue(answer, question.limit)
        return { entries, hasMore }
      }
    ),
    checkerEntry: (question) => load(question, ['entry', question.entryId], (access) => checker.entry(access, question.entryId), readCheckerEntry)
  }
}
