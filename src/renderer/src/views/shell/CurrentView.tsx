import { lazy, memo } from 'react'
import type { ServiceId } from '../../../../shared/domain/service'
import type { Place } from '../../stores/navigation'

// Asked for at once, so that the first page loads while main is still telling what there is.
const firstPage = import('../separate/SeparateView')

const SeparateView = lazy(async () => ({ default: (await firstPage).SeparateView }))
const StudioView = lazy(async () => ({ default: (await import('../studio/StudioView')).StudioView }))
const CompareView = lazy(async () => ({ default: (await import('../compare/CompareView')).CompareView }))
const RecipesView = lazy(async () => ({ default: (await import('../recipes/RecipesView')).RecipesView }))
const LibraryView = lazy(async () => ({ default: (await import('../library/LibraryView')).LibraryView }))
const ExploreView = lazy(async () => ({ default: (await import('../explore/ExploreView')).ExploreView }))
const AccountView = lazy(async () => ({ default: (await import('../account/AccountView')).AccountView }))
const SettingsView = lazy(async () => ({ default: (await import('../settings/SettingsView')).SettingsView }))

/** The view of a place; suspends until its code is there. Drawn for its place alone: the one being left is not drawn once more. */
export const CurrentView = memo(function CurrentView({ place, service }: { readonly place: Place; readonly service: ServiceId }) {
  switch (place.page) {
    case 'separate': return <SeparateView service={service} />
    case 'recipes': return <RecipesView service={service} />
    case 'library': return <LibraryView />
    case 'explore': return <ExploreView service={service} />
    case 'account': return <AccountView service={service} />
    case 'settings': return <SettingsView />
    case 'studio': return <StudioView jobId={place.jobId} />
    case 'compare': return <CompareView key={place.jobId} jobId={place.jobId} />
  }
})
