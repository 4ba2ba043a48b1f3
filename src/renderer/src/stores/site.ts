import { create } from 'zustand'
import type { ServiceId } from '../../../shared/domain/service'
import type { SiteQueue } from '../../../shared/domain/site'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'

export type Asked<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly error: ErrorInfo }

interface SiteState {
  readonly queue: Asked<SiteQueue>
}

export const useSite = create<SiteState>(() => ({ queue: { status: 'loading' } }))

async function ask<T>(question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { status: 'ready', value: await question() }
  } catch (error) {
    return { status: 'failed', error: errorInfoOf(error) }
  }
}

let lastQueueAsk = 0

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
