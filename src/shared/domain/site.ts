/** A news item of the service; `text` is plain text made from its HTML. */
export interface NewsItem {
  readonly id: number
  readonly title: string
  readonly text: string
  readonly publishedAt: string
}

/** The service's queues at a moment (API page, app/queue). */
export interface SiteQueue {
  readonly inProcess: number | null
  readonly byPlan: readonly { readonly plan: string; readonly waiting: number }[]
  readonly freeSeparations: { readonly left: number; readonly max: number } | null
}
