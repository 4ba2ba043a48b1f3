import type { AlgorithmField, FieldName } from './algorithm'

/** Chosen option keys, or the user's text, by field name; '' and absent both mean "not answered". */
export type FieldValues = Readonly<Partial<Record<FieldName, string>>>

/**
 * The fields to ask, given the values chosen so far (API notes §7, conditions). A field that another one hides counts as
 * not answered for the fields that depend on it. A condition on a field that does not exist is ignored.
 */
export function visibleFields(fields: readonly AlgorithmField[], values: FieldValues): readonly AlgorithmField[] {
  const byId = new Map(fields.map((field) => [field.id, field]))
  const isVisible = (field: AlgorithmField, asking: ReadonlySet<number>): boolean => {
    // Two fields that depend on each other decide nothing: both stay.
    if (asking.has(field.id)) return true
    const next = new Set(asking).add(field.id)
    return field.conditions.every(({ dependsOnFieldId, values: triggers, action }) => {
      const other = byId.get(dependsOnFieldId)
      if (other === undefined) return true
      const matches = isVisible(other, next) && triggers.includes(values[other.name] ?? '')
      return action === 'show' ? matches : !matches
    })
  }
  return fields.filter((field) => isVisible(field, new Set()))
}
