import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPlan } from './checkPlan'
import { creditsFor, priceFactor } from './cost'
import { defaultPlan, defaultValue, defaultValues, toPlan, valuesFor, valuesOf } from './defaultPlan'
import { planSchema } from './plan'
import { algorithm, field, lively } from './testing/algorithms'
import { visibleFields, type FieldValues } from './visibleFields'

const names = (values: FieldValues, of = lively): string[] => visibleFields(of.fields, values).map(({ name }) => name)

describe('visible fields', () => {
  it.each<[FieldValues, string[]]>([
    [{ add_opt1: '81' }, ['add_opt1', 'add_opt2']],
    [{ add_opt1: '171' }, ['add_opt1', 'add_opt2', 'add_opt3']],
    [{ add_opt1: '163' }, ['add_opt1']],
    [{}, ['add_opt1', 'add_opt2']]
  ])('for %j are %j', (values, shown) => expect(names(values)).toEqual(shown))

  it('do not follow a field that is hidden itself', () => {
    const chain = algorithm({ fields: [
      ...lively.fields, field(140, 'add_opt4', ['a', 'b'], { conditions: [{ dependsOnFieldId: 132, values: ['1'], action: 'show' }] })
    ] })
    expect(names({ add_opt1: '171', add_opt3: '1' }, chain)).toContain('add_opt4')
    expect(names({ add_opt1: '81', add_opt3: '1' }, chain)).not.toContain('add_opt4')
  })

  it('ignore a condition on a field that does not exist, and end when fields depend on each other', () => {
    const odd = algorithm({ fields: [
      field(1, 'add_opt1', ['a'], { conditions: [{ dependsOnFieldId: 99, values: ['x'], action: 'show' }] }),
      field(2, 'add_opt2', ['a'], { conditions: [{ dependsOnFieldId: 3, values: ['a'], action: 'show' }] }),
      field(3, 'add_opt3', ['a'], { conditions: [{ dependsOnFieldId: 2, values: ['a'], action: 'show' }] })
    ] })
    expect(names({ add_opt2: 'a', add_opt3: 'a' }, odd)).toEqual(['add_opt1', 'add_opt2', 'add_opt3'])
  })
})

describe('a default', () => {
  it.each([
    ['the named one', field(1, 'add_opt1', ['a', 'b'], { defaultKey: 'b' }), 'b'],
    ['the first, where the named one is gone', field(1, 'add_opt1', ['a', 'b'], { defaultKey: 'z' }), 'a'],
    ['the first, where none is named and one is required', field(1, 'add_opt1', ['a', 'b'], { defaultKey: null }), 'a'],
    ['nothing, where none is named or required', field(1, 'add_opt1', ['a', 'b'], { defaultKey: null, required: false }), ''],
    ['empty text', field(1, 'add_opt1', [], { required: false }), '']
  ])('is %s', (_what, sent, value) => expect(defaultValue(sent)).toBe(value))
})

describe('a plan', () => {
  it('holds answered, visible fields with their words, and nothing hidden', () => {
    expect(toPlan(lively, { add_opt1: '163', add_opt2: '8', add_opt3: '1' }, 2)).toEqual({
      renderId: 40, algorithmName: lively.name, outputFormat: 2, options: [{ name: 'add_opt1', fieldText: 'Field 25', key: '163', label: 'Option 163' }]
    })
  })

  it('starts with the defaults and passes the contract', () => {
    const plan = planSchema.parse(defaultPlan(lively, 1))
    expect(valuesOf(plan)).toEqual({ add_opt1: '81', add_opt2: '2' })
    expect(defaultValues(lively)).toEqual({ add_opt1: '81', add_opt2: '2', add_opt3: '0' })
  })
})

