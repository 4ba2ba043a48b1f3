import { useTranslation } from 'react-i18next'
import { Card } from '../../components/Card'
import { isAtRest, useJobs } from '../../stores/jobs'
import { JobRow } from './JobRow'

/** Jobs at rest beyond this many are only in the library. */
const MOST_AT_REST = 30

/** Everything under way, and what came to rest lately. */
export function JobsCard() {
  const { t } = useTranslation()
  const jobs = useJobs((state) => state.jobs)
  // A line is enough to say that there is nothing yet.
  if (jobs.length === 0) return <Card title={t('jobs.title')} className="jobs jobs--empty" aside={<p className="jobs__none">{t('jobs.empty')}</p>}>{null}</Card>
  const atRest = jobs.filter(isAtRest)
  const hidden = new Set(atRest.slice(MOST_AT_REST).map((job) => job.id))
  return (
    <Card title={t('jobs.title')} className="jobs">
      <ul className="jobs__list" aria-label={t('jobs.title')}>
        {jobs.filter((job) => !hidden.has(job.id)).map((job) => <JobRow key={job.id} job={job} />)}
      </ul>
      {hidden.size > 0 && <p className="jobs__more">{t('jobs.clearedHint')}</p>}
    </Card>
  )
}
