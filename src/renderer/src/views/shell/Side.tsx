import { Compass, Library, Settings2, Split, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import { Mark } from '../../components/Mark'
import { isAtRest, useJobs } from '../../stores/jobs'
import { hashOf, PAGES, type Place } from '../../stores/navigation'
import { ServiceIndicator } from './ServiceIndicator'

const ICONS = { separate: Split, library: Library, explore: Compass, account: UserRound, settings: Settings2 }

/** Brand, pages, and where songs are separated. */
export function Side({ place, service }: { readonly place: Place; readonly service: ServiceId }) {
  const { t } = useTranslation()
  const running = useJobs((state) => state.jobs.filter((job) => !isAtRest(job)).length)
  return (
    <header className="side">
      <p className="side__brand"><Mark /><span className="side__name">{t('app.name')}</span></p>
      <nav aria-label={t('navigation.main')}>
        <ul className="side__pages">
          {PAGES.map((page) => {
            const Icon = ICONS[page]
            return (
              <li key={page}>
                <a className="side__link" href={hashOf({ page })} aria-current={place.page === page ? 'page' : undefined}>
                  <Icon aria-hidden="true" />
                  <span className="side__word">{t(`navigation.${page}`)}</span>
                  {page === 'separate' && running > 0 && <span className="side__running" aria-hidden="true">{running}</span>}
                </a>
              </li>
            )
          })}
        </ul>
      </nav>
      <ServiceIndicator service={service} />
    </header>
  )
}
