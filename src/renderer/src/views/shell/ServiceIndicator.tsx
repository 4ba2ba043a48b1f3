import { Cloud, Laptop } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import { useAccount } from '../../stores/account'
import { useApp } from '../../stores/app'
import { hashOf } from '../../stores/navigation'
import { count } from '../../text/format'

type Health = 'good' | 'busy' | 'bad'

function useServiceState(service: ServiceId): { readonly words: string; readonly health: Health } {
  const { t, i18n } = useTranslation()
  const local = useApp((state) => state.localService)
  const account = useAccount((state) => state.account)
  if (service === 'local') {
    switch (local.status) {
      case 'running': return { words: t('service.localRunning'), health: 'good' }
      case 'starting': return { words: t('service.localStarting'), health: 'busy' }
      case 'stopped': return { words: t('service.localStopped'), health: 'busy' }
      case 'failed': return { words: t('service.localFailed'), health: 'bad' }
    }
  }
  switch (account.status) {
    case 'signedIn':
      return { words: t('service.credits', { count: account.credits, formatted: count(account.credits, i18n.language) }), health: 'good' }
    case 'signedOut': return { words: t('service.signedOut'), health: 'bad' }
    case 'checking': return { words: t('service.checking'), health: 'busy' }
    case 'unchecked': return { words: t(account.error.code === 'tokenInvalid' ? 'service.refused' : 'service.unchecked'), health: 'bad' }
  }
}

/** Where songs are separated right now, and whether that works; leads to where it is changed. */
export function ServiceIndicator({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  const { words, health } = useServiceState(service)
  const Icon = service === 'local' ? Laptop : Cloud
  return (
    <a className="service" href={hashOf({ page: 'account' })}>
      <span className="visually-hidden">{t('navigation.runsOn')} </span>
      <span className="service__icon" aria-hidden="true"><Icon /><i data-health={health} /></span>
      <span className="service__words">
        <span className="service__name">{t(`service.${service}`)}</span>
        <span className="service__state">{words}</span>
      </span>
    </a>
  )
}
