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
  // A line is enough to say that there is nothing yet.
  if (all.length === 0) return <Card title={t('jobs.title')} className="jobs jobs--empty" aside={<p className="jobs__none">{t('jobs.empty')}</p>}>{null}</Card>
  return (
    <Card title={t('jobs.title')} className="jobs">
      <MissingResults />
      <JobList jobs={jobs} />
      {hiddenCount > 0 && <p className="jobs__more">{t('jobs.clearedHint')}</p>}
    </Card>
  )
}
