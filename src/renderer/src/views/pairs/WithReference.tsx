import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/domain/job'

/** Which song a job's target is matched to; nothing for other jobs. */
export function WithReference({ job, className }: { readonly job: Job | null; readonly className: string }) {
  const { t } = useTranslation()
  const name = job?.input.referenceName
  if (name === undefined) return null
  return <p className={`${className} truncate`} title={name}>{t('pairs.withReference', { name })}</p>
}
