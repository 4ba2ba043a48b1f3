import {
  FIELD_NAMES, type Algorithm, type AlgorithmField, type AlgorithmInput, type FieldCondition, type FieldName, type PredictedStem, type PriceRule
} from '../../shared/domain/algorithm'
import { OUTPUT_FORMATS } from '../../shared/domain/outputFormat'
import { toLabel } from '../../shared/text/visibleText'
import { toOrderedPairs } from './orderedJson'
import { toOneLine } from './plainText'
import { toQuality } from './qualityFigures'
import { isPlaceholder, toDescriptionLanguages } from './toDescription'
import { toOutputOverrides, toOutputVariants, toStem, toStems } from './toOutputs'
import { isAllowedWebPage } from './webPages'
import { algorithmWire, conditionWire, descriptionWire, fieldWire, priceRuleWire, type AlgorithmWire } from './wire'

/** Of a short description: far more than a person writes, and little for the parser. */
const MAXIMUM_HTML = 20_000

export interface ReadRows {
  readonly algorithms: readonly Algorithm[]
  readonly unreadableRows: number
}

/** The rows of app/algorithms we can use, in the service's order. Inactive ones are hidden; what does not parse is counted. */
export function toAlgorithms(rows: readonly unknown[]): ReadRows {
  const reading = createReading()
  for (const row of rows) reading.add(row)
  return reading.done()
}

/**
 * The same with `pause` awaited whenever `sliceMs` have gone by, so that a whole catalogue (50 ms cold) never keeps the
 * main process from its windows.
 */
export async function toAlgorithmsInSlices(rows: readonly unknown[], pause: () => Promise<void>, sliceMs = 8): Promise<ReadRows> {
  const reading = createReading()
  let startMs = performance.now()
  for (const row of rows) {
    reading.add(row)
    if (performance.now() - startMs < sliceMs) continue
    await pause()
    startMs = performance.now()
  }
  return reading.done()
}

function createReading(): { add(row: unknown): void; done(): ReadRows } {
  const byRenderId = new Map<number, Algorithm>()
  let unreadableRows = 0
  return {
    add(row) {
      const parsed = algorithmWire.safeParse(row)
      if (parsed.success && parsed.data.is_active === false) return
      const algorithm = parsed.success ? toAlgorithm(parsed.data) : null
      if (algorithm === null) unreadableRows += 1
      else if (!byRenderId.has(algorithm.renderId)) byRenderId.set(algorithm.renderId, algorithm)
    },
    done: () => ({ algorithms: [...byRenderId.values()], unreadableRows })
  }
}

/** One row of the catalogue, or null when its kind of input is not known to us or nothing of its name can be seen. */
export function toAlgorithm(row: AlgorithmWire): Algorithm | null {
  const input = toInput(row.audio_widget)
  const name = toLabel(row.name, LONGEST_NAME)
  if (input === null || name === '') return null
  const fields = toFields(row.algorithm_fields)
  const shortDescription = toShortDescription(row)
  return {
    id: row.id ?? row.render_id,
    renderId: row.render_id,
    name,
    group: toGroup(row),
    gate: toGate(row.orientation),
    input,
    priceCoefficient: toFactor(row.price_coefficient),
    usesThisMonth: toCount(row.usage) ?? 0,
    rating: toRating(row),
    stems: toRowStems(row),
    outputVariants: toOutputVariants(row.output_variants),
    shortDescription,
    descriptionLanguages: toDescriptionLanguages(row),
    quality: toQuality([name, shortDescription], fields),
    fields,
    outputFormats: toOutputFormats(row.output_formats)
  }
}

// What a plan keeps of these words has limits of its own (shared/domain/plan.ts); the longest real ones have 120 characters.
const LONGEST_NAME = 240
const LONGEST_LABEL = 500

// Beyond these a figure is a mistake. A count or a rating is then not known; a price is held, because too dear a
// warning costs nobody anything.
const MOST_COUNTED = 1e9
const BEST_RATING = 5
const DEAREST_FACTOR = 1_000

/** A whole count from 0, or null when it is none. */
const toCount = (value: number | null): number | null => value !== null && value >= 0 && value <= MOST_COUNTED ? Math.round(value) : null

/** How many times a minute counts; 1 where nothing sensible is said. */
const toFactor = (value: number | null): number => value === null || value < 0 ? 1 : Math.min(value, DEAREST_FACTOR)

function toInput(word: string | null): AlgorithmInput | null {
  if (word === null || word === '' || word === 'single_upload') return 'single_upload'
  return word === 'no_upload' || word === 'matchering_upload' ? word : null
}

function toGroup({ algorithm_group: group, algorithm_group_id: id }: AlgorithmWire): Algorithm['group'] {
  return { id: group.id ?? id ?? 0, name: toLabel(group.name ?? '', LONGEST_NAME) || 'Other' }
}

