import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { toAlgorithms } from '../../main/mvsep/toAlgorithm'
import type { Algorithm, OutputOverride, OutputVariant, PredictedStem } from './algorithm'
import { defaultValues } from './defaultPlan'
import { predictStems } from './predictStems'
import { algorithm, field } from './testing/algorithms'
import type { FieldValues } from './visibleFields'

const stems = (...keys: string[]): PredictedStem[] => keys.map((key) => ({ key, label: key }))
const variant = (match: Record<string, string>, ...keys: string[]): OutputVariant => ({ match, stems: stems(...keys) })
const override = (optionKey: string, mode: 'set' | 'add', ...keys: string[]): OutputOverride => ({ optionKey, mode, stems: stems(...keys) })
const told = (row: Algorithm, values: FieldValues): string => {
  const { stems: predicted, certainty } = predictStems(row, values)
  return `${predicted.map(({ key }) => key).join(' ')} (${certainty})`
}

const base = { stems: stems('a', 'b') }
const model = field(1, 'add_opt1', ['0', '1', '2'], { serverKey: 'model' })
const mode = field(2, 'add_opt2', ['0', '1'], { serverKey: 'mode' })
const shownBy1 = { conditions: [{ dependsOnFieldId: 1, values: ['1'], action: 'show' as const }] }

describe('predicted stems', () => {
  it.each<[string, Partial<Algorithm>, FieldValues, string]>([
    ['an algorithm without options', {}, {}, 'a b (exact)'],
    ['an algorithm that names none', { stems: [] }, {}, ' (unknown)'],
    ['the default options', { fields: [model] }, { add_opt1: '0' }, 'a b (exact)'],
    ['options nobody chose: the service takes its own', { fields: [model] }, {}, 'a b (exact)'],
    ['another option, of which nothing is said', { fields: [model] }, { add_opt1: '1' }, 'a b (usual)'],
    ['a field without a default', { fields: [field(1, 'add_opt1', ['0', '1'], { defaultKey: null })] }, { add_opt1: '0' }, 'a b (usual)'],
    ['words of one’s own', { fields: [field(1, 'add_opt1', [])] }, { add_opt1: 'a flute' }, 'a b (exact)'],
    ['a variant that matches', { fields: [model], outputVariants: [variant({ model: '0' }, 'a'), variant({ model: '1' }, 'c', 'd')] }, { add_opt1: '1' }, 'c d (exact)'],
    ['variants of which none matches', { fields: [model], outputVariants: [variant({ model: '0' }, 'a')] }, { add_opt1: '2' }, 'a b (usual)'],
    ['variants of which not even the default matches', { fields: [model], outputVariants: [variant({ model: '1' }, 'a')] }, { add_opt1: '0' }, 'a b (usual)'],
    ['a variant of which half matches', { fields: [model, mode], outputVariants: [variant({ model: '0', mode: '1' }, 'c')] }, { add_opt1: '0', add_opt2: '0' }, 'a b (usual)'],
    ['a variant that does not look at another field', { fields: [model, mode], outputVariants: [variant({ model: '1' }, 'c')] }, { add_opt1: '1', add_opt2: '1' }, 'c (exact)'],
    ['the variant that looks at most fields', { fields: [model, mode], outputVariants: [variant({ model: '1' }, 'c'), variant({ model: '1', mode: '1' }, 'd')] }, { add_opt1: '1', add_opt2: '1' }, 'd (exact)'],
    ['a variant that names a field this row does not have', { fields: [model], outputVariants: [variant({ ghost: '0' }, 'c')] }, { add_opt1: '0' }, 'a b (usual)'],
    ['a variant of a hidden field', { fields: [model, { ...mode, ...shownBy1 }], outputVariants: [variant({ mode: '1' }, 'c')] }, { add_opt1: '0', add_opt2: '1' }, 'a b (usual)'],
    ['a variant of that field in sight', { fields: [model, { ...mode, ...shownBy1 }], outputVariants: [variant({ mode: '1' }, 'c')] }, { add_opt1: '1', add_opt2: '1' }, 'c (exact)'],
    ['a variant where the row has no stems of its own', { stems: [], fields: [model], outputVariants: [variant({ model: '1' }, 'c')] }, { add_opt1: '1' }, 'c (exact)'],
    ['an override that sets', { fields: [{ ...model, outputOverrides: [override('1', 'set', 'c')] }] }, { add_opt1: '1' }, 'c (exact)'],
    ['an option beside those that override', { fields: [{ ...model, outputOverrides: [override('1', 'set', 'c')] }] }, { add_opt1: '2' }, 'a b (exact)'],
    ['an override that adds, no stem twice', { fields: [{ ...model, outputOverrides: [override('1', 'add', 'b', 'c')] }] }, { add_opt1: '1' }, 'a b c (exact)'],
    ['overrides one after the other', { fields: [{ ...model, outputOverrides: [override('1', 'set', 'x')] }, { ...mode, outputOverrides: [override('1', 'add', 'y')] }] }, { add_opt1: '1', add_opt2: '1' }, 'x y (exact)'],
    ['what was added before something is set: gone', { fields: [{ ...model, outputOverrides: [override('1', 'add', 'y')] }, { ...mode, outputOverrides: [override('1', 'set', 'x')] }] }, { add_opt1: '1', add_opt2: '1' }, 'x (exact)'],
    ['an override of a hidden field', { fields: [model, { ...mode, ...shownBy1, outputOverrides: [override('1', 'add', 'y')] }] }, { add_opt1: '0', add_opt2: '1' }, 'a b (exact)'],
    ['an override beside a field of which nothing is said', { fields: [{ ...model, outputOverrides: [override('1', 'set', 'x')] }, mode] }, { add_opt1: '1', add_opt2: '1' }, 'x (usual)'],
    ['an override the variant has taken into account', { fields: [{ ...model, outputOverrides: [override('1', 'set', 'x')] }], outputVariants: [variant({ model: '1' }, 'c')] }, { add_opt1: '1' }, 'c (exact)'],
    ['an override the variant has not', { fields: [model, { ...mode, outputOverrides: [override('1', 'add', 'y')] }], outputVariants: [variant({ model: '1' }, 'c')] }, { add_opt1: '1', add_opt2: '1' }, 'c y (exact)'],
    ['a match named like a prototype’s', { fields: [model], outputVariants: [variant({ constructor: '0' }, 'c')] }, { add_opt1: '0' }, 'a b (usual)']
  ])('of %s', (_what, row, values, expected) => expect(told(algorithm({ ...base, ...row }), values)).toBe(expected))
})

