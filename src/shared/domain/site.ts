import type { RichText } from './richText'

/** A news item of the service; `text` is made from its HTML by an allow-list. */
export interface NewsItem {
  readonly id: number
  readonly title: string
  readonly text: RichText
  /** Unix time in milliseconds; null when it is not known. */
  readonly publishedAtMs: number | null
}

export const NEWS_LANGUAGES = ['en', 'ru'] as const
export type NewsLanguage = (typeof NEWS_LANGUAGES)[number]

export interface NewsPage {
  readonly items: readonly NewsItem[]
  /** Ids above it were not marked as read. */
  readonly readUpToId: number
  readonly hasMore: boolean
}

/** The service's queues at a moment (API page, app/queue). */
export interface SiteQueue {
  readonly inProcess: number | null
  readonly byPlan: readonly { readonly plan: string; readonly waiting: number }[]
  readonly freeSeparations: { readonly left: number; readonly max: number } | null
}

/** The queues, and where whoever asks stands in them; null is what the service does not say. */
export interface QueueNow {
  readonly queue: SiteQueue
  readonly ownPlan: string | null
  /** Jobs before the account's next one. */
  readonly ahead: number | null
  readonly waitSeconds: number | null
  /** The account's own jobs there that are not done. */
  readonly ownJobs: number | null
}

/** A published separation that anybody may hear (API page, app/demo). */
export interface Demo {
  readonly hash: string
  /** The file's name, read out of the hash. */
  readonly name: string
  readonly algorithmName: string
  readonly renderId: number | null
  readonly publishedAtMs: number | null
  readonly sizeText: string
}

export interface DemoPage {
  /** The base that knows these jobs. */
  readonly apiBase: string
  readonly demos: readonly Demo[]
  readonly hasMore: boolean
}
