import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../components/Card'
import { useJobs } from '../../stores/jobs'
import { JobList } from './JobList'
import { inCardOrder } from './jobOrder'
import { MissingResults } from './MissingResults'

/** Everything under way, and what came to rest lately. */
export function JobsCard() {
  const { t } = useTranslation()
  const all = useJobs((state) => state.jobs)
  const { jobs, hiddenCount } = useMemo(() => inCardOrder(all), [all])
  return (
    <Card title={t('jobs.title')} className="jobs">
      <MissingResults />
      {jobs.length === 0 ? <p className="jobs__empty">{t('jobs.empty')}</p> : <JobList jobs={jobs} />}
      {hiddenCount > 0 && <p className="jobs__more">{t('jobs.clearedHint')}</p>}
    </Card>
  )
}
