import { Pause, Play } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/domain/job'
import { keysOf, readRun, stepKey, type RecipeRun, type StepKey, type StepState } from '../../../../shared/domain/recipeRun'
import { inOrder, type PlacedStep } from '../../../../shared/domain/recipeShape'
import type { RecipeStep } from '../../../../shared/domain/recipe'
import { ActionMenu } from '../../components/ActionMenu'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { EmptyState } from '../../components/EmptyState'
import { ProgressBar } from '../../components/ProgressBar'
import { useJobs } from '../../stores/jobs'
import { pauseRun, removeRun, resumeRun, useRecipes } from '../../stores/recipes'
import { dateTime } from '../../text/format'
import { RunStep } from './RunStep'

const SONGS_AT_FIRST = 8

/** Whether the step goes on only when somebody says something. */
const needsPerson = (state: StepState): boolean =>
  state.kind === 'asks' || state.kind === 'damaged' || state.kind === 'gone' ||
  (state.kind === 'job' && (state.job.phase === 'failed' || state.job.phase === 'cancelled' || state.job.phase === 'unconfirmed'))

interface ReadSteps {
  readonly steps: readonly PlacedStep<RecipeStep>[]
  readonly stateOf: (key: StepKey) => StepState
}

function SongSteps({ run, song, read: { steps, stateOf } }: { readonly run: RecipeRun; readonly song: number; readonly read: ReadSteps }) {
  const { t } = useTranslation()
  const name = run.songs[song]?.name ?? ''
  return (
    <li className="run__song">
      <h3 className="run__name truncate">{name}</h3>
      <ol className="run__steps" aria-label={t('recipes.run.song', { name })}>
        {steps.map((placed) => {
          const key = { song, stepId: placed.step.id }
          return <RunStep key={placed.step.id} run={run} placed={placed} steps={steps} stepKey={key} name={name} state={stateOf(key)} />
        })}
      </ol>
    </li>
  )
}

function RunCard({ run, jobs }: { readonly run: RecipeRun; readonly jobs: ReadonlyMap<string, Job> }) {
  const { t, i18n } = useTranslation()
  const [shown, setShown] = useState(SONGS_AT_FIRST)
  const { recipe, songs, paused, problems, createdAtMs } = run
  const read = useMemo((): ReadSteps => ({ steps: inOrder(recipe.steps), stateOf: readRun(run, (id) => jobs.get(id)) }), [run, recipe, jobs])
  const states = useMemo(() => keysOf(run).map(read.stateOf), [run, read])
  const ready = states.filter((state) => state.kind === 'job' && state.job.phase === 'ready').length
  const waiting = states.filter(needsPerson).length + problems.length
  const isFinished = ready === states.length
  const progress = t('recipes.run.progress', { ready, all: states.length })
  const said = isFinished ? t('recipes.run.finished') : paused ? t('recipes.run.paused') : waiting > 0 ? t('recipes.run.attention', { count: waiting }) : null
  return (
    <Card
      title={recipe.name}
      className="run"
      aside={(
        <div className="run__do">
          {!isFinished && (paused
            ? <Button size="small" icon={<Play />} label={t('recipes.run.resumeOf', { name: recipe.name })} onPress={() => { void resumeRun(run.id) }}>{t('jobs.resume')}</Button>
            : <Button size="small" icon={<Pause />} label={t('recipes.run.pauseOf', { name: recipe.name })} onPress={() => { void pauseRun(run.id) }}>{t('jobs.pause')}</Button>)}
          <ActionMenu label={t('app.moreAbout', { name: recipe.name })} actions={[{ key: 'remove', label: t('recipes.run.remove'), onAction: () => { void removeRun(run) } }]} />
        </div>
      )}
    >
      <div className="run__facts">
        <ProgressBar label={progress} fraction={ready / states.length} />
        <p className="before__soft">{[progress, ...(said === null ? [] : [said]), dateTime(createdAtMs, i18n.language)].join(' · ')}</p>
      </div>
      <ul className="run__songs" aria-label={t('recipes.before.songs')}>
        {songs.slice(0, shown).map((_song, song) => <SongSteps key={stepKey({ song, stepId: run.id })} run={run} song={song} read={read} />)}
      </ul>
      {songs.length > shown && (
        <Button kind="quiet" size="small" onPress={() => { setShown(shown + 50) }}>{t('plans.moreSongs', { count: Math.min(50, songs.length - shown) })}</Button>
      )}
    </Card>
  )
}

/** Recipes under way and those that are through, each song with its steps. */
export function RunList() {
  const { t } = useTranslation()
  const runs = useRecipes((state) => state.runs)
  const list = useJobs((state) => state.jobs)
  const jobs = useMemo(() => new Map(list.map((job) => [job.id, job])), [list])
  if (runs.length === 0) return <EmptyState title={t('recipes.run.none')}>{t('recipes.run.noneNext')}</EmptyState>
  return <div className="runs">{runs.map((run) => <RunCard key={run.id} run={run} jobs={jobs} />)}</div>
}
