import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import { toPlan } from '../../../../shared/domain/defaultPlan'
import { findAlgorithms } from '../../../../shared/domain/findAlgorithms'
import { OUTPUT_FORMATS } from '../../../../shared/domain/outputFormat'
import type { Plan } from '../../../../shared/domain/plan'
import type { ServiceId } from '../../../../shared/domain/service'
import { visibleFields } from '../../../../shared/domain/visibleFields'
import { Button } from '../../components/Button'
import { Dialog } from '../../components/Dialog'
import { SearchField } from '../../components/SearchField'
import { Select } from '../../components/Select'
import { TextField } from '../../components/TextField'
import { useApp } from '../../stores/app'
import { formatsOf, freshChoice, type Choice } from '../../stores/choice'
import { setFavourite } from '../../stores/favourites'
import { takeKeptPlan } from '../../stores/keptPlan'
import { usePlan } from '../../stores/plan'
import { usePresets } from '../../stores/presets'
import { planName } from '../../text/planWords'
import { AlgorithmFieldControl } from '../separate/AlgorithmField'
import { AlgorithmList } from '../separate/AlgorithmList'
import { toGroups, toOneSection } from '../separate/algorithmSections'
import { seenPlans } from '../separate/jobTable'
import type { CheckedStep } from './checkRecipe'

/** What the dialog is asked for; a stem of null is still to be named. */
export type PlanQuestion =
  | { readonly kind: 'onSong' }
  | { readonly kind: 'onStem'; readonly stepId: string; readonly stem: string | null }
  | { readonly kind: 'change'; readonly step: CheckedStep }

export interface StepPlanDialogProps {
  readonly service: ServiceId
  readonly algorithms: readonly Algorithm[]
  readonly question: PlanQuestion
  readonly onClose: () => void
  readonly onTake: (plan: Plan, stem: string) => void
}

const CATALOGUE = 'catalogue'

/** Plans that are there already: those on Separate, and the presets of the service. */
function useKnownPlans(service: ServiceId, algorithms: readonly Algorithm[]): readonly { readonly key: string; readonly label: string; readonly plan: Plan }[] {
  const { t } = useTranslation()
  const slots = usePlan((state) => state.slots[service])
  const presets = usePresets(({ list }) => list.presets)
  return useMemo(() => [
    ...seenPlans(slots, algorithms).map(({ slotId, number, plan }) => ({ key: slotId, label: t('recipes.plan.fromPlan', { number, name: planName(plan, t) }), plan })),
    ...presets.filter((preset) => preset.service === service && takeKeptPlan(preset.plan, algorithms) !== null)
      .map(({ id, name, plan }) => ({ key: id, label: t('recipes.plan.fromPreset', { name }), plan }))
  ].filter(({ plan }) => algorithms.find(({ renderId }) => renderId === plan.renderId)?.input === 'single_upload'), [slots, presets, algorithms, service, t])
}

function Options({ service, algorithm, choice, onChoice }: {
  readonly service: ServiceId; readonly algorithm: Algorithm; readonly choice: Choice; readonly onChoice: (choice: Choice) => void
}) {
  const { t } = useTranslation()
  return (
    <div className="options__fields" role="group" aria-label={t('separate.options', { name: algorithm.name })}>
      <p className="options__name">{algorithm.name}</p>
      {visibleFields(algorithm.fields, choice.values).map((field) => (
        <AlgorithmFieldControl key={field.id} service={service} field={field} choice={choice} onValue={(name, value) => { onChoice({ ...choice, values: { ...choice.values, [name]: value } }) }} />
      ))}
      <Select
        label={t('separate.outputFormat')}
        value={String(choice.outputFormat)}
        options={formatsOf(algorithm).map(({ id, key, premium }) => ({
          key: String(id), label: t(`separate.format.${key}`), ...(premium && service === 'mvsep' ? { note: t('separate.gatePremium') } : {})
        }))}
        onChange={(key) => {
          const format = OUTPUT_FORMATS.find(({ id }) => String(id) === key)
          if (format !== undefined) onChoice({ ...choice, outputFormat: format.id })
        }}
      />
    </div>
  )
}

