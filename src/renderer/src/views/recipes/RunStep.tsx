import { AudioLines, RotateCcw, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PhaseName } from '../../../../shared/domain/job'
import type { RecipeStep } from '../../../../shared/domain/recipe'
import type { RecipeRun, StepKey, StepState } from '../../../../shared/domain/recipeRun'
import { parentOf, type PlacedStep } from '../../../../shared/domain/recipeShape'
import { Button } from '../../components/Button'
import { Select } from '../../components/Select'
import { tellJobs } from '../../stores/jobs'
import { goTo } from '../../stores/navigation'
import { useOutlook } from '../../stores/outlook'
import { useProgress } from '../../stores/progress'
import { chooseStem, doAnew, fetchStemAgain, resumeRun } from '../../stores/recipes'
import { goToStudio } from '../../stores/studio'
import { errorText } from '../../text/errorText'
import { shortAlgorithmName } from '../../text/planWords'
import { canRetry } from '../jobs/abilities'
import { JobGlyph } from '../jobs/JobGlyph'
import '../jobs/jobs.css'
import { phaseText } from '../jobs/phaseText'

export interface RunStepProps {
  readonly run: RecipeRun
  readonly placed: PlacedStep<RecipeStep>
  readonly steps: readonly PlacedStep<RecipeStep>[]
  readonly stepKey: StepKey
  /** The song's. */
  readonly name: string
  readonly state: StepState
}

const LOOKS = { gone: 'cancelled', next: 'queued', waits: 'queued', held: 'queued', asks: 'unconfirmed', damaged: 'failed' } as const satisfies Record<Exclude<StepState['kind'], 'job'>, PhaseName>

/** What the step waits for, or how its job stands. */
function useWords({ run, placed, steps, state }: RunStepProps): string {
  const { t, i18n } = useTranslation()
  const jobId = state.kind === 'job' ? state.job.id : ''
  const progress = useProgress(jobId)
  const outlook = useOutlook(jobId)
  const before = steps.find(({ step }) => step.id === parentOf(placed.step))?.number ?? 0
  switch (state.kind) {
    case 'job': return phaseText(state.job, progress, t, i18n.language, outlook)
    case 'gone': return t('recipes.run.gone')
    case 'next': return t(run.paused ? 'recipes.run.startsPaused' : 'recipes.run.starts')
    case 'waits': return t('recipes.run.waits', { number: before })
    case 'held': return t('recipes.run.held', { number: before })
    case 'asks': return t('recipes.run.asks', { stem: state.wanted })
    case 'damaged': return t('recipes.run.damaged', { stem: state.file.stem })
  }
}

function Ask({ run, placed, name, state }: RunStepProps & { readonly state: StepState & { readonly kind: 'asks' } }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<string | null>(null)
  const { offered } = state
  const options = offered.map(({ stem, nth }, index) => {
    const count = offered.filter((other) => other.stem === stem).length
    return { key: String(index), label: count === 1 ? stem : t('recipes.run.stemNth', { stem, nth: nth + 1, count }) }
  })
  const choice = offered[Number(chosen ?? -1)]
  return (
    <div className="run__ask">
      <p>{t('recipes.run.asksNext')}</p>
      <Select label={t('recipes.run.takeInstead')} options={options} value={chosen} onChange={setChosen} />
      <Button
        size="small" isDisabled={choice === undefined} label={t('recipes.run.takeFor', { number: placed.number, name })}
        onPress={() => { if (choice !== undefined) void chooseStem(run.id, placed.step.id, choice) }}
      >
        {t('recipes.run.take')}
      </Button>
    </div>
  )
}

/** What can be done with the step as it stands. */
function Actions({ run, placed: { number }, stepKey: key, name, state }: RunStepProps) {
  const { t } = useTranslation()
  if (state.kind === 'gone') {
    return <Button size="small" kind="quiet" label={t('recipes.run.doAnewOf', { number, name })} onPress={() => { void doAnew(run.id, key) }}>{t('recipes.run.doAnew')}</Button>
  }
  if (state.kind === 'damaged') {
    return <Button size="small" onPress={() => { void fetchStemAgain(state.jobId, state.file.index) }}>{t('recipes.run.fetchAgain')}</Button>
  }
  if (state.kind !== 'job') return null
  const { job } = state
  if (job.phase === 'ready') {
    return (
      <Button size="small" kind="quiet" icon={<AudioLines />} label={t('recipes.run.studioOf', { number, name })} onPress={() => { goToStudio(job.id) }}>
        {t('jobs.openInStudio')}
      </Button>
    )
  }
  // Whether to send it again, or where to put its results, is asked there.
  if (job.phase === 'unconfirmed' || (job.phase === 'downloading' && job.hold !== null)) {
    return <Button size="small" kind="quiet" label={t('recipes.run.showJobOf', { number, name })} onPress={() => { goTo({ page: 'separate' }) }}>{t('recipes.run.showJob')}</Button>
  }
  if (!canRetry(job)) return null
  return (
    <Button size="small" icon={<RotateCcw />} label={t('recipes.run.retryOf', { number, name })} onPress={() => { void tellJobs('jobs:retry', [job.id]) }}>
      {t('jobs.retry')}
    </Button>
  )
}

/** One step of one song: how it stands, and what it needs. */
export function RunStep(props: RunStepProps) {
  const { t } = useTranslation()
  const { run, placed: { step, depth, number }, stepKey: key, state } = props
  const words = useWords(props)
  const problem = run.problems.find((one) => one.song === key.song && one.stepId === key.stepId)
  const error = problem?.error ?? (state.kind === 'job' && state.job.phase === 'failed' ? state.job.error : null)
  const said = error === null ? null : errorText(error, t, props.name)
  return (
    <li className="run__step" data-depth={Math.min(depth, 6)}>
      <div className="run__line">
        <span className="run__what">
          <JobGlyph phase={state.kind === 'job' ? state.job.phase : LOOKS[state.kind]} />
          <span className="run__number" aria-hidden="true">{number}</span>
          <span className="truncate" title={step.plan.algorithmName}>{shortAlgorithmName(step.plan.algorithmName)}</span>
          {step.takes !== 'input' && <span className="run__stem truncate">{step.takes.stem}</span>}
        </span>
        <span className="run__state">{words}</span>
        <span className="run__actions">
          {problem !== undefined && <Button size="small" onPress={() => { void resumeRun(run.id) }}>{t('app.tryAgain')}</Button>}
          <Actions {...props} />
        </span>
      </div>
      {said !== null && (
        <p className="run__error"><TriangleAlert aria-hidden="true" /><span>{said.what} {said.next} {said.detail}</span></p>
      )}
      {state.kind === 'gone' && <p className="run__note">{t('recipes.run.doAnewCosts')}</p>}
      {state.kind === 'asks' && <Ask {...props} state={state} />}
    </li>
  )
}
