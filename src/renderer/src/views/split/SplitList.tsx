import { RotateCcw, X } from 'lucide-react'
import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/domain/job'
import type { SplitSong } from '../../../../shared/domain/split'
import { Button } from '../../components/Button'
import { IconButton } from '../../components/IconButton'
import { ProgressBar } from '../../components/ProgressBar'
import { cancelJobs, isAtRest, removeJobs, tellJobs, useJobs } from '../../stores/jobs'
import { useOutlook } from '../../stores/outlook'
import { useProgress } from '../../stores/progress'
import { cancelSplit, trySplitAgain, useSplits } from '../../stores/splits'
import { errorText } from '../../text/errorText'
import { clock } from '../../text/format'
import { canRetry } from '../jobs/abilities'
import { JobGlyph } from '../jobs/JobGlyph'
import { JobActions } from '../jobs/JobRow'
import { phaseText } from '../jobs/phaseText'
import { stateOfSplit, type SplitState } from './splitState'
import './split.css'

function Part({ part, number, job }: { readonly part: SplitSong['parts'][number]; readonly number: number; readonly job: Job }) {
  const { t, i18n } = useTranslation()
  const nameId = useId()
  const progress = useProgress(job.id)
  const outlook = useOutlook(job.id)
  return (
    <li className="splits__part" aria-labelledby={nameId}>
      <div>
        <p id={nameId} className="splits__span">
          {t('split.part', { number })} <span className="split__time">{t('split.from', { start: clock(part.startSeconds), end: clock(part.endSeconds) })}</span>
        </p>
        <p className="job__phase">{phaseText(job, progress, t, i18n.language, outlook, null)}</p>
        {job.phase === 'failed' && <p className="split__soft">{errorText(job.error, t, job.input.name).what} {errorText(job.error, t, job.input.name).next}</p>}
      </div>
      <div className="job__actions"><JobActions job={job} /></div>
    </li>
  )
}

function Words({ split, state }: { readonly split: SplitSong; readonly state: SplitState }) {
  const { t } = useTranslation()
  const parts = { count: split.parts.length }
  if (split.state === 'cutting') return <>{t('split.cutting', parts)}</>
  if (split.fraction !== null) return <>{t('split.joining')}</>
  const words = [
    t('split.count', parts), t('split.ready', { count: state.ready }),
    ...(state.stuck.length > 0 ? [t('split.failed', { count: state.stuck.length })] : []),
    ...(state.gone > 0 ? [t('split.gone', { count: state.gone })] : [])
  ]
  return <>{words.join(' · ')}</>
}

function Row({ split, state }: { readonly split: SplitSong; readonly state: SplitState }) {
  const { t } = useTranslation()
  const nameId = useId()
  const active = state.jobs.filter((job) => !isAtRest(job))
  const error = split.problem === null ? null : errorText(split.problem, t, split.name)
  const retryable = state.stuck.filter(canRetry)
  return (
    <li className="job" aria-labelledby={`${nameId}-name ${nameId}-plan`}>
      <div className="job__lead"><JobGlyph phase={state.looks} /></div>
      <div className="job__words">
        <p className="job__name truncate" id={`${nameId}-name`} title={split.name}>{split.name}</p>
        <p className="job__algorithm truncate" id={`${nameId}-plan`}>{split.plan.algorithmName}</p>
        <p className="job__phase"><Words split={split} state={state} /></p>
        {split.fraction !== null && <ProgressBar label={t('split.progress', { name: split.name })} fraction={split.fraction} />}
        {error !== null && (
          <div className="job__error">
            <p className="job__what">{error.what}</p>
            <p>{error.safe} {error.next}</p>
            {error.detail !== null && <p className="selectable">{error.detail}</p>}
          </div>
        )}
      </div>
      <div className="job__actions">
        {split.problem !== null && <Button size="small" icon={<RotateCcw />} onPress={() => { void trySplitAgain(split.id) }}>{t('app.tryAgain')}</Button>}
        {retryable.length > 0 && (
          <Button size="small" icon={<RotateCcw />} onPress={() => { void tellJobs('jobs:retry', retryable.map(({ id }) => id)) }}>{t('split.retry')}</Button>
        )}
        {split.state === 'cutting' && <Button size="small" kind="quiet" onPress={() => { void cancelSplit(split.id) }}>{t('jobs.cancel')}</Button>}
        {active.length > 0 && <Button size="small" kind="quiet" onPress={() => { void cancelJobs(active) }}>{t('split.cancel')}</Button>}
        {state.jobs.length > 0 && active.length === 0 && split.fraction === null && (
          <IconButton label={t('split.remove')} icon={<X />} onPress={() => { void removeJobs(state.jobs) }} />
        )}
      </div>
      {state.jobs.length > 0 && (
        <details className="splits__parts">
          <summary>{t('split.parts')}</summary>
          <ol aria-label={t('split.parts')}>
            {split.parts.map((part, index) => {
              const job = state.jobs.find(({ id }) => id === part.jobId)
              return job === undefined ? null : <Part key={part.jobId} part={part} number={index + 1} job={job} />
            })}
          </ol>
        </details>
      )}
    </li>
  )
}

/** Songs that are under way in parts, one row each, with their parts below. */
export function SplitList() {
  const { t } = useTranslation()
  const splits = useSplits((state) => state.splits)
  const jobs = useJobs((state) => state.jobs)
  const rows = useMemo(() => {
    const known = new Map(jobs.map((job) => [job.id, job]))
    return splits.flatMap((split) => {
      const state = stateOfSplit(split, known)
      return state === null ? [] : [{ split, state }]
    })
  }, [splits, jobs])
  if (rows.length === 0) return null
  return <ul className="splits jobs__list" aria-label={t('split.list')}>{rows.map(({ split, state }) => <Row key={split.id} split={split} state={state} />)}</ul>
}
