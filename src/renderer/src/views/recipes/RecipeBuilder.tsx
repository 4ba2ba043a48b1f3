import { Plus, RotateCcw, Save } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import type { Recipe } from '../../../../shared/domain/recipe'
import { MOST_STEPS } from '../../../../shared/domain/recipeShape'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { TextField } from '../../components/TextField'
import { addStep, openDraft, renameDraft, setStepPlan, useRecipeDraft } from '../../stores/recipeDraft'
import { saveRecipe, useRecipes } from '../../stores/recipes'
import { checkRecipe, type CheckedStep } from './checkRecipe'
import { StepCard } from './StepCard'
import { StepPlanDialog, type PlanQuestion } from './StepPlanDialog'

const isSame = (one: Recipe, other: Recipe | undefined): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Saves it and shows it as main keeps it, unless it was changed meanwhile. */
async function keep(draft: Recipe): Promise<void> {
  await saveRecipe({ ...draft, name: draft.name.trim() })
  const saved = useRecipes.getState().recipes.find(({ id }) => id === draft.id)
  if (saved !== undefined && useRecipeDraft.getState().draft === draft) useRecipeDraft.setState({ draft: saved })
}

/** A recipe as a tree of steps, each to be changed, and more to be put on its stems. */
export function RecipeBuilder({ draft, algorithms }: { readonly draft: Recipe; readonly algorithms: readonly Algorithm[] }) {
  const { t } = useTranslation()
  const saved = useRecipes(({ recipes }) => recipes.find(({ id }) => id === draft.id))
  const [question, setQuestion] = useState<PlanQuestion | null>(null)
  const checked = useMemo(() => checkRecipe(draft, algorithms), [draft, algorithms])
  const isFull = draft.steps.length >= MOST_STEPS
  const add = useRef<HTMLDivElement>(null)
  const before = useRef(draft)
  // The step that had the focus is gone: the next thing to do is to add another.
  useEffect(() => {
    if (before.current.id === draft.id && draft.steps.length < before.current.steps.length) add.current?.querySelector('button')?.focus()
    before.current = draft
  }, [draft])
  const isSaved = isSame(draft, saved)
  const ask = (step: CheckedStep, stem: string | null): void => { setQuestion({ kind: 'onStem', stepId: step.step.id, stem }) }
  return (
    <Card
      title={t('recipes.recipe')}
      aside={(
        <div className="builder__keep">
          {saved !== undefined && !isSaved && (
            <Button kind="quiet" size="small" icon={<RotateCcw />} onPress={() => { openDraft(saved) }}>{t('recipes.revert')}</Button>
          )}
          <Button size="small" icon={<Save />} isDisabled={draft.steps.length === 0 || draft.name.trim() === ''} isSpent={isSaved} onPress={() => { void keep(draft) }}>
            {t(isSaved ? 'recipes.saved' : 'recipes.save')}
          </Button>
        </div>
      )}
    >
      <TextField label={t('recipes.name')} value={draft.name} onChange={(name) => { renameDraft(name.slice(0, 120)) }} />
      {checked.length === 0
        ? <p className="before__soft">{t('recipes.noSteps')}</p>
        : (
          <ol className="steps" aria-label={t('recipes.steps')}>
            {checked.map((step) => (
              <StepCard
                key={step.step.id}
                checked={step}
                steps={draft.steps}
                algorithms={algorithms}
                isFull={isFull}
                onAdd={(stem) => { ask(step, stem) }}
                onChange={() => { setQuestion({ kind: 'change', step }) }}
              />
            ))}
          </ol>
        )}
      <div className="builder__add" ref={add}>
        <Button size="small" icon={<Plus />} isDisabled={isFull} onPress={() => { setQuestion({ kind: 'onSong' }) }}>{t('recipes.addOnSong')}</Button>
        {isFull && <p className="before__soft">{t('recipes.tooMany', { most: MOST_STEPS })}</p>}
      </div>
      {question !== null && (
        <StepPlanDialog
          service={draft.service}
          algorithms={algorithms}
          question={question}
          onClose={() => { setQuestion(null) }}
          onTake={(plan, stem) => {
            if (question.kind === 'change') setStepPlan(question.step.step.id, plan)
            else addStep(plan, question.kind === 'onSong' ? 'input' : { stepId: question.stepId, stem }, algorithms)
            setQuestion(null)
          }}
        />
      )}
    </Card>
  )
}
