import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../components/Card'
import { useJobs } from '../../stores/jobs'
import { useSplits } from '../../stores/splits'
import { SplitList } from '../split/SplitList'
import { partIds } from '../split/splitState'
import { JobList } from './JobList'
import { inCardOrder } from './jobOrder'
import { MissingResults } from './MissingResults'

/** Everything under way, and what came to rest lately. */
export function JobsCard() {
  const { t } = useTranslation()
  const every = useJobs((state) => state.jobs)
  const splits = useSplits((state) => state.splits)
  const parts = useMemo(() => partIds(splits), [splits])
  const all = useMemo(() => (parts.size === 0 ? every : every.filter(({ id }) => !parts.has(id))), [every, parts])
  const { jobs, hiddenCount } = useMemo(() => inCardOrder(all), [all])
  // A line is enough to say that there is nothing yet.
  if (every.length === 0 && splits.length === 0) return <Card title={t('jobs.title')} className="jobs jobs--empty" aside={<p className="jobs__none">{t('jobs.empty')}</p>}>{null}</Card>
  return (
    <Card title={t('jobs.title')} className="jobs">
      <MissingResults />
      <SplitList />
      {jobs.length > 0 && <JobList jobs={jobs} />}
      {hiddenCount > 0 && <p className="jobs__more">{t('jobs.clearedHint')}</p>}
    </Card>
  )
}
