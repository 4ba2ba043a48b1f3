import { useTranslation } from 'react-i18next'
import { missesResults } from '../../../../shared/domain/expiry'
import type { Job } from '../../../../shared/domain/job'
import { Button } from '../../components/Button'
import { tellJobs } from '../../stores/jobs'
import { chooseFolderFor } from '../../stores/there'
import { DamagedStems } from './DamagedStems'
import { ExpiryLine } from './ExpiryLine'

type Downloading = Job & { readonly phase: 'downloading' }

/** Why results do not come in, and what can be done about it. */
function Hold({ job }: { readonly job: Downloading }) {
  const { t } = useTranslation()
  if (job.hold !== 'diskFull' && job.hold !== 'folderGone') return null
  const place = job.place ?? t('app.theFolder')
  return (
    <div className="job__held" role="status">
      <p className="job__what">{t(`there.${job.hold}`, { place })}</p>
      <p>{t(`there.${job.hold}Next`)}</p>
      <div className="job__next">
        <Button size="small" onPress={() => { void chooseFolderFor([job.id]) }}>{t('there.chooseFolder')}</Button>
        <Button size="small" kind="quiet" onPress={() => { void tellJobs('jobs:retry', [job.id]) }}>{t('jobs.retry')}</Button>
      </div>
    </div>
  )
}

/** What is still at the service, held on its way, or came in damaged. */
export function JobThere({ job }: { readonly job: Job }) {
  return (
    <>
      {job.phase === 'downloading' && <Hold job={job} />}
      {job.phase === 'ready' && <DamagedStems job={job} />}
      {missesResults(job) && <ExpiryLine job={job} />}
    </>
  )
}