/** Chooses what a step does: from the catalogue, or as a plan that is there already. */
export function StepPlanDialog({ service, algorithms, question, onClose, onTake }: StepPlanDialogProps) {
  const { t } = useTranslation()
  const favourites = useApp(({ settings }) => settings.favourites[service])
  const recent = useApp(({ settings }) => settings.recent[service])
  const known = useKnownPlans(service, algorithms)
  const [choice, setChoice] = useState<Choice | null>(question.kind === 'change' ? question.step.choice : null)
  const [from, setFrom] = useState(CATALOGUE)
  const [query, setQuery] = useState('')
  const [stem, setStem] = useState(question.kind === 'onStem' ? (question.stem ?? '') : '')
  const list = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const algorithm = algorithms.find(({ renderId }) => renderId === choice?.renderId) ?? null
  const songs = useMemo(() => algorithms.filter(({ input }) => input === 'single_upload'), [algorithms])
  const sections = useMemo(() => {
    const found = findAlgorithms(songs, { view: 'groups', query, needs: [] }, { favourites, recent })
    return query.trim() === '' ? toGroups(found) : toOneSection(t('separate.bestMatches'), found)
  }, [songs, query, favourites, recent, t])
  const choose = useCallback((chosen: Algorithm) => {
    setFrom(CATALOGUE)
    setChoice((before) => (before?.renderId === chosen.renderId ? before : freshChoice(chosen)))
  }, [])
  const star = useCallback(({ renderId }: Algorithm, isFavourite: boolean) => { void setFavourite(service, renderId, isFavourite) }, [service])
  const takeKnown = (key: string): void => {
    setFrom(key)
    const found = known.find((one) => one.key === key)
    const taken = found === undefined ? null : takeKeptPlan(found.plan, algorithms)
    if (taken !== null) setChoice(taken.choice)
  }
  const asksStem = question.kind === 'onStem' && question.stem === null
  const title = question.kind === 'change'
    ? t('recipes.plan.changeTitle', { number: question.step.number })
    : question.kind === 'onStem' && question.stem !== null ? t('recipes.plan.addTitleStem', { stem: question.stem }) : t('recipes.plan.addTitle')
  return (
    <Dialog
      title={title}
      closeLabel={t('app.close')}
      isOpen
      onClose={onClose}
      size="wide"
      footer={(
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={algorithm === null || choice === null || (asksStem && stem.trim() === '')}
            onPress={() => { if (algorithm !== null && choice !== null) onTake(toPlan(algorithm, choice.values, choice.outputFormat), stem.trim()) }}
          >
            {t(question.kind === 'change' ? 'recipes.plan.done' : 'recipes.plan.add')}
          </Button>
        </>
      )}
    >
      {asksStem && <TextField label={t('recipes.plan.stem')} value={stem} placeholder={t('recipes.plan.stemHint')} onChange={(name) => { setStem(name.slice(0, 200)) }} autoFocus />}
      {known.length > 0 && (
        <Select label={t('recipes.plan.from')} value={from} options={[{ key: CATALOGUE, label: t('recipes.plan.fromCatalogue') }, ...known]} onChange={takeKnown} />
      )}
      <div className="choose">
        <div className="choose__list">
          <SearchField
            label={t('separate.searchAlgorithms')} clearLabel={t('separate.clearSearch')} placeholder={t('separate.searchHint')} value={query} onChange={setQuery} inputRef={search}
            onLeave={() => { list.current?.querySelector<HTMLElement>('[role="option"]')?.focus() }}
          />
          <AlgorithmList
            ref={list} sections={sections} chosenRenderId={choice?.renderId ?? null} favourites={favourites} query={query} empty={null}
            onChoose={choose} onEmptied={() => { search.current?.focus() }} onStar={star}
          />
        </div>
        <div className="choose__options">
          {algorithm !== null && choice !== null
            ? <Options service={service} algorithm={algorithm} choice={choice} onChoice={setChoice} />
            : <p className="before__soft">{t('recipes.plan.choose')}</p>}
        </div>
      </div>
    </Dialog>
  )
}
