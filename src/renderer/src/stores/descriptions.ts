import { create } from 'zustand'
import type { AlgorithmDescription } from '../../../shared/domain/algorithm'
import type { ServiceId } from '../../../shared/domain/service'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'

export type DescriptionState =
  | { readonly status: 'loading' }
  /** null: the service has no long description of it. */
  | { readonly status: 'ready'; readonly description: AlgorithmDescription | null }
  | { readonly status: 'failed'; readonly error: ErrorInfo }

/** The description that is being read; only one is open at a time, and main keeps the texts. */
export const useDescription = create<{ readonly state: DescriptionState }>(() => ({ state: { status: 'loading' } }))

let lastAsk = 0

/** Asks for a description in this language; main answers in the nearest one there is. An older answer never replaces a newer one. */
export async function loadDescription(service: ServiceId, renderId: number, language: string): Promise<void> {
  lastAsk += 1
  const thisAsk = lastAsk
  const put = (state: DescriptionState): void => { if (thisAsk === lastAsk) useDescription.setState({ state }) }
  put({ status: 'loading' })
  try {
    put({ status: 'ready', description: await call('catalogue:describe', { service, renderId, language }) })
  } catch (error) {
    put({ status: 'failed', error: errorInfoOf(error) })
  }
}