describe('the price', () => {
  it.each([
    // Charged by the service for real jobs (API notes §7).
    [149, 4, {}, 9], [149, 1, {}, 2], [15, 1, {}, 1], [3, 1, {}, 1],
    [0, 1, {}, 1], [60, 1, {}, 1], [119.9, 1, {}, 1], [120, 1, {}, 2],
    // Multiplied before it is rounded down: 90 s at twice the price are 3, not 2.
    [90, 1, { add_opt1: '81', add_opt2: '8' }, 3], [90, 1, { add_opt1: '163', add_opt2: '8' }, 1], [600, 0.3, {}, 3]
  ])('of %f s at %f with %j is %i', (seconds, priceCoefficient, values, credits) => {
    expect(creditsFor({ ...lively, priceCoefficient }, values, seconds)).toBe(credits)
  })

  it.each([null, Number.NaN, -1, Number.POSITIVE_INFINITY])('of %f s is not known', (seconds) => expect(creditsFor(lively, {}, seconds)).toBeNull())

  it('never falls when the song grows', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 6_000, noNaN: true }), fc.double({ min: 0, max: 600, noNaN: true }), (seconds, more) => {
      expect(creditsFor(lively, {}, seconds + more)).toBeGreaterThanOrEqual(creditsFor(lively, {}, seconds) ?? 0)
    }))
    expect(priceFactor(lively, { add_opt1: '171', add_opt2: '8' })).toBe(2)
  })
})

