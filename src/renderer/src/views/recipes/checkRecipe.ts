import type { Algorithm } from '../../../../shared/domain/algorithm'
import { creditsFor } from '../../../../shared/domain/cost'
import { toPlan } from '../../../../shared/domain/defaultPlan'
import type { Input } from '../../../../shared/domain/input'
import type { Plan } from '../../../../shared/domain/plan'
import { predictStems, type StemPrediction } from '../../../../shared/domain/predictStems'
import type { Recipe, RecipeStep } from '../../../../shared/domain/recipe'
import { inOrder, parentOf } from '../../../../shared/domain/recipeShape'
import { visibleFields } from '../../../../shared/domain/visibleFields'
import type { Choice } from '../../stores/choice'
import { takeKeptPlan, type PlanChange } from '../../stores/keptPlan'
import { isLossy } from '../../stores/recipeDraft'
import type { JobCell } from '../separate/jobTable'

/** A step as today's catalogue has it. */
export interface CheckedStep {
  readonly step: RecipeStep
  readonly depth: number
  /** From 1, as the tree is read. */
  readonly number: number
  /** The step it takes from; null where it takes the song. */
  readonly parent: CheckedStep | null
  /** Null when it is no longer offered. */
  readonly algorithm: Algorithm | null
  readonly choice: Choice | null
  /** What would be sent today; the kept one where that cannot be said. */
  readonly today: Plan
  readonly changes: readonly PlanChange[]
  readonly stems: StemPrediction
  /** The catalogue says for sure that the step it takes from does not make the stem it wants; these are made. */
  readonly notMade: readonly string[] | null
  /** Others take from it, and its format loses something. */
  readonly losesSound: boolean
}

/** What keeps a step from being done as it stands. */
export type StepTrouble = 'gone' | 'changed' | 'noSong' | { readonly field: string }

const isRenaming = ({ kind }: PlanChange): boolean => kind === 'fieldRenamed' || kind === 'optionRenamed'
const NOTHING_SAID: StemPrediction = { stems: [], certainty: 'unknown' }

/** Compares a recipe with today's catalogue, step by step, as its tree is read. Nothing is repaired silently. */
export function checkRecipe({ steps }: Pick<Recipe, 'steps'>, algorithms: readonly Algorithm[]): readonly CheckedStep[] {
  const checked = new Map<string, CheckedStep>()
  for (const { step, depth, number } of inOrder(steps)) {
    const taken = takeKeptPlan(step.plan, algorithms)
    const algorithm = algorithms.find(({ renderId }) => renderId === step.plan.renderId) ?? null
    const choice = taken?.choice ?? null
    const parent = checked.get(parentOf(step) ?? '') ?? null
    checked.set(step.id, {
      step, depth, number, parent, algorithm, choice,
      today: algorithm === null || choice === null ? step.plan : toPlan(algorithm, choice.values, choice.outputFormat),
      changes: taken?.changes ?? [{ kind: 'algorithmGone', algorithmName: step.plan.algorithmName, now: null }],
      stems: algorithm === null || choice === null ? NOTHING_SAID : predictStems(algorithm, choice.values),
      notMade: notMade(step, parent),
      losesSound: isLossy(step.plan) && steps.some((other) => parentOf(other) === step.id)
    })
  }
  return [...checked.values()]
}

function notMade({ takes }: RecipeStep, parent: CheckedStep | null): readonly string[] | null {
  if (takes === 'input' || parent === null || parent.stems.certainty !== 'exact') return null
  const labels = parent.stems.stems.map(({ label }) => label)
  return labels.some((label) => label.trim().toLowerCase() === takes.stem.trim().toLowerCase()) ? null : labels
}

/** Why this step cannot be done as it stands; null when it can. */
export function troubleOf({ algorithm, choice, changes }: CheckedStep): StepTrouble | null {
  if (algorithm === null || choice === null) return 'gone'
  if (algorithm.input !== 'single_upload') return 'noSong'
  const empty = visibleFields(algorithm.fields, choice.values).find(({ name, required }) => required && (choice.values[name] ?? '').trim() === '')
  if (empty !== undefined) return { field: empty.text }
  return changes.every(isRenaming) ? null : 'changed'
}

// 44,100 frames of two channels: what a stem weighs as WAV, 16 and 32 bit. FLAC is smaller, by how much nobody can say.
const WAV_BYTES_A_SECOND: Readonly<Record<number, number>> = { 1: 176_400, 4: 352_800 }

/** Every job the recipe makes of these songs, song by song, for sums and limits. */
export function recipeCells(checked: readonly CheckedStep[], inputs: readonly Input[]): readonly JobCell[] {
  return inputs.flatMap((song) => checked.flatMap(({ step, number, parent, algorithm, choice, today }): JobCell[] => {
    if (algorithm === null || choice === null) return []
    const input: Input = step.takes === 'input' || parent === null ? song : {
      id: song.id, name: `${song.name} (${step.takes.stem})`, durationSeconds: song.durationSeconds,
      sizeBytes: (WAV_BYTES_A_SECOND[parent.today.outputFormat] ?? 0) * (song.durationSeconds ?? 0)
    }
    return [{
      key: `${step.id} ${song.id}`, isIncluded: true, input, reference: null, credits: creditsFor(algorithm, choice.values, song.durationSeconds),
      seen: { slotId: step.id, number, algorithm, choice, plan: today }
    }]
  }))
}
