import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Algorithm, AlgorithmField, FieldName } from '../../shared/domain/algorithm'
import { checkPlan } from '../../shared/domain/checkPlan'
import { creditsFor } from '../../shared/domain/cost'
import { defaultPlan, defaultValues } from '../../shared/domain/defaultPlan'
import { planSchema } from '../../shared/domain/plan'
import { predictStems } from '../../shared/domain/predictStems'
import { visibleFields, type FieldValues } from '../../shared/domain/visibleFields'
import { toAlgorithms } from './toAlgorithm'

/*
 * Every row of the two real catalogues, against what is read here from the same JSON by JSON.parse and a few lines,
 * none of the product's code.
 */
interface SentField {
  readonly id: number
  readonly name: FieldName
  readonly text: string
  readonly options: string | null
  readonly default_key: string | null
  readonly server_key?: string | null
  readonly output_overrides?: string | null
  readonly input_type?: string
  readonly price_rules?: readonly { readonly option_key: string; readonly value: string }[]
  readonly conditions?: readonly { readonly depends_on_field_id: number; readonly value_json: readonly string[]; readonly action: string }[]
}
type Labels = Readonly<Record<string, string>>
interface SentRow {
  readonly render_id: number
  readonly name: string
  readonly is_active: number
  readonly price_coefficient: number | string
  readonly output_variants?: string | null
  readonly algorithm_fields: readonly SentField[]
}

const CATALOGUES = [
  { name: 'algorithms-2026-08.json', rules: 5, rows: 116, withVariants: 37 },
  { name: 'algorithms-2024-02.json', rules: 0, rows: 36, withVariants: 0 }
] as const
const pathOf = (name: string): string => fileURLToPath(new URL(`../../../../shared/api/${name}`, import.meta.url))

/** Active rows; of two with one number the first, because create could not tell them apart. */
function usable(rows: readonly SentRow[]): readonly SentRow[] {
  const active = rows.filter(({ is_active: isActive }) => isActive !== 0)
  return active.filter((row, index) => active.findIndex(({ render_id: id }) => id === row.render_id) === index)
}

/** Keys of an options text in the order they stand in it: found by their place, since JSON.parse sorts numbers. */
function keysInOrder(text: string | null): readonly string[] {
  if (text === null) return []
  const keys = Object.keys(JSON.parse(text) as object)
  const place = (key: string): number => new RegExp(`(^|[{,]\\s*)${JSON.stringify(key).replace(/[.*+?^$()|[\]\\]/g, '\\$&')}\\s*:`).exec(text)?.index ?? -1
  return keys.sort((one, other) => place(one) - place(other))
}

