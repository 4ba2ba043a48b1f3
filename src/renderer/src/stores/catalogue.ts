import { create } from 'zustand'
import type { Catalogue } from '../../../shared/domain/algorithm'
import type { ServiceId } from '../../../shared/domain/service'
import type { ErrorInfo } from '../../../shared/errors/appError'
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

/** Fetches a service's algorithms; what was there before stays on screen meanwhile and after a failure. */
export async function loadCatalogue(service: ServiceId, refresh = false): Promise<void> {
  const before = useCatalogue.getState().byService[service].catalogue
  put(service, { status: 'loading', catalogue: before })
  try {
    put(service, { status: 'ready', catalogue: await call('catalogue:load', { service, refresh }) })
  } catch (error) {
    put(service, { status: 'failed', catalogue: before, error: errorInfoOf(error) })
  }
}
