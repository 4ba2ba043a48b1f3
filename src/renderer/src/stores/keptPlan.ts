import type { Algorithm } from '../../../shared/domain/algorithm'
import { checkPlan, type PlanProblem, type PlanRenaming } from '../../../shared/domain/checkPlan'
import { toPlan } from '../../../shared/domain/defaultPlan'
import type { OutputFormatId } from '../../../shared/domain/outputFormat'
import type { Plan } from '../../../shared/domain/plan'
import { choiceOf, freshChoice, type Choice } from './choice'

/** One difference between a kept plan and what can be chosen of it today; `now` is what stands there instead. */
export type PlanChange =
  | { readonly kind: 'algorithmGone'; readonly algorithmName: string; readonly now: string | null }
  | { readonly kind: 'optionGone'; readonly fieldText: string; readonly label: string; readonly now: string | null }
  | { readonly kind: 'fieldGone'; readonly fieldText: string; readonly label: string }
  | { readonly kind: 'fieldNew'; readonly fieldText: string; readonly now: string | null }
  | { readonly kind: 'formatGone'; readonly outputFormat: OutputFormatId; readonly now: OutputFormatId }
  /** The same is sent as before; only the service's words for it are others. */
  | PlanRenaming

/** A kept plan as it can be chosen today, with every difference. */
export interface TakenPlan {
  readonly choice: Choice
  readonly changes: readonly PlanChange[]
}

const labelOf = (plan: Plan, name: string): string | null => plan.options.find((option) => option.name === name)?.label ?? null

function toChange(problem: PlanProblem, before: Plan, now: Plan): PlanChange {
  switch (problem.kind) {
    case 'optionGone': return { kind: 'optionGone', fieldText: problem.fieldText, label: problem.label, now: labelOf(now, problem.name) }
    case 'fieldGone': return { kind: 'fieldGone', fieldText: problem.fieldText, label: labelOf(before, problem.name) ?? '' }
    case 'valueMissing': return { kind: 'fieldNew', fieldText: problem.fieldText, now: labelOf(now, problem.name) }
    case 'formatGone': return { kind: 'formatGone', outputFormat: problem.outputFormat, now: now.outputFormat }
  }
}

/** Compares a kept plan with today's catalogue and repairs it; null when its algorithm is gone. */
export function takeKeptPlan(plan: Plan, algorithms: readonly Algorithm[]): TakenPlan | null {
  const check = checkPlan(plan, algorithms)
  switch (check.status) {
    case 'algorithmGone': return null
    case 'ok': return { choice: choiceOf(check.algorithm, plan), changes: check.renamed }
    case 'changed': {
      // The best format that is left is ours to choose, as everywhere: see formatFor.
      const choice = choiceOf(check.algorithm, { ...check.repaired, outputFormat: plan.outputFormat })
      const now = toPlan(check.algorithm, choice.values, choice.outputFormat)
      return { choice, changes: [...check.problems.map((problem) => toChange(problem, plan, now)), ...check.renamed] }
    }
  }
}

/** The most used algorithm that takes a file, as it starts out; null when there is none. */
export function popularChoice(algorithms: readonly Algorithm[]): Choice | null {
  const [first, ...others] = algorithms.filter(({ input }) => input === 'single_upload')
  return first === undefined ? null : freshChoice(others.reduce((best, one) => one.usesThisMonth > best.usesThisMonth ? one : best, first))
}

/** The plan to begin with: the kept one as far as today allows, else the most used algorithm; says what is different. */
export function firstPlan(algorithms: readonly Algorithm[], kept: Plan | null): TakenPlan | null {
  const taken = kept === null ? null : takeKeptPlan(kept, algorithms)
  if (taken !== null) return taken
  const choice = popularChoice(algorithms)
  if (choice === null) return null
  if (kept === null) return { choice, changes: [] }
  const now = algorithms.find(({ renderId }) => renderId === choice.renderId)?.name ?? null
  return { choice, changes: [{ kind: 'algorithmGone', algorithmName: kept.algorithmName, now }] }
}
