import type { RecipeStep } from './recipe'

/** Steps a recipe may have; each is a job of its own for every song. */
export const MOST_STEPS = 20

type Step = Pick<RecipeStep, 'id' | 'takes'>

/** The step it takes a stem of; null where it takes the song. */
export const parentOf = ({ takes }: Step): string | null => (takes === 'input' ? null : takes.stepId)

/** Why these steps are no recipe, in plain English; null when they are one: ids once, every stem of a step that is there, no circle. */
export function shapeProblem(steps: readonly Step[]): string | null {
  const byId = new Map(steps.map((step) => [step.id, step]))
  if (byId.size < steps.length) return 'two steps have the same id'
  for (const step of steps) {
    let at: Step = step
    for (let walked = 0; at.takes !== 'input'; walked += 1) {
      if (walked >= steps.length) return 'its steps go in a circle'
      const before = byId.get(at.takes.stepId)
      if (before === undefined) return 'a step takes a stem of a step that is not there'
      at = before
    }
  }
  return null
}

/** A step, how many steps come before it, and its number as people count: from 1, in the order of `inOrder`. */
export interface PlacedStep<S extends Step> {
  readonly step: S
  readonly depth: number
  readonly number: number
}

/** The steps as a tree is read: each right behind the one it takes from, those of one step in their own order. */
export function inOrder<S extends Step>(steps: readonly S[]): readonly PlacedStep<S>[] {
  const from = (parentId: string | null, depth: number): readonly { readonly step: S; readonly depth: number }[] =>
    steps.filter((step) => parentOf(step) === parentId).flatMap((step) => [{ step, depth }, ...from(step.id, depth + 1)])
  return from(null, 0).map((placed, index) => ({ ...placed, number: index + 1 }))
}

/** A step with all that comes of it. */
export function withDependents(steps: readonly Step[], stepId: string): ReadonlySet<string> {
  const found = new Set([stepId])
  for (const { step } of inOrder(steps)) if (found.has(parentOf(step) ?? '')) found.add(step.id)
  return found
}
