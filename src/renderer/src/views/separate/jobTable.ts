import type { Algorithm } from '../../../../shared/domain/algorithm'
import type { BatchItem } from '../../../../shared/domain/batch'
import { creditsFor } from '../../../../shared/domain/cost'
import { toPlan } from '../../../../shared/domain/defaultPlan'
import type { Input } from '../../../../shared/domain/input'
import type { Plan } from '../../../../shared/domain/plan'
import type { Choice } from '../../stores/choice'
import type { Pair } from '../../stores/pair'
import { jobKey, type PlanSlot } from '../../stores/plan'
import type { JobItem } from '../../stores/separate'

/** A plan on screen with what today's catalogue says of it. */
export interface SeenPlan {
  readonly slotId: string
  /** As on its chip, from 1. */
  readonly number: number
  readonly algorithm: Algorithm
  readonly choice: Choice
  readonly plan: Plan
}

/** One job that can be; null credits: its length is not known, so neither is its price. */
export interface JobCell {
  readonly key: string
  readonly seen: SeenPlan
  readonly input: Input | null
  /** The song that the input is matched to; null where the algorithm takes one alone. */
  readonly reference: Input | null
  readonly credits: number | null
  readonly isIncluded: boolean
}

/** A song, or no song (for algorithms that take none), with one cell a plan; null where the two do not go together. */
export interface JobRow {
  readonly input: Input | null
  readonly cells: readonly (JobCell | null)[]
}

export interface JobTable {
  readonly plans: readonly SeenPlan[]
  readonly rows: readonly JobRow[]
}

/** The plans that are chosen, by today's catalogue; those still to be chosen and those gone are left to the caller. */
export function seenPlans(slots: readonly PlanSlot[], algorithms: readonly Algorithm[]): readonly SeenPlan[] {
  return slots.flatMap(({ id, choice }, index): SeenPlan[] => {
    const algorithm = algorithms.find(({ renderId }) => renderId === choice?.renderId)
    if (algorithm === undefined || choice === null) return []
    return [{ slotId: id, number: index + 1, algorithm, choice, plan: toPlan(algorithm, choice.values, choice.outputFormat) }]
  })
}

/** The first two plans that would do the very same, as their numbers; null when all differ. */
export function samePlans(plans: readonly SeenPlan[]): { readonly one: number; readonly other: number } | null {
  const numbers = new Map<string, number>()
  for (const { plan, number } of plans) {
    const what = JSON.stringify([plan.renderId, plan.options.map(({ name, key }) => [name, key]), plan.outputFormat])
    const one = numbers.get(what)
    if (one !== undefined) return { one, other: number }
    numbers.set(what, number)
  }
  return null
}

/** Every job that these inputs and plans make, song by song; jobs without a song come last. `pair`: who is matched to whom. */
export function toJobTable(inputs: readonly Input[], plans: readonly SeenPlan[], leftOut: ReadonlySet<string>, pair: Pair): JobTable {
  const isTarget = (input: Input): boolean => pair.reference !== null && pair.targets.includes(input)
  const goesWith = (takes: Algorithm['input'], input: Input | null): boolean => {
    switch (takes) {
      case 'no_upload': return input === null
      case 'single_upload': return input !== null
      case 'matchering_upload': return input !== null && isTarget(input)
    }
  }
  const cell = (seen: SeenPlan, input: Input | null): JobCell | null => {
    if (!goesWith(seen.algorithm.input, input)) return null
    const reference = seen.algorithm.input === 'matchering_upload' ? pair.reference : null
    const key = jobKey(input?.id ?? null, seen.slotId)
    const credits = creditsFor(seen.algorithm, seen.choice.values, input?.durationSeconds ?? null)
    return { key, seen, input, reference, credits, isIncluded: !leftOut.has(key) }
  }
  const isTaken = (input: Input | null): boolean => plans.some(({ algorithm }) => goesWith(algorithm.input, input))
  const sources = [...inputs, null].filter(isTaken)
  return { plans, rows: sources.map((input) => ({ input, cells: plans.map((seen) => cell(seen, input)) })) }
}

/** The cells that are jobs: possible and not left out, in the order in which they are sent. */
export const includedCells = ({ rows }: JobTable): readonly JobCell[] =>
  rows.flatMap(({ cells }) => cells.filter((cell): cell is JobCell => cell?.isIncluded === true))

/** Whether every song goes with every plan, so that songs times plans are the jobs. */
export const isFullTable = ({ rows }: JobTable): boolean =>
  rows.every(({ input, cells }) => input !== null && cells.every((cell) => cell !== null))

/** How many jobs could be. */
export const possibleJobs = ({ rows }: JobTable): number =>
  rows.reduce((sum, { cells }) => sum + cells.filter((cell) => cell !== null).length, 0)

/** A job as the sums and limits of a batch look at it. */
export const toBatchItem = ({ input, reference, seen: { algorithm, choice: { values, outputFormat } } }: JobCell): BatchItem =>
  ({ input, reference, algorithm, values, outputFormat })

/** What is sent: exactly the cells that are ticked. */
export const toItems = (cells: readonly JobCell[]): readonly JobItem[] =>
  cells.map(({ input, reference, seen }) => ({
    inputId: input?.id ?? null, ...(reference === null ? {} : { referenceId: reference.id }), plan: seen.plan
  }))

/** References that nobody needs any more once the ticked jobs are sent: no target stays behind that was to be matched to them, and no job of their own. */
export function spentReferences(table: JobTable): readonly string[] {
  const sent = new Set(includedCells(table).flatMap(({ input }) => input?.id ?? []))
  const cells = table.rows.flatMap(({ cells }) => cells.filter((cell) => cell !== null))
  const wanted = new Set(includedCells(table).flatMap(({ reference }) => reference?.id ?? []))
  const needed = new Set(cells.filter(({ input }) => input !== null && !sent.has(input.id)).flatMap(({ input, reference }) => [input?.id, reference?.id]))
  return [...wanted].filter((id) => !needed.has(id))
}

/** A sum of credits; `exact` is false when a price is not known, and each such job counts as the least, one credit. */
export interface CreditSum {
  readonly credits: number
  readonly exact: boolean
}

/** Credits of these jobs together. */
export const sumCredits = (cells: readonly JobCell[]): CreditSum => ({
  credits: cells.reduce((sum, { credits }) => sum + (credits ?? 1), 0),
  exact: cells.every(({ credits }) => credits !== null)
})
