import type { Algorithm, AlgorithmField, FieldName } from './algorithm'
import type { OutputFormatId } from './outputFormat'
import type { Plan, PlanOption } from './plan'
import { visibleFields, type FieldValues } from './visibleFields'

/** What a field starts with: its default where that is still an option, else the first option where one is required, else ''. */
export function defaultValue({ inputType, options, defaultKey, required }: AlgorithmField): string {
  if (inputType !== 'select') return defaultKey ?? ''
  if (defaultKey !== null && options.some(({ key }) => key === defaultKey)) return defaultKey
  return required ? (options[0]?.key ?? '') : ''
}

/** The start values of every field, hidden ones included: they must be there when they come into view. */
export function defaultValues(algorithm: Algorithm): FieldValues {
  return Object.fromEntries(algorithm.fields.map((field) => [field.name, defaultValue(field)]))
}

/** The plan of these values: answered, visible fields only, with the words they were chosen by. */
export function toPlan(algorithm: Algorithm, values: FieldValues, outputFormat: OutputFormatId): Plan {
  const options = visibleFields(algorithm.fields, values).flatMap((field): PlanOption[] => {
    const key = values[field.name] ?? ''
    if (key === '') return []
    const label = field.options.find((option) => option.key === key)?.label ?? key
    return [{ name: field.name, fieldText: field.text, key, label }]
  })
  return { renderId: algorithm.renderId, algorithmName: algorithm.name, options, outputFormat }
}

/** The plan an algorithm starts with. */
export function defaultPlan(algorithm: Algorithm, outputFormat: OutputFormatId): Plan {
  return toPlan(algorithm, defaultValues(algorithm), outputFormat)
}

/** The values a plan was made of. */
export function valuesOf(plan: Plan): FieldValues {
  return Object.fromEntries(plan.options.map(({ name, key }): [FieldName, string] => [name, key]))
}

/**
 * Every field's value as a kept plan leaves it. A field in sight that the plan says nothing of was left open and stays so
 * where it may; hidden fields have what they start with, for when they come into view.
 */
export function valuesFor(algorithm: Algorithm, plan: Plan): FieldValues {
  const values = { ...defaultValues(algorithm), ...valuesOf(plan) }
  const said = new Set(plan.options.map(({ name }) => name))
  const open = visibleFields(algorithm.fields, values).filter(({ name, required }) => !required && !said.has(name))
  return { ...values, ...Object.fromEntries(open.map(({ name }) => [name, ''])) }
}
