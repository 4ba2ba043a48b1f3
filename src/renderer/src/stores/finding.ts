import { create } from 'zustand'
import type { Finding, FindingView } from '../../../shared/domain/findAlgorithms'
import type { ServiceId } from '../../../shared/domain/service'

interface FindingState {
  readonly byService: Readonly<Record<ServiceId, Finding>>
  readonly setView: (service: ServiceId, view: FindingView) => void
  readonly setQuery: (service: ServiceId, query: string) => void
  readonly setNeeds: (service: ServiceId, needs: readonly string[]) => void
}

const everything: Finding = { view: 'groups', query: '', needs: [] }

/** How each service's catalogue is being looked through; kept while the Studio or another page is open. */
export const useFinding = create<FindingState>((set) => {
  const change = (service: ServiceId, part: Partial<Finding>): void =>
    set(({ byService }) => ({ byService: { ...byService, [service]: { ...byService[service], ...part } } }))
  return {
    byService: { mvsep: everything, local: everything },
    setView: (service, view) => change(service, { view }),
    setQuery: (service, query) => change(service, { query }),
    setNeeds: (service, needs) => change(service, { needs })
  }
})
