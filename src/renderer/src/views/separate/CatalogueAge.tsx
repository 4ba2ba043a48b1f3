import { CloudOff, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import type { ErrorInfo } from '../../../../shared/errors/appError'
import { Button } from '../../components/Button'
import { IconButton } from '../../components/IconButton'
import { loadCatalogue, type CatalogueState } from '../../stores/catalogue'
import { errorText } from '../../text/errorText'
import { ago, dateTime } from '../../text/format'
import { useNow } from './useNow'

const MINUTE_MS = 60_000

/** How many algorithms are shown, from when they are, and a way to ask again. */
export function CatalogueAge({ service, state, shown }: {
  readonly service: ServiceId; readonly state: CatalogueState; readonly shown: number
}) {
  const { t, i18n } = useTranslation()
  const nowMs = useNow(MINUTE_MS)
  const { catalogue } = state
  if (catalogue === null) return null
  const total = catalogue.algorithms.length
  const isAsking = state.status === 'loading'
  return (
    <div className="picker__state">
      <span role="status">{shown === total ? t('separate.algorithmCount', { count: total }) : t('separate.found', { found: shown, count: total })}</span>
      {nowMs - catalogue.fetchedAtMs >= MINUTE_MS && (
        <span className="picker__age">{t('picker.asOf', { when: ago(catalogue.fetchedAtMs, nowMs, i18n.language) })}</span>
      )}
      <span className="picker__refresh" data-asking={isAsking || undefined}>
        <IconButton
          label={t('picker.refresh')}
          hint={isAsking ? t('picker.refreshing') : t('picker.refresh')}
          icon={<RefreshCw />}
          onPress={() => { if (!isAsking) void loadCatalogue(service, true) }}
        />
      </span>
    </div>
  )
}

/** Why the list is an older one; nothing while it is not. */
export function CatalogueTrouble({ service, state }: { readonly service: ServiceId; readonly state: CatalogueState }) {
  const { t, i18n } = useTranslation()
  const { catalogue } = state
  const error: ErrorInfo | null = state.status === 'failed' ? state.error : (catalogue?.refreshError ?? null)
  if (catalogue === null || error === null) return null
  const why = errorText(error, t).what
  return (
    <p className="picker__trouble" role="note">
      <CloudOff aria-hidden="true" />
      <span>{t('picker.olderList', { why, when: dateTime(catalogue.fetchedAtMs, i18n.language) })}</span>
      <Button kind="quiet" size="small" isPending={state.status === 'loading'} onPress={() => { void loadCatalogue(service, true) }}>
        {t('separate.refreshList')}
      </Button>
    </p>
  )
}
