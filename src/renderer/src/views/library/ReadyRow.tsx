import { AudioLines, FolderOpen, GitCompareArrows, Repeat2, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/domain/job'
import { Button } from '../../components/Button'
import { IconButton } from '../../components/IconButton'
import { StemChip } from '../../components/StemChip'
import { removeJobs, showInFolder, useJobs } from '../../stores/jobs'
import { goTo } from '../../stores/navigation'
import { usePlan } from '../../stores/plan'
import { goToStudio } from '../../stores/studio'
import { clock, dateTime } from '../../text/format'
import { comparableStems } from '../compare/comparable'
import { BlendButton } from '../ensemble/BlendButton'
import { MadeFrom } from '../ensemble/MadeFrom'
import { DamagedStems } from '../jobs/DamagedStems'
import { WithReference } from '../pairs/WithReference'
import { ExpiryLine } from '../jobs/ExpiryLine'
import { RunWhole } from '../prepare/RunWhole'
import { Credits } from './Credits'
import { DeleteThere } from './DeleteThere'
import type { LibraryItem } from './items'
import { RecordHead } from './RecordHead'
import { RunAgain } from './RunAgain'

/** A job whose stems are here. */
export function ReadyRow({ item, job }: { readonly item: LibraryItem; readonly job: Job & { readonly phase: 'ready' } }) {
  const { t, i18n } = useTranslation()
  const { durationSeconds } = job.input
  const isComparable = useJobs((state) => comparableStems(state.jobs, job.id).length > 0)
  return (
    <li className="record" aria-label={item.name}>
      <div className="record__words">
        <RecordHead item={item} />
        <p className="record__facts">
          {job.plan.algorithmName} · {dateTime(job.finishedAtMs, i18n.language)}
          {durationSeconds !== null && ` · ${clock(durationSeconds)}`}
          <Credits row={item.row} />
        </p>
        <WithReference job={job} className="record__facts" />
        <div className="chips">{job.files.map((file) => <StemChip key={file.index} name={file.stem} />)}</div>
        {job.madeHere !== undefined && <MadeFrom madeHere={job.madeHere} />}
        <DamagedStems job={job} />
        {job.remote !== null && (job.remote.deletedAtMs === null
          ? <ExpiryLine job={job} areHere={!job.files.some(({ damaged }) => damaged)} />
          : <p className="expiry">{t('there.deleted')}</p>)}
      </div>
      <div className="record__actions">
        <Button icon={<AudioLines />} onPress={() => { goToStudio(job.id) }}>{t('jobs.openInStudio')}</Button>
        {isComparable && <IconButton label={t('compare.open')} icon={<GitCompareArrows />} onPress={() => { goTo({ page: 'compare', jobId: job.id }) }} />}
        {isComparable && <BlendButton jobId={job.id} stem={null} look="icon" />}
        <IconButton label={t('jobs.showInFolder')} icon={<FolderOpen />} onPress={() => { void showInFolder(job.id) }} />
        {job.adopted === undefined && job.madeHere === undefined
          ? (
            <IconButton
              label={t('jobs.runAgain')}
              icon={<Repeat2 />}
              onPress={() => {
                usePlan.getState().takePlan(job.service, job.plan)
                goTo({ page: 'separate' })
              }}
            />
          )
          : job.adopted === 'algorithmKnown' && <RunAgain renderId={job.plan.renderId} algorithmName={job.plan.algorithmName} />}
        <RunWhole job={job} />
        <DeleteThere job={job} />
        <IconButton label={t('jobs.remove')} icon={<Trash2 />} onPress={() => { void removeJobs([job]) }} />
      </div>
    </li>
  )
}
