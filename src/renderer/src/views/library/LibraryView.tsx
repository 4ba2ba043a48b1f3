import { AudioLines, FolderOpen, GitCompareArrows, Repeat2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/domain/job'
import { Button } from '../../components/Button'
import { EmptyState } from '../../components/EmptyState'
import { IconButton } from '../../components/IconButton'
import { PageHead } from '../../components/PageHead'
import { SearchField } from '../../components/SearchField'
import { StemChip } from '../../components/StemChip'
import { removeJobs, showInFolder, useJobs } from '../../stores/jobs'
import { goTo } from '../../stores/navigation'
import { usePlan } from '../../stores/plan'
import { clock, dateTime } from '../../text/format'
import { comparableStems } from '../compare/comparable'
import { DamagedStems } from '../jobs/DamagedStems'
import { ExpiryLine } from '../jobs/ExpiryLine'
import { MissingResults } from '../jobs/MissingResults'
import { DeleteThere } from './DeleteThere'
import './library.css'

type ReadyJob = Job & { readonly phase: 'ready' }
const isReady = (job: Job): job is ReadyJob => job.phase === 'ready'

/** Whether every word asked for is in the song's, the algorithm's or a stem's name. */
function matches(job: ReadyJob, query: string): boolean {
  const text = [job.input.name, job.plan.algorithmName, ...job.files.map((file) => file.stem)].join(' ').toLowerCase()
  return query.toLowerCase().split(/\s+/).every((word) => text.includes(word))
}

function LibraryRow({ job }: { readonly job: ReadyJob }) {
  const { t, i18n } = useTranslation()
  const { durationSeconds, name } = job.input
  const isComparable = useJobs((state) => comparableStems(state.jobs, job.id).length > 0)
  return (
    <li className="record" aria-label={name}>
      <div className="record__words">
        <p className="record__name truncate" title={name}>{name}</p>
        <p className="record__facts">
          {job.plan.algorithmName} · {dateTime(job.finishedAtMs, i18n.language)}
          {durationSeconds !== null && ` · ${clock(durationSeconds)}`}
        </p>
        <div className="chips">{job.files.map((file) => <StemChip key={file.index} name={file.stem} />)}</div>
        <DamagedStems job={job} />
        {job.remote.deletedAtMs === null ? <ExpiryLine job={job} areHere={!job.files.some(({ damaged }) => damaged)} /> : <p className="expiry">{t('there.deleted')}</p>}
      </div>
      <div className="record__actions">
        <Button icon={<AudioLines />} onPress={() => { goTo({ page: 'studio', jobId: job.id }) }}>{t('jobs.openInStudio')}</Button>
        {isComparable && <IconButton label={t('compare.open')} icon={<GitCompareArrows />} onPress={() => { goTo({ page: 'compare', jobId: job.id }) }} />}
        <IconButton label={t('jobs.showInFolder')} icon={<FolderOpen />} onPress={() => { void showInFolder(job.id) }} />
        <IconButton
          label={t('jobs.runAgain')}
          icon={<Repeat2 />}
          onPress={() => {
            usePlan.getState().takePlan(job.service, job.plan)
            goTo({ page: 'separate' })
          }}
        />
        <DeleteThere job={job} />
        <IconButton label={t('jobs.remove')} icon={<Trash2 />} onPress={() => { void removeJobs([job]) }} />
      </div>
    </li>
  )
}

/** Everything that was taken apart, newest first. */
export function LibraryView() {
  const { t } = useTranslation()
  const jobs = useJobs((state) => state.jobs)
  const [query, setQuery] = useState('')
  const ready = jobs.filter(isReady).sort((one, other) => other.finishedAtMs - one.finishedAtMs)
  const found = query.trim() === '' ? ready : ready.filter((job) => matches(job, query.trim()))
  return (
    <div className="page">
      <PageHead
        title={t('library.title')}
        lead={t('library.lead')}
        actions={ready.length > 0 && (
          <SearchField
            label={t('library.search')}
            clearLabel={t('separate.clearSearch')}
            placeholder={t('library.search')}
            value={query}
            onChange={setQuery}
          />
        )}
      />
      <MissingResults />
      {ready.length === 0 && (
        <EmptyState
          title={t('library.empty')}
          action={<Button kind="primary" onPress={() => { goTo({ page: 'separate' }) }}>{t('library.goSeparate')}</Button>}
        >
          {t('library.emptyNext')}
        </EmptyState>
      )}
      {ready.length > 0 && found.length === 0 && <p role="status">{t('library.nothingFound', { query })}</p>}
      {found.length > 0 && (
        <ul className="records" aria-label={t('library.list')}>{found.map((job) => <LibraryRow key={job.id} job={job} />)}</ul>
      )}
    </div>
  )
}
