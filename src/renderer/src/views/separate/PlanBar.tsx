import { Bookmark, Copy, Plus, Workflow, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import { toPlan } from '../../../../shared/domain/defaultPlan'
import type { Plan } from '../../../../shared/domain/plan'
import type { ServiceId } from '../../../../shared/domain/service'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { IconButton } from '../../components/IconButton'
import { Panel } from '../../components/Panel'
import { goTo } from '../../stores/navigation'
import { usePlan, type PlanSlot } from '../../stores/plan'
import { planOptionWords, shortAlgorithmName } from '../../text/planWords'
import { changeWords } from '../presets/changeWords'
import { PresetsPanel } from '../presets/PresetsPanel'
import './plans.css'

interface PlanBarProps {
  readonly service: ServiceId
  readonly algorithms: readonly Algorithm[]
}

/** The plan of a slot by today's catalogue; null while nothing is chosen or when its algorithm is gone. */
function planOf({ choice }: PlanSlot, algorithms: readonly Algorithm[]): Plan | null {
  const algorithm = algorithms.find(({ renderId }) => renderId === choice?.renderId)
  return algorithm === undefined || choice === null ? null : toPlan(algorithm, choice.values, choice.outputFormat)
}

function PlanChip({ service, slot, plan, number, isOnly, isPresent }: {
  readonly service: ServiceId; readonly slot: PlanSlot; readonly plan: Plan | null
  readonly number: number; readonly isOnly: boolean; readonly isPresent: boolean
}) {
  const { t } = useTranslation()
  const { editPlan, duplicatePlan, removePlan } = usePlan.getState()
  const title = plan?.algorithmName ?? t(slot.choice === null ? 'plans.notChosen' : 'plans.gone')
  const options = plan === null ? '' : planOptionWords(plan, t)
  return (
    <li className="plan" data-present={isPresent}>
      <button
        type="button"
        className="plan__edit"
        aria-current={isPresent ? 'true' : undefined}
        aria-label={t('plans.edit', { number, name: options === '' ? title : `${title} · ${options}` })}
        title={options === '' ? title : `${title} · ${options}`}
        onClick={() => { editPlan(service, slot.id) }}
      >
        <span className="plan__number" aria-hidden="true">{number}</span>
        <span className="plan__words" aria-hidden="true">
          <span className="plan__name truncate">{shortAlgorithmName(title)}</span>
          {options !== '' && <span className="plan__options truncate">{options}</span>}
        </span>
      </button>
      {plan !== null && (
        <IconButton label={t('plans.duplicate', { number })} icon={<Copy />} onPress={() => { duplicatePlan(service, slot.id) }} />
      )}
      {!isOnly && <IconButton label={t('plans.remove', { number })} icon={<X />} onPress={() => { removePlan(service, slot.id) }} />}
    </li>
  )
}

function Changes({ service, slot }: { readonly service: ServiceId; readonly slot: PlanSlot }) {
  const { t } = useTranslation()
  const { changes, origin } = slot
  const title = origin?.kind === 'preset'
    ? t('plans.changedPreset', { name: origin.name })
    : t(origin?.kind === 'link' ? 'folders.changedWish' : origin?.kind === 'job' ? 'plans.changedJob' : 'plans.changedLast')
  return (
    <Callout
      tone="warning"
      title={title}
      dismissLabel={t('app.dismiss')}
      onDismiss={() => { usePlan.getState().dismissChanges(service, slot.id) }}
    >
      <ul className="plans__changes">{changes.map((change, index) => <li key={index}>{changeWords(change, t)}</li>)}</ul>
      {origin?.kind === 'preset' && <p>{t('plans.presetKept')}</p>}
    </Callout>
  )
}

/** The plans chosen so far, each a chip; one of them is shown in the picker. */
export function PlanBar({ service, algorithms }: PlanBarProps) {
  const { t } = useTranslation()
  const slots = usePlan((state) => state.slots[service])
  const presentId = usePlan((state) => state.presentIds[service])
  const addPlan = usePlan((state) => state.addPlan)
  const present = slots.find(({ id }) => id === presentId)
  return (
    <section className="plans" aria-label={t('plans.title')}>
      <div className="plans__row">
        <ul className="plans__list" aria-label={t('plans.list')}>
          {slots.map((slot, index) => (
            <PlanChip
              key={slot.id}
              service={service}
              slot={slot}
              plan={planOf(slot, algorithms)}
              number={index + 1}
              isOnly={slots.length === 1}
              isPresent={slot.id === presentId}
            />
          ))}
        </ul>
        <div className="plans__do">
          <Button kind="quiet" size="small" icon={<Plus />} isDisabled={present === undefined || present.choice === null} onPress={() => { addPlan(service) }}>
            {t('plans.add')}
          </Button>
          <Button kind="quiet" size="small" icon={<Workflow />} onPress={() => { goTo({ page: 'recipes' }) }}>{t('plans.recipes')}</Button>
          <Panel title={t('plans.presets.title')} icon={<Bookmark />}>
            {(close) => (
              <PresetsPanel service={service} algorithms={algorithms} present={present === undefined ? null : planOf(present, algorithms)} onDone={close} />
            )}
          </Panel>
        </div>
      </div>
      {present !== undefined && present.changes.length > 0 && <Changes service={service} slot={present} />}
    </section>
  )
}
