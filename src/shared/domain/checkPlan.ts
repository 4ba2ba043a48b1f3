import { toLabel } from '../text/visibleText'
import type { Algorithm, FieldName } from './algorithm'
import { defaultValues, toPlan, valuesFor, valuesOf } from './defaultPlan'
import { OUTPUT_FORMATS, type OutputFormatId } from './outputFormat'
import type { Plan, PlanOption } from './plan'
import { visibleFields } from './visibleFields'

const LONGEST = 500

/** Something in a kept plan that today's catalogue does not offer, in the words it was chosen by. */
export type PlanProblem =
  /** Not asked any more: the field is gone, or hidden by what is chosen elsewhere. */
  | { readonly kind: 'fieldGone'; readonly name: FieldName; readonly fieldText: string }
  | { readonly kind: 'optionGone'; readonly name: FieldName; readonly fieldText: string; readonly label: string }
  /** A field that must be answered and was not, e.g. an empty text prompt, or one that comes into view today. */
  | { readonly kind: 'valueMissing'; readonly name: FieldName; readonly fieldText: string }
  | { readonly kind: 'formatGone'; readonly outputFormat: OutputFormatId }

/** Today's words for a choice that is still offered: what is sent is the same, what it means may not be. */
export type PlanRenaming =
  | { readonly kind: 'fieldRenamed'; readonly fieldText: string; readonly now: string }
  | { readonly kind: 'optionRenamed'; readonly fieldText: string; readonly label: string; readonly now: string }

export type PlanCheck =
  | { readonly status: 'ok'; readonly algorithm: Algorithm; readonly renamed: readonly PlanRenaming[] }
  | { readonly status: 'algorithmGone' }
  /** `repaired` keeps every choice that still exists; what cannot be repaired (an empty prompt) stays a problem of it. */
  | {
      readonly status: 'changed'; readonly algorithm: Algorithm; readonly problems: readonly PlanProblem[]; readonly repaired: Plan
      readonly renamed: readonly PlanRenaming[]
    }

/** Compares a kept plan with today's catalogue: option lists change every month (API notes §14). */
export function checkPlan(plan: Plan, algorithms: readonly Algorithm[]): PlanCheck {
  const algorithm = algorithms.find(({ renderId }) => renderId === plan.renderId)
  if (algorithm === undefined) return { status: 'algorithmGone' }
  const { outputFormat } = plan
  const formatGone = algorithm.outputFormats !== null && !algorithm.outputFormats.includes(outputFormat)
  const repaired = repair(plan, algorithm)
  const problems: PlanProblem[] = [
    ...optionProblems(plan, algorithm),
    ...hiddenNow(plan, algorithm, repaired),
    ...missingValues(plan, algorithm, repaired),
    ...(formatGone ? [{ kind: 'formatGone', outputFormat } as const] : [])
  ]
  const renamed = plan.options.filter((option) => isLeft(option, repaired)).flatMap((option) => renamings(option, algorithm))
  return problems.length === 0 ? { status: 'ok', algorithm, renamed } : { status: 'changed', algorithm, problems, repaired, renamed }
}

const isLeft = ({ name, key }: PlanOption, repaired: Plan): boolean => repaired.options.some((option) => option.name === name && option.key === key)

function renamings({ name, key, fieldText, label }: PlanOption, { fields }: Algorithm): PlanRenaming[] {
  const field = fields.find((candidate) => candidate.name === name)
  if (field === undefined) return []
  const option = field.options.find((candidate) => candidate.key === key)
  return [
    ...(isSame(fieldText, field.text, name) ? [] : [{ kind: 'fieldRenamed', fieldText, now: field.text } as const]),
    ...(option === undefined || isSame(label, option.label, key) ? [] : [{ kind: 'optionRenamed', fieldText: field.text, label, now: option.label } as const])
  ]
}

/** Whether the kept words are today's, or none: the key then stands in for them. They may be older than the rule of what a label holds. */
const isSame = (kept: string, today: string, standIn: string): boolean => kept === standIn || toLabel(kept, LONGEST) === toLabel(today, LONGEST)

function optionProblems(plan: Plan, algorithm: Algorithm): PlanProblem[] {
  return plan.options.flatMap((option): PlanProblem[] => {
    if (isOffered(option, algorithm)) return []
    const { name, fieldText, label } = option
    const fieldGone = !algorithm.fields.some((field) => field.name === name)
    return [fieldGone ? { kind: 'fieldGone', name, fieldText } : { kind: 'optionGone', name, fieldText, label }]
  })
}

function isOffered({ name, key }: PlanOption, algorithm: Algorithm): boolean {
  const field = algorithm.fields.find((candidate) => candidate.name === name)
  return field !== undefined && (field.inputType !== 'select' || field.options.some((option) => option.key === key))
}

/** What is still offered and yet not asked beside the other choices: it would not be sent. */
function hiddenNow({ options }: Plan, algorithm: Algorithm, repaired: Plan): PlanProblem[] {
  const isAsked = ({ name }: PlanOption): boolean => repaired.options.some((option) => option.name === name)
  return options.flatMap((option): PlanProblem[] =>
    option.key === '' || isAsked(option) || !isOffered(option, algorithm) ? [] : [{ kind: 'fieldGone', name: option.name, fieldText: option.fieldText }]
  )
}

function missingValues(plan: Plan, algorithm: Algorithm, repaired: Plan): PlanProblem[] {
  const asked = new Set([valuesOf(plan), valuesOf(repaired)].flatMap((values) => visibleFields(algorithm.fields, values)))
  const values = valuesOf(plan)
  return [...asked].flatMap(({ name, text, required }): PlanProblem[] =>
    required && (values[name] ?? '').trim() === '' ? [{ kind: 'valueMissing', name, fieldText: text }] : []
  )
}

function repair(plan: Plan, algorithm: Algorithm): Plan {
  const start = defaultValues(algorithm)
  const options = plan.options.map((option) => (isOffered(option, algorithm) ? option : { ...option, key: start[option.name] ?? '' }))
  const formats = algorithm.outputFormats
  const formatOk = formats === null || formats.includes(plan.outputFormat)
  // The service's own first format; 1 (WAV 16) is the one every service writes.
  const outputFormat = formatOk ? plan.outputFormat : (OUTPUT_FORMATS.find(({ id }) => formats.includes(id))?.id ?? 1)
  return toPlan(algorithm, valuesFor(algorithm, { ...plan, options }), outputFormat)
}