for (const { name, rules, rows: count, withVariants } of CATALOGUES) {
  const isThere = existsSync(pathOf(name))
  const sent = isThere ? usable(JSON.parse(readFileSync(pathOf(name), 'utf8')) as SentRow[]) : []
  const { algorithms, unreadableRows } = toAlgorithms(sent)
  const byId = new Map(algorithms.map((algorithm) => [algorithm.renderId, algorithm]))
  const algorithmOf = (row: SentRow): Algorithm => {
    const found = byId.get(row.render_id)
    if (found === undefined) throw new Error(`${row.name} was not read`)
    return found
  }
  const each = sent.map((row) => ({ row, title: `${row.render_id} ${row.name}` }))
  const fieldsOf = (row: SentRow): readonly (readonly [sent: SentField, read: AlgorithmField])[] => {
    const { fields } = algorithmOf(row)
    return row.algorithm_fields.map((field) => {
      const read = fields.find(({ id }) => id === field.id)
      if (read === undefined) throw new Error(`${row.name}: field ${field.name} was not read`)
      return [field, read]
    })
  }

  describe.skipIf(!isThere)(`every row of ${name} (skipped where ../shared/api is absent)`, () => {
    it('is there, and no other', () => {
      expect(unreadableRows).toBe(0)
      expect(algorithms.map(({ renderId }) => renderId)).toEqual(sent.map(({ render_id: id }) => id))
      expect(algorithms).toHaveLength(count)
    })

    it.each(each)('can be asked: $title', ({ row }) => {
      for (const [field, read] of fieldsOf(row)) {
        expect(read.inputType).toBe(field.input_type ?? 'select')
        expect(read.text).toBe(field.text.trim())
        if (read.inputType === 'select') {
          expect(read.options.map(({ key }) => key)).toEqual(keysInOrder(field.options))
          expect(read.options.length).toBeGreaterThan(0)
          expect(new Set(read.options.map(({ key }) => key)).size).toBe(read.options.length)
          for (const { label } of read.options) expect(label.trim()).not.toBe('')
        } else {
          expect(read.options).toEqual([])
        }
      }
      const names = algorithmOf(row).fields.map((field) => field.name)
      expect(names).toEqual([...new Set(names)].sort())
    })

    it.each(each)('starts with something that can be sent: $title', ({ row }) => {
      const algorithm = algorithmOf(row)
      const values = defaultValues(algorithm)
      for (const [field, read] of fieldsOf(row)) {
        const value = values[read.name] ?? ''
        if (field.default_key !== null) expect(value).toBe(field.default_key)
        if (read.inputType === 'select' && read.required) expect(read.options.map(({ key }) => key)).toContain(value)
      }
      const plan = defaultPlan(algorithm, 1)
      expect(planSchema.safeParse(plan).success).toBe(true)
      const unanswered = visibleFields(algorithm.fields, values).filter((read) => read.required && (values[read.name] ?? '') === '')
      // Only a prompt can be empty at the start.
      for (const { inputType } of unanswered) expect(inputType).not.toBe('select')
      expect(checkPlan(plan, algorithms).status).toBe(unanswered.length === 0 ? 'ok' : 'changed')
    })
  })

  describe.skipIf(!isThere)(`the stems of every row with variants of ${name} (skipped where ../shared/api is absent)`, () => {
    const varied = each.filter(({ row }) => Boolean(row.output_variants))
    it(`is asked of ${withVariants} rows`, () => expect(varied).toHaveLength(withVariants))

    it.each(varied)('are those of each variant: $title', ({ row }) => {
      const algorithm = algorithmOf(row)
      const { variants } = JSON.parse(row.output_variants ?? '') as { variants: readonly { match: Labels; outputs: Labels }[] }
      expect(variants.length).toBeGreaterThan(0)
      for (const { match, outputs } of variants) {
        const values = fieldsOf(row).reduce<FieldValues>(
          (sofar, [{ server_key: key }, read]) => (typeof key === 'string' && key in match ? { ...sofar, [read.name]: match[key] } : sofar), defaultValues(algorithm)
        )
        const { stems, certainty } = predictStems(algorithm, values)
        // No key is a bare number, so JSON.parse has kept their order.
        expect(stems.map((stem) => [stem.key, stem.label]), JSON.stringify(match)).toEqual(Object.entries(outputs))
        expect(certainty).toBe('exact')
      }
    })

    it.each(each.flatMap(({ row, title }) => fieldsOf(row).filter(([field]) => Boolean(field.output_overrides)).map(([field, read]) => ({ row, field, read, title: `${title}: ${field.name}` }))))(
      'are those of each override: $title', ({ row, field, read }) => {
        const algorithm = algorithmOf(row)
        const overrides = JSON.parse(field.output_overrides ?? '') as Readonly<Record<string, { mode: 'set' | 'add'; outputs: Labels }>>
        for (const [key, { mode, outputs }] of Object.entries(overrides)) {
          const values = whereSeen(algorithm, read, key)
          const without = mode === 'set' ? [] : predictStems(algorithm, { ...values, [read.name]: read.defaultKey ?? '' }).stems
          const expected = [...without.map((stem) => [stem.key, stem.label]), ...Object.entries(outputs)]
          expect(predictStems(algorithm, values).stems.map((stem) => [stem.key, stem.label]), key).toEqual(expected)
        }
      })
  })

  describe.skipIf(!isThere)(`every condition and price of ${name} (skipped where ../shared/api is absent)`, () => {
    const all = sent.flatMap((row) => fieldsOf(row).map(([field, read]) => ({ row, field, read })))

    it.each(all.flatMap(({ row, field, read }) => (field.conditions ?? []).map((condition) => ({ row, read, condition, title: `${row.name}: ${field.name} (${condition.action})` }))))(
      'is kept: $title', ({ row, read, condition }) => {
        const { fields } = algorithmOf(row)
        const other = fields.find(({ id }) => id === condition.depends_on_field_id)
        if (other === undefined) throw new Error('the condition names no field of this row')
        for (const { key } of other.options) {
          const isSeen = visibleFields(fields, { [other.name]: key }).some(({ id }) => id === read.id)
          expect(isSeen, key).toBe(condition.value_json.includes(key) === (condition.action === 'show'))
        }
      })

    const priced = all.flatMap(({ row, field, read }) => (field.price_rules ?? []).map((rule) => ({ row, read, rule, title: `${row.name}: ${field.name} = ${rule.option_key}` })))
    it(`has ${rules} price rules`, () => expect(priced).toHaveLength(rules))

    it.each(priced)('is charged: $title', ({ row, read, rule }) => {
      const algorithm = algorithmOf(row)
      for (const seconds of [3, 59.9, 90, 149, 600]) {
        const values = whereSeen(algorithm, read, rule.option_key)
        expect(creditsFor(algorithm, values, seconds), `${seconds} s`).toBe(Math.max(1, Math.floor((seconds * Number(row.price_coefficient) * Number(rule.value)) / 60)))
      }
    })

    it.each(each)('costs its coefficient as it starts out: $title', ({ row }) => {
      const algorithm = algorithmOf(row)
      expect(creditsFor(algorithm, defaultValues(algorithm), 600)).toBe(Math.max(1, Math.floor((600 * Number(row.price_coefficient)) / 60)))
    })
  })
}

