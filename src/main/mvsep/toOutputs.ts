import type { OutputOverride, OutputVariant, PredictedStem } from '../../shared/domain/algorithm'
import { toLabel } from '../../shared/text/visibleText'
import { toOrderedJson, type OrderedJson } from './orderedJson'

/*
 * What the catalogue says of the stems that will come out (API notes §7): `outputs` of the row, `output_variants` of
 * the row for options seen together, `output_overrides` of a field for its own options. All three are JSON texts.
 */

/** The longest real one has 40 characters. */
const LONGEST_STEM = 120

type Pairs = ReadonlyMap<string, OrderedJson>
const nothing: Pairs = new Map()
const asPairs = (value: OrderedJson | undefined): Pairs => (value instanceof Map ? value : nothing)
const asList = (value: OrderedJson | undefined): readonly OrderedJson[] => (Array.isArray(value) ? (value as readonly OrderedJson[]) : [])

/** Stem key -> label in the service's order; a label left out is made of the key. */
export function toStems(outputs: unknown): readonly PredictedStem[] {
  return stemsOf(toOrderedJson(outputs))
}

/** A stem known by its key alone. */
export function toStem(key: string): PredictedStem {
  const words = toLabel(key.replace(/[-_]+/g, ' '), LONGEST_STEM)
  return { key, label: words.charAt(0).toUpperCase() + words.slice(1) }
}

/** The combinations of `{keys, variants: [{match, outputs, …}]}`, or of the bare list. One without a match or stems says nothing. */
export function toOutputVariants(sent: unknown): readonly OutputVariant[] {
  const value = toOrderedJson(sent)
  const rows = value instanceof Map ? asList(asPairs(value).get('variants')) : asList(value)
  return rows.flatMap((row): OutputVariant[] => {
    const match = [...asPairs(asPairs(row).get('match'))].flatMap(([key, option]) => {
      const text = toText(option)
      return text === null ? [] : [[key, text] as const]
    })
    const stems = stemsOf(asPairs(row).get('outputs'))
    const isWhole = match.length > 0 && match.length === asPairs(asPairs(row).get('match')).size
    return isWhole && stems.length > 0 ? [{ match: Object.fromEntries(match), stems }] : []
  })
}

/** What each option of a field does: `{optionKey: {mode: "set"|"add", outputs}}`. Other modes are not known to us. */
export function toOutputOverrides(sent: unknown): readonly OutputOverride[] {
  return [...asPairs(toOrderedJson(sent))].flatMap(([optionKey, override]): OutputOverride[] => {
    const mode = asPairs(override).get('mode')
    const stems = stemsOf(asPairs(override).get('outputs'))
    return (mode === 'set' || mode === 'add') && stems.length > 0 ? [{ optionKey, mode, stems }] : []
  })
}

function stemsOf(outputs: OrderedJson | undefined): readonly PredictedStem[] {
  return [...asPairs(outputs)].flatMap(([key, label]) => {
    const text = toText(label)
    if (text === null || key === '') return []
    const shown = toLabel(text, LONGEST_STEM)
    return [shown === '' ? toStem(key) : { key, label: shown }]
  })
}

function toText(value: OrderedJson): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
}
