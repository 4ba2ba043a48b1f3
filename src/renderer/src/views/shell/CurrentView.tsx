import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import { Spinner } from '../../components/Spinner'
import type { Place } from '../../stores/navigation'
import { AccountView } from '../account/AccountView'
import { ExploreView } from '../explore/ExploreView'
import { LibraryView } from '../library/LibraryView'
import { SeparateView } from '../separate/SeparateView'
import { SettingsView } from '../settings/SettingsView'

// The only heavy view: waveforms and the player come when a song is opened.
const StudioView = lazy(() => import('../studio/StudioView').then((module) => ({ default: module.StudioView })))

/** The view of a place. */
export function CurrentView({ place, service }: { readonly place: Place; readonly service: ServiceId }) {
  const { t } = useTranslation()
  switch (place.page) {
    case 'separate': return <SeparateView service={service} />
    case 'library': return <LibraryView />
    case 'explore': return <ExploreView service={service} />
    case 'account': return <AccountView service={service} />
    case 'settings': return <SettingsView />
    case 'studio': return <Suspense fallback={<Spinner label={t('studio.opening')} />}><StudioView jobId={place.jobId} /></Suspense>
  }
}