describe.skipIf(!existsSync(pathOf('algorithms-2026-08.json')))('stems written down by hand (skipped where ../shared/api is absent)', () => {
  const { algorithms } = existsSync(pathOf('algorithms-2026-08.json')) ? toAlgorithms(JSON.parse(readFileSync(pathOf('algorithms-2026-08.json'), 'utf8')) as unknown[]) : { algorithms: [] }
  it.each<[number, FieldValues, string]>([
    [40, { add_opt1: '81', add_opt2: '2', add_opt3: '1' }, 'Vocals, Other'], // add_opt3 is out of sight
    [40, { add_opt1: '171', add_opt2: '8', add_opt3: '0' }, 'Vocals, Instrumental'],
    [40, { add_opt1: '85', add_opt2: '2' }, 'Vocals, Instrumental'],
    [40, { add_opt1: '171', add_opt2: '2', add_opt3: '1' },
      'Vocals, Instrumental, Vocals (fullness 1), Instrumental (fullness 1), Vocals (fullness 2), Vocals (fullness 3)'],
    [123, { add_opt1: '158', add_opt2: '2' }, 'Other, Vocals'],
    [37, { add_opt1: '7', add_opt2: '1' }, 'Crash, Hi-hat, Kick, Residual, Ride, Snare, Toms'],
    [0, { add_opt1: '0' }, 'Vocals, Accompaniment'],
    [39, { add_opt1: '1', add_opt2: '1' }, ''] // Whisper: the service does not say
  ])('of %i with %j', (renderId, values, expected) => {
    const algorithm = algorithms.find((one) => one.renderId === renderId)
    if (algorithm === undefined) throw new Error(`no ${renderId}`)
    expect(predictStems(algorithm, values).stems.map(({ label }) => label).join(', ')).toBe(expected)
  })
})

/** The start values with this option chosen, and every other field set so that this one is in sight. */
function whereSeen(algorithm: Algorithm, field: AlgorithmField, key: string): FieldValues {
  const values: FieldValues = { ...defaultValues(algorithm), [field.name]: key }
  const isSeen = (candidate: FieldValues): boolean => visibleFields(algorithm.fields, candidate).some(({ id }) => id === field.id)
  const others = algorithm.fields.flatMap((other) => other.options.map((option) => ({ ...values, [other.name]: option.key, [field.name]: key })))
  const found = [values, ...others].find(isSeen)
  if (found === undefined) throw new Error(`${field.text} is never in sight`)
  return found
}
