import { create } from 'zustand'
import type { ServiceId } from '../../../shared/domain/service'
import type { NewsItem, SiteQueue } from '../../../shared/domain/site'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'

export type Asked<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly error: ErrorInfo }

interface SiteState {
  readonly news: Asked<readonly NewsItem[]>
  readonly queue: Asked<SiteQueue>
}

export const useSite = create<SiteState>(() => ({ news: { status: 'loading' }, queue: { status: 'loading' } }))

async function ask<T>(question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { status: 'ready', value: await question() }
  } catch (error) {
    return { status: 'failed', error: errorInfoOf(error) }
  }
}

// Each counts for itself: whoever asks for the queue alone must not make the news unwanted.
let lastNewsAsk = 0
let lastQueueAsk = 0

async function loadNews(service: ServiceId): Promise<void> {
  lastNewsAsk += 1
  const thisAsk = lastNewsAsk
  const news = await ask(() => call('site:news', { service }))
  if (thisAsk === lastNewsAsk) useSite.setState({ news })
}

/**
 * Asks for the queues alone, e.g. for the free runs that are left; an older answer never replaces a newer one. What was
 * known stays on screen meanwhile; a failure is kept, so that a view can say that it does not know.
 */
export async function loadQueue(service: ServiceId): Promise<void> {
  lastQueueAsk += 1
  const thisAsk = lastQueueAsk
  const queue = await ask(() => call('site:queue', { service }))
  if (thisAsk === lastQueueAsk) useSite.setState({ queue })
}

/** Asks the service for its news and queues, both at once. */
export async function loadSite(service: ServiceId): Promise<void> {
  useSite.setState({ news: { status: 'loading' }, queue: { status: 'loading' } })
  await Promise.all([loadNews(service), loadQueue(service)])
}
