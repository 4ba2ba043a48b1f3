import { CornerDownRight, Music, Plus, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import type { RecipeStep } from '../../../../shared/domain/recipe'
import { withDependents } from '../../../../shared/domain/recipeShape'
import { ActionMenu } from '../../components/ActionMenu'
import { Button } from '../../components/Button'
import { Select } from '../../components/Select'
import { stemFamily } from '../../components/stemFamily'
import { formatsOf } from '../../stores/choice'
import { removeStep, setStepPlan, setStepStem, useRecipeDraft, writeLossless } from '../../stores/recipeDraft'
import { formatWords, planOptionWords } from '../../text/planWords'
import { changeWords } from '../presets/changeWords'
import { troubleOf, type CheckedStep } from './checkRecipe'

export interface StepCardProps {
  readonly checked: CheckedStep
  readonly steps: readonly RecipeStep[]
  readonly algorithms: readonly Algorithm[]
  readonly isFull: boolean
  /** Another step on one of its stems; null: on one still to be named. */
  readonly onAdd: (stem: string | null) => void
  readonly onChange: () => void
}

function Warning({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="step__warning">
      <TriangleAlert aria-hidden="true" />
      <div>{children}</div>
      {action}
    </div>
  )
}

/** What keeps the step from being done as it was meant, and the way out. */
function Troubles({ checked, algorithms }: Pick<StepCardProps, 'checked' | 'algorithms'>) {
  const { t } = useTranslation()
  const { step, changes, algorithm, today, notMade, parent, losesSound } = checked
  const trouble = troubleOf(checked)
  const canBeLossless = algorithm !== null && formatsOf(algorithm).some(({ id }) => id === 1 || id === 2)
  const stem = step.takes === 'input' ? '' : step.takes.stem
  return (
    <>
      {changes.length > 0 && (
        <Warning
          action={trouble === 'changed' && <Button size="small" onPress={() => { setStepPlan(step.id, today) }}>{t('recipes.useToday')}</Button>}
        >
          <ul>{changes.map((change, index) => <li key={index}>{changeWords(change, t)}</li>)}</ul>
          {trouble === 'gone' && <p>{t('recipes.gone')}</p>}
        </Warning>
      )}
      {trouble === 'noSong' && <Warning>{t('recipes.noSong')}</Warning>}
      {typeof trouble === 'object' && trouble !== null && <Warning>{t('separate.needField', trouble)}</Warning>}
      {notMade !== null && (
        <Warning
          action={(
            <Select label={t('recipes.takeStem')} value={null} options={notMade.map((label) => ({ key: label, label }))} onChange={(chosen) => { setStepStem(step.id, chosen) }} />
          )}
        >
          {t('recipes.stemNotMade', { number: parent?.number ?? 0, stem })}
        </Warning>
      )}
      {losesSound && (
        <Warning action={canBeLossless && <Button size="small" onPress={() => { writeLossless(step.id, algorithms) }}>{t('recipes.writeLossless')}</Button>}>
          {t('recipes.losesSound', { format: formatWords(step.plan.outputFormat, t) })}
        </Warning>
      )}
    </>
  )
}

/** One step: what it takes, what it does, what comes out, and a step more on each of its stems. */
export function StepCard({ checked, steps, algorithms, isFull, onAdd, onChange }: StepCardProps) {
  const { t } = useTranslation()
  const { step, depth, number, parent, stems } = checked
  const isMadeLossless = useRecipeDraft(({ madeLossless }) => madeLossless.includes(step.id)) && !checked.losesSound
  const others = withDependents(steps, step.id).size - 1
  const takes = step.takes === 'input' ? t('recipes.fromSong') : t('recipes.fromStem', { stem: step.takes.stem, number: parent?.number ?? 0 })
  const From = step.takes === 'input' ? Music : CornerDownRight
  return (
    <li className="step" data-depth={Math.min(depth, 6)} aria-label={t('recipes.step', { number, name: step.plan.algorithmName })}>
      <div className="step__head">
        <span className="plan__number" aria-hidden="true">{number}</span>
        <div className="step__words">
          <p className="step__from" data-family={step.takes === 'input' ? undefined : stemFamily(step.takes.stem)}><From aria-hidden="true" />{takes}</p>
          <p className="step__name">{step.plan.algorithmName}</p>
          <p className="step__options">{planOptionWords(step.plan, t)}</p>
        </div>
        <Button kind="quiet" size="small" label={t('recipes.changeOf', { number })} onPress={onChange}>{t('recipes.change')}</Button>
        <ActionMenu
          label={t('recipes.removeStepOf', { number })}
          actions={[{ key: 'remove', label: others === 0 ? t('app.remove') : t('recipes.removeStepMore', { count: others }), onAction: () => { removeStep(step.id) } }]}
        />
      </div>
      <Troubles checked={checked} algorithms={algorithms} />
      {isMadeLossless && <p className="before__soft">{t('recipes.madeLossless', { format: formatWords(step.plan.outputFormat, t) })}</p>}
      <div className="step__stems">
        {stems.stems.map(({ key, label }, index) => (
          <button
            key={`${index}-${key}`} type="button" className="chip step__stem" data-family={stemFamily(label)} disabled={isFull}
            aria-label={t('recipes.addOnStemOf', { stem: label, number })} title={t('recipes.addOnStem', { stem: label })} onClick={() => { onAdd(label) }}
          >
            <span className="chip__dot" aria-hidden="true" />{label}<Plus aria-hidden="true" />
          </button>
        ))}
        <button type="button" className="chip step__stem" disabled={isFull} aria-label={t('recipes.addOnOtherOf', { number })} onClick={() => { onAdd(null) }}>
          {t('recipes.addOnOther')}<Plus aria-hidden="true" />
        </button>
      </div>
      {stems.certainty === 'usual' && <p className="before__soft">{t('plans.stemsUsual')}</p>}
      {stems.certainty === 'unknown' && checked.algorithm !== null && <p className="before__soft">{t('recipes.stemsUnknown')}</p>}
    </li>
  )
}
