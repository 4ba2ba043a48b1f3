import { create } from 'zustand'
import type { Algorithm } from '../../../shared/domain/algorithm'
import type { Plan } from '../../../shared/domain/plan'
import type { Recipe, RecipeStep } from '../../../shared/domain/recipe'
import { withDependents } from '../../../shared/domain/recipeShape'
import type { ServiceId } from '../../../shared/domain/service'
import { formatsOf } from './choice'

interface DraftState {
  /** The recipe on screen, with what was changed and not saved yet; it stays while other pages are open. */
  readonly draft: Recipe | null
  /** Steps whose format was changed here, so that the next step loses nothing. */
  readonly madeLossless: readonly string[]
}

export const useRecipeDraft = create<DraftState>(() => ({ draft: null, madeLossless: [] }))

/** Formats that lose something of the sound: MP3 and M4A. */
export const isLossy = ({ outputFormat }: Pick<Plan, 'outputFormat'>): boolean => outputFormat === 0 || outputFormat === 3

const change = (make: (draft: Recipe) => Recipe): void => {
  useRecipeDraft.setState(({ draft }) => ({ draft: draft === null ? null : make(draft) }))
}
const changeStep = (stepId: string, make: (step: RecipeStep) => RecipeStep): void => {
  change((draft) => ({ ...draft, steps: draft.steps.map((step) => (step.id === stepId ? make(step) : step)) }))
}

/** Puts a recipe on screen. */
export const openDraft = (recipe: Recipe): void => { useRecipeDraft.setState({ draft: recipe, madeLossless: [] }) }
/** Starts a recipe of no steps. */
export const newDraft = (service: ServiceId, name: string): void => { openDraft({ id: crypto.randomUUID(), name, service, steps: [] }) }
/** Takes the recipe off the screen. */
export const closeDraft = (): void => { useRecipeDraft.setState({ draft: null, madeLossless: [] }) }
export const renameDraft = (name: string): void => { change((draft) => ({ ...draft, name })) }
export const setStepPlan = (stepId: string, plan: Plan): void => { changeStep(stepId, (step) => ({ ...step, plan })) }
export const setStepStem = (stepId: string, stem: string): void => {
  changeStep(stepId, (step) => (step.takes === 'input' ? step : { ...step, takes: { ...step.takes, stem } }))
}
/** Takes a step out, with all that comes of it. */
export const removeStep = (stepId: string): void => {
  change((draft) => {
    const gone = withDependents(draft.steps, stepId)
    return { ...draft, steps: draft.steps.filter(({ id }) => !gone.has(id)) }
  })
}

/** Adds a step; the one it takes from then writes its stems without loss, where it can. */
export function addStep(plan: Plan, takes: RecipeStep['takes'], algorithms: readonly Algorithm[]): void {
  change((draft) => ({ ...draft, steps: [...draft.steps, { id: crypto.randomUUID(), plan, takes }] }))
  if (takes !== 'input') writeLossless(takes.stepId, algorithms)
}

/** Lets a step write FLAC, else WAV, where it wrote a format that loses something. */
export function writeLossless(stepId: string, algorithms: readonly Algorithm[]): void {
  const plan = useRecipeDraft.getState().draft?.steps.find(({ id }) => id === stepId)?.plan
  const algorithm = algorithms.find(({ renderId }) => renderId === plan?.renderId)
  if (plan === undefined || algorithm === undefined || !isLossy(plan)) return
  const offered = formatsOf(algorithm).map(({ id }) => id)
  const format = ([2, 1] as const).find((id) => offered.includes(id))
  if (format === undefined) return
  setStepPlan(stepId, { ...plan, outputFormat: format })
  useRecipeDraft.setState(({ madeLossless }) => ({ madeLossless: [...madeLossless, stepId] }))
}