/* Every row of the real catalogues, against what a few lines read here from the same JSON. */
interface SentField {
  readonly id: number
  readonly name: 'add_opt1' | 'add_opt2' | 'add_opt3' | 'add_opt4'
  readonly server_key?: string | null
  readonly options: string | null
  readonly default_key: string | null
  readonly output_overrides?: string | null
  readonly conditions?: readonly { depends_on_field_id: number; value_json: readonly string[]; action: string }[]
}
interface SentRow {
  readonly render_id: number
  readonly name: string
  readonly is_active: number
  readonly outputs?: string | null
  readonly output_variants?: string | null
  readonly algorithm_fields: readonly SentField[]
}
type Labels = Readonly<Record<string, string>>
const parse = <T>(text: string | null | undefined, otherwise: T): T => (text ? (JSON.parse(text) as T) : otherwise)
const captured = (name: string): string => fileURLToPath(new URL(`../../../../shared/api/${name}`, import.meta.url))

function combinations({ fields }: Algorithm): FieldValues[] {
  return fields.reduce<FieldValues[]>(
    (sofar, { name, options }) => (options.length === 0 ? sofar : sofar.flatMap((values) => options.map(({ key }) => ({ ...values, [name]: key })))), [{}]
  )
}

function expectedOf(row: SentRow, values: FieldValues): { labels: Labels; isVariant: boolean } {
  const seen = row.algorithm_fields.filter(({ conditions = [] }) => conditions.every((condition) => {
    const other = row.algorithm_fields.find(({ id }) => id === condition.depends_on_field_id)
    return condition.value_json.includes(values[other?.name ?? 'add_opt4'] ?? '') === (condition.action === 'show')
  })).sort((one, other) => one.name.localeCompare(other.name))
  const { variants } = parse<{ variants: readonly { match: Labels; outputs: Labels }[] }>(row.output_variants, { variants: [] })
  const found = variants.find(({ match }) => Object.entries(match).every(([key, option]) => seen.some((one) => one.server_key === key && values[one.name] === option)))
  const labels = seen.reduce<Labels>((sofar, { name, output_overrides: sent }) => {
    const one = parse<Record<string, { mode: string; outputs: Labels }>>(sent, {})[values[name] ?? '']
    return one === undefined ? sofar : one.mode === 'set' ? one.outputs : { ...sofar, ...one.outputs }
  }, found?.outputs ?? parse<Labels>(row.outputs, {}))
  return { labels, isVariant: found !== undefined }
}

