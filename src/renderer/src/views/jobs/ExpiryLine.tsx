import { useTranslation } from 'react-i18next'
import { expiresAtMs, LAST_CALL_MS, RETENTION_MS } from '../../../../shared/domain/expiry'
import type { Job } from '../../../../shared/domain/job'
import { useMinute } from '../../stores/minute'
import { timeLeft } from '../../text/format'
import './there.css'

/**
 * How long a job's results stay at the service; nothing where they never were or nobody knows. `areHere`: every one of them
 * is on this disk, so nothing is lost when they go.
 */
export function ExpiryLine({ job, areHere = false }: { readonly job: Job; readonly areHere?: boolean }) {
  const { t, i18n } = useTranslation()
  // A clock that was set back meanwhile must not promise more than the service does.
  const leftMs = Math.min(RETENTION_MS, (expiresAtMs(job) ?? NaN) - useMinute())
  if (Number.isNaN(leftMs) || (areHere && leftMs <= 0)) return null
  if (leftMs <= 0) return <p className="expiry expiry--soon">{t('there.gone')}</p>
  const left = timeLeft(leftMs, i18n.language)
  return leftMs < LAST_CALL_MS && !areHere
    ? <p className="expiry expiry--soon">{t('there.lastCall', { left })}</p>
    : <p className="expiry">{t('there.onServer', { left })}</p>
}