function toGate(orientation: number | null): Algorithm['gate'] {
  if (orientation === null || orientation <= 0) return 'everyone'
  return orientation === 1 ? 'registered' : 'premium'
}

function toRating({ rating: { average, total } }: AlgorithmWire): Algorithm['rating'] {
  const votes = toCount(total) ?? 0
  return average !== null && average > 0 && average <= BEST_RATING && votes > 0 ? { average, votes } : null
}

function toRowStems(row: AlgorithmWire): readonly PredictedStem[] {
  const stems = toStems(row.outputs)
  return stems.length > 0 ? stems : row.output_stems.flatMap((key) => (typeof key === 'string' && key !== '' ? [toStem(key)] : []))
}

function toShortDescription(row: AlgorithmWire): string {
  const descriptions = row.algorithm_descriptions.map((item) => descriptionWire.parse(item))
  const english = descriptions.find(({ lang, short_description }) => lang === 'en' && Boolean(short_description))
  const text = toOneLine((english?.short_description ?? row.description ?? '').slice(0, MAXIMUM_HTML), 1_000)
  return isPlaceholder(text) ? '' : text
}

/** Each name once and each number once: a name is what is sent, a number is what conditions speak of. */
function toFields(sent: readonly unknown[]): readonly AlgorithmField[] {
  const ids = new Set<number>()
  const byName = new Map<FieldName, AlgorithmField>()
  for (const field of sent.flatMap(toField)) {
    if (byName.has(field.name)) continue
    byName.set(field.name, ids.has(field.id) ? { ...field, id: ownId(field.name) } : field)
    ids.add(field.id)
  }
  // The array comes in any order; people read options in the order of their names.
  return FIELD_NAMES.flatMap((name) => byName.get(name) ?? [])
}

/** For a field without a number of its own: one that the service does not use. */
const ownId = (name: FieldName): number => -1 - FIELD_NAMES.indexOf(name)

const toOptionLabel = (label: string, key: string): string => toLabel(label, LONGEST_LABEL) || toLabel(key, LONGEST_LABEL) || '?'

function toField(sent: unknown): AlgorithmField[] {
  const parsed = fieldWire.safeParse(sent)
  if (!parsed.success) return []
  const { id, name, text, input_type: type, default_key: defaultKey, required, help_link: helpLink } = parsed.data
  const inputType = type === 'text' || type === 'textarea' ? type : 'select'
  const options = inputType === 'select' ? (toOrderedPairs(parsed.data.options) ?? []).map(([key, label]) => ({ key, label: toOptionLabel(label, key) })) : []
  // A list without choices cannot be asked; the service then takes its own default.
  if (inputType === 'select' && options.length === 0) return []
  return [
    {
      id: id ?? ownId(name),
      name,
      text: toLabel(text ?? '', LONGEST_NAME) || name,
      inputType,
      options,
      defaultKey,
      // Rows before 2025 have no such key, and their lists were all to be answered.
      required: required ?? inputType === 'select',
      // A button that could only be refused is none.
      helpLink: helpLink !== null && isAllowedWebPage(helpLink) ? helpLink : null,
      conditions: parsed.data.conditions.flatMap(toCondition),
      priceRules: parsed.data.price_rules.flatMap(toPriceRule),
      serverKey: parsed.data.server_key?.trim() || null,
      registeredOnlyKeys: parsed.data.registered_only_keys.flatMap(toKey),
      outputOverrides: toOutputOverrides(parsed.data.output_overrides)
    }
  ]
}

function toCondition(sent: unknown): FieldCondition[] {
  const parsed = conditionWire.safeParse(sent)
  if (!parsed.success || (parsed.data.operator ?? 'in') !== 'in') return []
  const { depends_on_field_id: dependsOnFieldId, value_json: values, action } = parsed.data
  return [{ dependsOnFieldId, values: values.flatMap(toKey), action }]
}

function toKey(sent: unknown): string[] {
  return typeof sent === 'string' || typeof sent === 'number' ? [String(sent)] : []
}

function toPriceRule(sent: unknown): PriceRule[] {
  const parsed = priceRuleWire.safeParse(sent)
  if (!parsed.success || (parsed.data.mode ?? 'multiplier') !== 'multiplier') return []
  return [{ optionKey: parsed.data.option_key, multiplier: toFactor(parsed.data.value) }]
}

/** Formats that we know too; without one of them nothing was said. */
function toOutputFormats(sent: unknown): readonly number[] | null {
  const known = Array.isArray(sent) ? OUTPUT_FORMATS.flatMap(({ id }) => (sent.includes(id) ? [id] : [])) : []
  return known.length > 0 ? known : null
}