// The totals show that no row was passed over; rows of 2024 name no stems at all.
describe.each([
  ['algorithms-2026-08.json', { combinations: 826, exact: 372, usual: 407, unknown: 47, variants: 289 }],
  ['algorithms-2024-02.json', { combinations: 247, exact: 0, usual: 0, unknown: 247, variants: 0 }]
])('predicted stems of %s (skipped where ../shared/api is absent)', (name, totals) => {
  const isThere = existsSync(captured(name))
  const sent = isThere ? (JSON.parse(readFileSync(captured(name), 'utf8')) as SentRow[]) : []
  const { algorithms } = toAlgorithms(sent)
  const rowOf = (renderId: number): SentRow | undefined => sent.find((row) => row.render_id === renderId && row.is_active !== 0)

  it.skipIf(!isThere)('are what the catalogue says of every combination of options (skipped where ../shared/api is absent)', () => {
    const counted = { combinations: 0, exact: 0, usual: 0, unknown: 0, variants: 0 }
    for (const row of algorithms) {
      const source = rowOf(row.renderId)
      if (source === undefined) throw new Error(`no row ${row.renderId}`)
      for (const values of combinations(row)) {
        const { stems: predicted, certainty } = predictStems(row, values)
        const { labels, isVariant } = expectedOf(source, values)
        expect(Object.fromEntries(predicted.map(({ key, label }) => [key, label])), `${row.name} ${JSON.stringify(values)}`).toEqual(labels)
        expect(new Set(predicted.map(({ key }) => key)).size).toBe(predicted.length)
        expect(certainty === 'unknown', row.name).toBe(predicted.length === 0)
        if (isVariant) expect(certainty, row.name).toBe('exact')
        counted.combinations += 1
        counted[certainty] += 1
        if (isVariant) counted.variants += 1
      }
    }
    expect(counted).toEqual(totals)
  })

  it.skipIf(!isThere)('are certain for the options an algorithm starts with, where it names stems at all (skipped where ../shared/api is absent)', () => {
    for (const row of algorithms) {
      const { certainty } = predictStems(row, defaultValues(row))
      const isWithoutDefault = row.fields.some(({ inputType, defaultKey }) => inputType === 'select' && defaultKey === null)
      if (!isWithoutDefault) expect(certainty, row.name).toBe(row.stems.length === 0 ? 'unknown' : 'exact')
    }
  })

  it.skipIf(!isThere)('use every variant and every override (skipped where ../shared/api is absent)', () => {
    for (const row of algorithms) {
      const all = combinations(row).map((values) => JSON.stringify(predictStems(row, values).stems))
      for (const { stems: wanted } of row.outputVariants) expect(all, row.name).toContain(JSON.stringify(wanted))
      for (const { stems: wanted, mode: how } of row.fields.flatMap((one) => one.outputOverrides)) {
        if (how === 'set') expect(all, row.name).toContain(JSON.stringify(wanted))
        else expect(all.some((one) => wanted.every(({ key }) => one.includes(`"${key}"`))), row.name).toBe(true)
      }
    }
  })
})
