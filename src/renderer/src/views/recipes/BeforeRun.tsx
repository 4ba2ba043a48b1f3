import { FilePlus2, Workflow } from 'lucide-react'
import type { TFunction } from 'i18next'
import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import { describeBatch } from '../../../../shared/domain/batch'
import type { Input } from '../../../../shared/domain/input'
import { paysCredits, type Sender } from '../../../../shared/domain/limits'
import type { Recipe } from '../../../../shared/domain/recipe'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { useAccount } from '../../stores/account'
import { useApp } from '../../stores/app'
import { obstacleOf, type Obstacle } from '../../stores/choice'
import { pickFiles, useInputs } from '../../stores/inputs'
import { runRecipe, useRecipes } from '../../stores/recipes'
import { useSite } from '../../stores/site'
import { count } from '../../text/format'
import { BatchFacts } from '../separate/BatchFacts'
import { limitGroups } from '../separate/brokenLimitGroups'
import { Limits } from '../separate/Limits'
import { limitWords } from '../separate/limitWords'
import '../separate/before.css'
import { checkRecipe, recipeCells, troubleOf, type CheckedStep } from './checkRecipe'

/** As many as main takes at a press. */
const MOST_JOBS = 20_000
const SHOWN_SONGS = 6

const OBSTACLES = {
  signIn: 'separate.needSignIn', checking: 'separate.needChecking', tokenCheck: 'separate.needTokenCheck', localService: 'separate.needLocalService'
} as const satisfies Record<Obstacle, string>

interface NeedParts {
  readonly obstacle: Obstacle | null
  readonly draft: Recipe
  readonly checked: readonly CheckedStep[]
  readonly songs: readonly Input[]
  readonly refusal: string | null
}

/** Why it cannot run yet, as the next step; null when it can. */
function needOf({ obstacle, draft, checked, songs, refusal }: NeedParts, t: TFunction, language: string): string | null {
  if (obstacle !== null) return t(OBSTACLES[obstacle])
  if (checked.length === 0) return t('recipes.before.needStep')
  for (const step of checked) {
    const trouble = troubleOf(step)
    const { number } = step
    if (trouble === 'gone') return t('recipes.before.needGone', { number })
    if (trouble === 'noSong') return t('recipes.before.needNoSong', { number })
    if (trouble === 'changed') return t('recipes.before.needChanged', { number })
    if (trouble !== null) return t('recipes.before.needField', { ...trouble, number })
  }
  if (draft.name.trim() === '') return t('recipes.before.needName')
  if (songs.length === 0) return t('recipes.before.needSongs')
  const looking = songs.filter(({ isLooking }) => isLooking === true).length
  if (looking > 0) return t('folders.needLooked', { count: looking })
  if (songs.length * checked.length > MOST_JOBS) return t('recipes.before.needFewer', { most: count(MOST_JOBS, language) })
  return refusal === null ? null : t('plans.limits.refused', { what: refusal })
}

/** The songs it will run over: those of Separate. */
function Songs() {
  const { t } = useTranslation()
  const { inputs, adding } = useInputs()
  return (
    <div className="songs">
      <p className="before__label">{t('recipes.before.songs')}</p>
      {inputs.length === 0
        ? <p className="before__soft">{t('recipes.before.songsNone')}</p>
        : (
          <ul className="songs__list" aria-label={t('recipes.before.songs')}>
            {inputs.slice(0, SHOWN_SONGS).map(({ id, name }) => <li key={id} className="truncate">{name}</li>)}
            {inputs.length > SHOWN_SONGS && <li className="before__soft">{t('app.andMore', { count: inputs.length - SHOWN_SONGS })}</li>}
          </ul>
        )}
      <Button kind="quiet" size="small" icon={<FilePlus2 />} isPending={adding > 0} onPress={() => { void pickFiles() }}>{t('recipes.before.addSongs')}</Button>
    </div>
  )
}

/** The whole chain over all songs: how many jobs, of how much, for what, what stands against it; and the button that starts it. */
export function BeforeRun({ draft, algorithms }: { readonly draft: Recipe; readonly algorithms: readonly Algorithm[] }) {
  const { t, i18n } = useTranslation()
  const needId = useId()
  const { service } = draft
  const inputs = useInputs((state) => state.inputs)
  const account = useAccount((state) => state.account)
  const localService = useApp((state) => state.localService)
  const starting = useRecipes((state) => state.starting)
  const freeLeft = useSite(({ queue }) => (queue.status === 'ready' ? (queue.value.freeSeparations?.left ?? null) : null))
  const sender: Sender = service === 'local' ? 'local' : account
  const checked = useMemo(() => checkRecipe(draft, algorithms), [draft, algorithms])
  const cells = useMemo(() => recipeCells(checked, inputs), [checked, inputs])
  const facts = useMemo(() => describeBatch(cells.map(({ input, seen }) => ({ input, algorithm: seen.algorithm, ...seen.choice })), sender, freeLeft), [cells, sender, freeLeft])
  const broken = useMemo(() => limitGroups(cells, facts, sender), [cells, facts, sender])
  const refused = broken.find(({ isSure }) => isSure)
  const refusal = refused === undefined ? null : limitWords(refused, t, i18n.language).what
  const need = needOf({ obstacle: obstacleOf(service, account, localService), draft, checked, songs: inputs, refusal }, t, i18n.language)
  const jobs = inputs.length * checked.length
  return (
    <Card title={t('recipes.before.title')} className="before-run">
      <Songs />
      <Limits groups={broken} sender={sender} />
      {jobs > 0 && (
        <p className="before__formula">
          {t('recipes.before.formula', {
            songs: t('separate.inputCount', { count: inputs.length }), steps: t('recipes.stepCount', { count: checked.length }), jobs: t('plans.jobs', { count: jobs })
          })}
        </p>
      )}
      {jobs > 0 && <BatchFacts service={service} cells={cells} facts={facts} withJobs={false} />}
      {jobs > 1 && <p className="before__soft">{t('recipes.before.chainNote')}</p>}
      {service === 'mvsep' && !paysCredits(sender) && jobs > 1 && <p className="before__soft">{t('recipes.before.oneAtATime')}</p>}
      <Button
        kind="primary"
        size="large"
        icon={<Workflow />}
        isDisabled={need !== null}
        isPending={starting}
        describedBy={needId}
        onPress={() => { void runRecipe({ ...draft, name: draft.name.trim() }, inputs.map(({ id }) => id)) }}
      >
        {t('recipes.before.run', { count: Math.max(1, inputs.length) })}
      </Button>
      <p className="before__need" id={needId}>{need ?? (broken.length > 0 && t('plans.limits.warned', { count: broken.length }))}</p>
    </Card>
  )
}
