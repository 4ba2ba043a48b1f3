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

let lastAsk = 0

/** Asks the service for its news and queues, both at once; an older answer never replaces a newer one. */
export async function loadSite(service: ServiceId): Promise<void> {
  lastAsk += 1
  const thisAsk = lastAsk
  useSite.setState({ news: { status: 'loading' }, queue: { status: 'loading' } })
  await Promise.all([
    ask(() => call('site:news', { service })).then((news) => { if (thisAsk === lastAsk) useSite.setState({ news }) }),
    ask(() => call('site:queue', { service })).then((queue) => { if (thisAsk === lastAsk) useSite.setState({ queue }) })
  ])
}