describe('a kept plan', () => {
  const plan = toPlan(lively, { add_opt1: '171', add_opt2: '8', add_opt3: '1' }, 4)

  it('is fine while the catalogue offers all of it', () => expect(checkPlan(plan, [lively])).toEqual({ status: 'ok', algorithm: lively, renamed: [] }))
  it('knows that its algorithm is gone', () => expect(checkPlan(plan, [algorithm({ renderId: 39, id: 40 })])).toEqual({ status: 'algorithmGone' }))

  it('names an option that is gone and keeps the others', () => {
    const today = algorithm({ fields: lively.fields.map((sent) => (sent.id === 127 ? field(127, 'add_opt2', ['2', '4']) : sent)) })
    const check = checkPlan(plan, [today])
    expect(check).toMatchObject({ status: 'changed', problems: [{ kind: 'optionGone', name: 'add_opt2', fieldText: 'Field 127', label: 'Option 8' }] })
    expect(check.status === 'changed' && valuesOf(check.repaired)).toEqual({ add_opt1: '171', add_opt2: '2', add_opt3: '1' })
  })

  it('names a field that is gone and one that is new', () => {
    const today = algorithm({ fields: [field(25, 'add_opt1', ['171']), field(150, 'add_opt4', ['x', 'y'])] })
    const check = checkPlan(plan, [today])
    expect(check.status === 'changed' && check.problems.map(({ kind }) => kind)).toEqual(['fieldGone', 'fieldGone', 'valueMissing'])
    expect(check.status === 'changed' && checkPlan(check.repaired, [today]).status).toBe('ok')
  })

  it('names a format that is not written any more', () => {
    const check = checkPlan(plan, [{ ...lively, outputFormats: [1, 2] }])
    expect(check).toMatchObject({ status: 'changed', problems: [{ kind: 'formatGone', outputFormat: 4 }], repaired: { outputFormat: 1 } })
  })

  it('names a choice that another one, now gone, had brought into view', () => {
    const today = algorithm({ fields: lively.fields.map((sent) => (sent.id === 25 ? field(25, 'add_opt1', ['81', '163']) : sent)) })
    const check = checkPlan(plan, [today])
    expect(check.status === 'changed' && check.problems.map(({ kind, ...problem }) => [kind, 'name' in problem && problem.name])).toEqual([
      ['optionGone', 'add_opt1'], ['fieldGone', 'add_opt3']
    ])
    expect(check.status === 'changed' && valuesOf(check.repaired)).toEqual({ add_opt1: '81', add_opt2: '8' })
  })

  it('names a choice that is hidden today, and one that comes into view', () => {
    const hiding = { ...lively, fields: lively.fields.map((sent) => (sent.id === 127 ? { ...sent, conditions: [{ dependsOnFieldId: 25, values: ['171'], action: 'hide' as const }] } : sent)) }
    expect(checkPlan(plan, [hiding])).toMatchObject({ status: 'changed', problems: [{ kind: 'fieldGone', name: 'add_opt2', fieldText: 'Field 127' }] })
    const without163 = algorithm({ fields: lively.fields.map((sent) => (sent.id === 25 ? field(25, 'add_opt1', ['81', '171']) : sent)) })
    expect(checkPlan(toPlan(lively, { add_opt1: '163' }, 2), [without163])).toMatchObject({
      problems: [{ kind: 'optionGone', name: 'add_opt1' }, { kind: 'valueMissing', name: 'add_opt2' }], repaired: { options: [{ key: '81' }, { name: 'add_opt2', key: '2' }] }
    })
  })

  it('comes back as it was left, fields left open among them', () => {
    const keyOf = ({ options }: { readonly options: readonly { readonly key: string }[] }) => fc.constantFrom('', ...options.map(({ key }) => key))
    const required = fc.record({ add_opt1: fc.constantFrom('81', '163', '171'), add_opt2: fc.constantFrom('2', '8'), add_opt3: keyOf(lively.fields[2] ?? { options: [] }) })
    fc.assert(fc.property(required, (values) => {
      const kept = toPlan(lively, values, 2)
      expect(checkPlan(kept, [lively]).status).toBe('ok')
      expect(toPlan(lively, valuesFor(lively, kept), 2)).toEqual(kept)
    }))
    expect(valuesFor(lively, toPlan(lively, { add_opt1: '81', add_opt2: '2' }, 2))).toEqual({ add_opt1: '81', add_opt2: '2', add_opt3: '0' })
    expect(valuesFor(lively, toPlan(lively, { add_opt1: '171', add_opt2: '2', add_opt3: '' }, 2))).toEqual({ add_opt1: '171', add_opt2: '2', add_opt3: '' })
  })

  it('says what is called otherwise today, though nothing has to be different', () => {
    const relabelled = { ...lively, fields: lively.fields.map((sent) => sent.id !== 127 ? sent : {
      ...sent, text: 'Overlap', options: sent.options.map((option) => option.key === '8' ? { ...option, label: 'Twelve' } : { ...option, label: 'Elsewhere' })
    }) }
    const renamed = [{ kind: 'fieldRenamed', fieldText: 'Field 127', now: 'Overlap' }, { kind: 'optionRenamed', fieldText: 'Overlap', label: 'Option 8', now: 'Twelve' }]
    expect(checkPlan(plan, [relabelled])).toEqual({ status: 'ok', algorithm: relabelled, renamed })
    expect(checkPlan(plan, [{ ...relabelled, outputFormats: [1] }])).toMatchObject({ status: 'changed', renamed })
    expect(checkPlan(plan, [algorithm({ fields: [field(127, 'add_opt2', ['2'])] })])).toMatchObject({ status: 'changed', renamed: [] })
  })

  it('is not taken for renamed where only what cannot be seen is gone, nor where it was kept without words', () => {
    const turned = { ...plan, options: plan.options.map((option) => ({ ...option, label: `\u202E${option.label}\u200B ` })) }
    expect(checkPlan(turned, [lively])).toMatchObject({ status: 'ok', renamed: [] })
    const wordless = planSchema.parse({ ...plan, options: plan.options.map(({ name, key }) => ({ name, key })) })
    expect(wordless.options[0]).toEqual({ name: 'add_opt1', fieldText: 'add_opt1', key: '171', label: '171' })
    expect(checkPlan(wordless, [lively])).toMatchObject({ status: 'ok', renamed: [] })
  })

  it('misses a text that must be written', () => {
    const prompt = algorithm({ fields: [field(1, 'add_opt1', [])] })
    expect(checkPlan(defaultPlan(prompt, 1), [prompt])).toMatchObject({ status: 'changed', problems: [{ kind: 'valueMissing', name: 'add_opt1' }] })
    expect(checkPlan(toPlan(prompt, { add_opt1: 'hello' }, 1), [prompt]).status).toBe('ok')
  })
})
