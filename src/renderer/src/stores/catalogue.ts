import { create } from 'zustand'
import type { Catalogue } from '../../../shared/domain/algorithm'
import type { ServiceId } from '../../../shared/domain/service'
import type { ErrorInfo } from '../../../shared/errors/appError'
import type { Facts } from '../../../shared/ipc/contract'
import { call, errorInfoOf } from '../bridge/client'

export type CatalogueState =
  | { readonly status: 'loading'; readonly catalogue: Catalogue | null }
  | { readonly status: 'ready'; readonly catalogue: Catalogue }
  | { readonly status: 'failed'; readonly catalogue: Catalogue | null; readonly error: ErrorInfo }

interface CataloguesState {
  readonly byService: Readonly<Record<ServiceId, CatalogueState>>
}

const notYet: CatalogueState = { status: 'loading', catalogue: null }

export const useCatalogue = create<CataloguesState>(() => ({ byService: { mvsep: notYet, local: notYet } }))

const put = (service: ServiceId, state: CatalogueState): void =>
  useCatalogue.setState(({ byService }) => ({ byService: { ...byService, [service]: state } }))

/**
 * Of a list that was told and one that is answered the younger. Of the same age is what main told about it since the
 * question, e.g. that it could not be renewed; an answer that was under way meanwhile must not wipe that out.
 */
function newer(told: Catalogue | null, answered: Catalogue): Catalogue {
  return told !== null && told.fetchedAtMs >= answered.fetchedAtMs ? told : answered
}

/** Fetches a service's algorithms; what was there before stays on screen meanwhile and after a failure. */
export async function loadCatalogue(service: ServiceId, refresh = false): Promise<void> {
  const known = (): Catalogue | null => useCatalogue.getState().byService[service].catalogue
  put(service, { status: 'loading', catalogue: known() })
  try {
    const answer = await call('catalogue:load', { service, refresh })
    put(service, { status: 'ready', catalogue: newer(known(), answer) })
  } catch (error) {
    put(service, { status: 'failed', catalogue: known(), error: errorInfoOf(error) })
  }
}

/** Takes a list that main fetched by itself: fresher rows, or the reason why there are none. */
export const takeCatalogue = ({ service, catalogue }: Facts['catalogue:changed']): void =>
  put(service, { status: 'ready', catalogue })
