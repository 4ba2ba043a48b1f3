import { AudioLines, Check, FolderOpen, RotateCcw, X } from 'lucide-react'
import { memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/domain/job'
import { Button } from '../../components/Button'
import { IconButton } from '../../components/IconButton'
import { ProgressBar } from '../../components/ProgressBar'
import { useAccounts } from '../../stores/accounts'
import { cancelJobs, isAtRest, removeJobs, resolveUnconfirmed, showInFolder, tellJobs } from '../../stores/jobs'
import { useOutlook } from '../../stores/outlook'
import { useProgress } from '../../stores/progress'
import { goToStudio } from '../../stores/studio'
import { errorText } from '../../text/errorText'
import { canMove, canRetry } from './abilities'
import { TrialMark } from '../prepare/TrialMark'
import { JobGlyph } from './JobGlyph'
import { JobMenu } from './JobMenu'
import { JobThere } from './JobThere'
import { phaseText } from './phaseText'
import { WithReference } from '../pairs/WithReference'
import './jobs.css'

/** What can be done with a job at its phase. */
export function JobActions({ job }: { readonly job: Job }) {
  const { t } = useTranslation()
  if (job.phase === 'unconfirmed' && job.lookedUp) {
    return (
      <>
        <Button size="small" onPress={() => { void resolveUnconfirmed(job.id, 'lookAgain') }}>{t('jobs.lookAgain')}</Button>
        <Button size="small" onPress={() => { void resolveUnconfirmed(job.id, 'sendAgain') }}>{t('jobs.sendAgain')}</Button>
        <Button size="small" kind="quiet" onPress={() => { void resolveUnconfirmed(job.id, 'giveUp') }}>{t('jobs.giveUp')}</Button>
      </>
    )
  }
  if (!isAtRest(job)) {
    return <Button size="small" kind="quiet" onPress={() => { void cancelJobs([job]) }}>{t('jobs.cancel')}</Button>
  }
  const remove = <IconButton label={t('jobs.remove')} icon={<X />} onPress={() => { void removeJobs([job]) }} />
  if (job.phase !== 'ready') {
    return (
      <>
        {canRetry(job) && (
          <Button size="small" icon={<RotateCcw />} onPress={() => { void tellJobs('jobs:retry', [job.id]) }}>
            {t(job.phase === 'failed' && job.remote === null && job.error.code === 'jobNotFound' ? 'jobs.sendOnceMore' : 'jobs.retry')}
          </Button>
        )}
        {remove}
      </>
    )
  }
  return (
    <>
      <Button size="small" icon={<AudioLines />} onPress={() => { goToStudio(job.id) }}>{t('jobs.openInStudio')}</Button>
      <IconButton label={t('jobs.showInFolder')} icon={<FolderOpen />} onPress={() => { void showInFolder(job.id) }} />
      {remove}
    </>
  )
}

function JobError({ job }: { readonly job: Job & { readonly phase: 'failed' } }) {
  const { t } = useTranslation()
  const { what, safe, next, detail } = errorText(job.error, t, job.input.name)
  return (
    <div className="job__error">
      <p className="job__what">{what}</p>
      <p>{safe} {next} {job.input.isLink === true && job.error.code === 'jobFailed' && t('links.mayBeNone')}</p>
      {detail !== null && <p className="selectable">{detail}</p>}
    </div>
  )
}

export interface JobRowProps {
  readonly job: Job
  /** Place in the list, from 0, and how long that is: of a long list only a part is drawn. */
  readonly index: number
  readonly count: number
  readonly isSelected: boolean
  /** Whether Tab comes to this row's box; the arrow keys go on from there. */
  readonly isEntry: boolean
  /** Where what is dragged over it would come to stand. */
  readonly drop: 'before' | 'after' | null
  /** Distance from the list's top in pixels when only a part is drawn; null when all of it is. */
  readonly start: number | null
  readonly measure: ((row: HTMLElement | null) => void) | null
  readonly onPick: (jobId: string, isRange: boolean) => void
  readonly onStep: (jobId: string, step: -1 | 1 | 'top') => void
}

/** One job: what goes in, by what, how far it is, and what can be done about it. */
export const JobRow = memo(function JobRow(props: JobRowProps) {
  const { job, index, count, isSelected, isEntry, drop, start, measure, onPick, onStep } = props
  const { t, i18n } = useTranslation()
  const nameId = useId()
  const progress = useProgress(job.id)
  const outlook = useOutlook(job.id)
  const payer = useAccounts((state) => (job.accountId === null ? null : (state.known.find(({ id }) => id === job.accountId)?.email ?? null)))
  const moving = progress !== null && (job.phase === 'uploading' || job.phase === 'downloading') ? progress : null
  return (
    <li
      ref={measure}
      className="job"
      data-id={job.id}
      data-index={index}
      data-phase={job.phase}
      data-paused={job.paused}
      data-selected={isSelected}
      data-drop={drop}
      draggable={canMove(job)}
      aria-labelledby={`${nameId}-input ${nameId}-algorithm`}
      {...(start === null ? {} : { 'aria-setsize': count, 'aria-posinset': index + 1, style: { position: 'absolute', top: 0, insetInline: 0, transform: `translateY(${start}px)` } as const })}
    >
      <div className="job__lead">
        <JobGlyph phase={job.phase} />
        <label className="job__pick">
          <input
            type="checkbox"
            className="visually-hidden"
            tabIndex={isEntry ? 0 : -1}
            checked={isSelected}
            aria-label={t('jobs.select', { name: job.input.name })}
            aria-keyshortcuts={canMove(job) ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
            onChange={({ nativeEvent }) => { onPick(job.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey) }}
          />
          <span className="check__box" aria-hidden="true">{isSelected && <Check />}</span>
        </label>
      </div>
      <div className="job__words">
        <p className="job__name truncate" id={`${nameId}-input`} title={job.input.name}>{job.input.name}</p>
        <p className="job__algorithm truncate" id={`${nameId}-algorithm`}>{job.plan.algorithmName}</p>
        <WithReference job={job} className="job__algorithm" />
        <TrialMark prepared={job.input.prepared} />
        <p className="job__phase">{phaseText(job, progress, t, i18n.language, outlook, payer)}</p>
        {moving !== null && (
          <ProgressBar
            label={t(moving.direction === 'upload' ? 'jobs.uploadProgress' : 'jobs.downloadProgress', { name: job.input.name })}
            fraction={moving.totalBytes === null || moving.totalBytes === 0 ? null : moving.doneBytes / moving.totalBytes}
          />
        )}
        {job.phase === 'failed' && <JobError job={job} />}
        <JobThere job={job} />
      </div>
      <div className="job__actions"><JobActions job={job} /><JobMenu job={job} onStep={onStep} /></div>
    </li>
  )
})
