import {
  FIELD_NAMES, type Algorithm, type AlgorithmField, type AlgorithmInput, type FieldCondition, type PredictedStem, type PriceRule
} from '../../shared/domain/algorithm'
import { toOrderedPairs } from './orderedJson'
import { toOneLine } from './plainText'
import { algorithmWire, conditionWire, descriptionWire, fieldWire, priceRuleWire, type AlgorithmWire } from './wire'

export interface ReadRows {
  readonly algorithms: readonly Algorithm[]
  readonly unreadableRows: number
}

/** The rows of app/algorithms we can use, in the service's order. Inactive ones are hidden; what does not parse is counted. */
export function toAlgorithms(rows: readonly unknown[]): ReadRows {
  const byRenderId = new Map<number, Algorithm>()
  let unreadableRows = 0
  for (const row of rows) {
    const parsed = algorithmWire.safeParse(row)
    const algorithm = parsed.success ? toAlgorithm(parsed.data) : null
    if (parsed.success && parsed.data.is_active === false) continue
    if (algorithm === null) unreadableRows += 1
    else if (!byRenderId.has(algorithm.renderId)) byRenderId.set(algorithm.renderId, algorithm)
  }
  return { algorithms: [...byRenderId.values()], unreadableRows }
}

/** One row of the catalogue, or null when its kind of input is not known to us. */
export function toAlgorithm(row: AlgorithmWire): Algorithm | null {
  const input = toInput(row.audio_widget)
  if (input === null) return null
  const fields = row.algorithm_fields.flatMap(toField)
  return {
    id: row.id ?? row.render_id,
    renderId: row.render_id,
    name: row.name,
    group: toGroup(row),
    gate: toGate(row.orientation),
    input,
    priceCoefficient: row.price_coefficient !== null && row.price_coefficient >= 0 ? row.price_coefficient : 1,
    usesThisMonth: Math.max(0, row.usage ?? 0),
    rating: toRating(row),
    stems: toStems(row),
    shortDescription: toDescription(row),
    // The array comes in any order; people read options in the order of their names.
    fields: fields.sort((a, b) => FIELD_NAMES.indexOf(a.name) - FIELD_NAMES.indexOf(b.name)),
    outputFormats: toOutputFormats(row.output_formats)
  }
}

function toInput(word: string | null): AlgorithmInput | null {
  if (word === null || word === '' || word === 'single_upload') return 'single_upload'
  return word === 'no_upload' || word === 'matchering_upload' ? word : null
}

function toGroup({ algorithm_group: group, algorithm_group_id: id }: AlgorithmWire): Algorithm['group'] {
  return { id: group.id ?? id ?? 0, name: group.name?.trim() || 'Other' }
}

function toGate(orientation: number | null): Algorithm['gate'] {
  if (orientation === null || orientation <= 0) return 'everyone'
  return orientation === 1 ? 'registered' : 'premium'
}

function toRating({ rating: { average, total } }: AlgorithmWire): Algorithm['rating'] {
  return average !== null && average > 0 && total !== null && total > 0 ? { average, votes: total } : null
}

function toStems(row: AlgorithmWire): readonly PredictedStem[] {
  const outputs = toOrderedPairs(row.outputs) ?? []
  if (outputs.length > 0) return outputs.map(([key, label]) => ({ key, label: label || toLabel(key) }))
  return row.output_stems.flatMap((key) => (typeof key === 'string' && key !== '' ? [{ key, label: toLabel(key) }] : []))
}

function toLabel(key: string): string {
  const words = key.replace(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function toDescription(row: AlgorithmWire): string {
  const descriptions = row.algorithm_descriptions.map((item) => descriptionWire.parse(item))
  const english = descriptions.find(({ lang, short_description }) => lang === 'en' && Boolean(short_description))
  const text = toOneLine(english?.short_description ?? row.description ?? '', 1_000)
  // The site's own placeholder.
  return /^no data found\.?$/i.test(text) ? '' : text
}

function toField(sent: unknown): AlgorithmField[] {
  const parsed = fieldWire.safeParse(sent)
  if (!parsed.success) return []
  const { id, name, text, input_type: type, default_key: defaultKey, required, help_link: helpLink } = parsed.data
  const inputType = type === 'text' || type === 'textarea' ? type : 'select'
  const options = inputType === 'select' ? (toOrderedPairs(parsed.data.options) ?? []).map(([key, label]) => ({ key, label: label || key })) : []
  // A list without choices cannot be asked; the service then takes its own default.
  if (inputType === 'select' && options.length === 0) return []
  return [
    {
      id: id ?? -1 - FIELD_NAMES.indexOf(name),
      name,
      text: text?.trim() || name,
      inputType,
      options,
      defaultKey,
      // Rows before 2025 have no such key, and their lists were all to be answered.
      required: required ?? inputType === 'select',
      helpLink: helpLink?.startsWith('https://') === true ? helpLink : null,
      conditions: parsed.data.conditions.flatMap(toCondition),
      priceRules: parsed.data.price_rules.flatMap(toPriceRule)
    }
  ]
}

function toCondition(sent: unknown): FieldCondition[] {
  const parsed = conditionWire.safeParse(sent)
  if (!parsed.success || (parsed.data.operator ?? 'in') !== 'in') return []
  const { depends_on_field_id: dependsOnFieldId, value_json: values, action } = parsed.data
  return [{ dependsOnFieldId, values: values.flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? [String(value)] : [])), action }]
}

function toPriceRule(sent: unknown): PriceRule[] {
  const parsed = priceRuleWire.safeParse(sent)
  if (!parsed.success || (parsed.data.mode ?? 'multiplier') !== 'multiplier') return []
  return [{ optionKey: parsed.data.option_key, multiplier: parsed.data.value }]
}

function toOutputFormats(sent: unknown): readonly number[] | null {
  return Array.isArray(sent) ? sent.filter((id): id is number => Number.isInteger(id)) : null
}
