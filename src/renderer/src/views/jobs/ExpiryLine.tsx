import { useTranslation } from 'react-i18next'
import { expiresAtMs, LAST_CALL_MS } from '../../../../shared/domain/expiry'
import type { Job } from '../../../../shared/domain/job'
import { useMinute } from '../../stores/minute'
import { timeLeft } from '../../text/format'
import './there.css'

/** How long a job's results stay at the service; nothing where they never were or nobody knows. */
export function ExpiryLine({ job }: { readonly job: Job }) {
  const { t, i18n } = useTranslation()
  const leftMs = (expiresAtMs(job) ?? NaN) - useMinute()
  if (Number.isNaN(leftMs)) return null
  if (leftMs <= 0) return <p className="expiry expiry--soon">{t('there.gone')}</p>
  const left = timeLeft(leftMs, i18n.language)
  return leftMs < LAST_CALL_MS
    ? <p className="expiry expiry--soon">{t('there.lastCall', { left })}</p>
    : <p className="expiry">{t('there.onServer', { left })}</p>
}
