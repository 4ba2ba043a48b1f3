import { useTranslation } from 'react-i18next'
import { expiresAtMs, LAST_CALL_MS, missesResults } from '../../../../shared/domain/expiry'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { useJobs } from '../../stores/jobs'
import { useMinute } from '../../stores/minute'
import { fetchMissing } from '../../stores/there'
import { timeLeft } from '../../text/format'

/** Jobs whose results are at MVSEP and not here, and the one button that fetches them all; nothing where there are none. */
export function MissingResults() {
  const { t, i18n } = useTranslation()
  const jobs = useJobs((state) => state.jobs)
  const nowMs = useMinute()
  const lefts = jobs.filter(missesResults).map((job) => (expiresAtMs(job) ?? 0) - nowMs).filter((leftMs) => leftMs > 0)
  if (lefts.length === 0) return null
  const firstMs = Math.min(...lefts)
  return (
    <Callout
      tone={firstMs < LAST_CALL_MS ? 'warning' : 'plain'}
      title={t('there.missing', { count: lefts.length })}
      actions={<Button size="small" onPress={() => { void fetchMissing() }}>{t('there.fetchMissing')}</Button>}
    >
      {t('there.missingNext', { left: timeLeft(firstMs, i18n.language) })}
    </Callout>
  )
}
