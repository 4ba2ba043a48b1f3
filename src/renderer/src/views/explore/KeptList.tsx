import { CloudOff, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { ErrorCallout } from '../../components/ErrorCallout'
import { IconButton } from '../../components/IconButton'
import { Spinner } from '../../components/Spinner'
import { useMinute } from '../../stores/minute'
import { errorText } from '../../text/errorText'
import { ago, dateTime } from '../../text/format'
import type { Shown } from './useKept'

/** From when it is and a way to ask again; where the service could not answer, also why. */
function Age({ fetchedAtMs, isAsking, onRefresh }: { readonly fetchedAtMs: number; readonly isAsking: boolean; readonly onRefresh: () => void }) {
  const { t, i18n } = useTranslation()
  const nowMs = useMinute()
  return (
    <p className="kept__age">
      <span>{t('explore.asOf', { when: ago(fetchedAtMs, nowMs, i18n.language) })}</span>
      <IconButton label={t('app.refresh')} hint={isAsking ? t('explore.loading') : t('app.refresh')} icon={<RefreshCw />} onPress={() => { if (!isAsking) onRefresh() }} />
    </p>
  )
}

/** Loading, failed with a way on, or what was asked for with its age. */
export function KeptList<T>({ shown, onRefresh, children }: {
  readonly shown: Shown<T>; readonly onRefresh: () => void; readonly children: (value: T) => ReactNode
}) {
  const { t, i18n } = useTranslation()
  switch (shown.status) {
    case 'loading': return <Spinner label={t('explore.loading')} />
    case 'failed': return <ErrorCallout error={shown.error} actions={<Button size="small" isPending={shown.isAsking} onPress={onRefresh}>{t('app.tryAgain')}</Button>} />
    case 'ready': {
      const { kept: { value, fetchedAtMs, refreshError }, isAsking } = shown
      return (
        <div className="kept" aria-busy={isAsking}>
          {refreshError !== null && (
            <p className="kept__trouble" role="note">
              <CloudOff aria-hidden="true" />
              <span>{t('explore.older', { why: errorText(refreshError, t).what, when: dateTime(fetchedAtMs, i18n.language) })}</span>
            </p>
          )}
          {children(value)}
          <Age fetchedAtMs={fetchedAtMs} isAsking={isAsking} onRefresh={onRefresh} />
        </div>
      )
    }
  }
}
