import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Algorithm } from '../../shared/domain/algorithm'
import rows from './__fixtures__/algorithms.json'
import { toAlgorithms, toAlgorithmsInSlices } from './toAlgorithm'

const read = toAlgorithms(rows)
const byRenderId = (renderId: number, algorithms = read.algorithms): Algorithm => {
  const found = algorithms.find((algorithm) => algorithm.renderId === renderId)
  if (found === undefined) throw new Error(`no algorithm ${renderId}`)
  return found
}

describe('a catalogue', () => {
  it('keeps the good rows, hides sleeping ones and counts what it could not read', () => {
    expect(read.algorithms.map(({ renderId }) => renderId)).toEqual([77, 0, 103])
    expect(read.unreadableRows).toBe(5)
  })

  it('reads a full row', () => {
    const { fields, ...row } = byRenderId(77)
    expect(row).toEqual({
      id: 501, renderId: 77, name: 'Lantern Roformer (vocals, instrumental)', group: { id: 21, name: 'Vocals / Instrumental' },
      gate: 'everyone', input: 'single_upload', priceCoefficient: 1, usesThisMonth: 1200, rating: { average: 4.5, votes: 20 },
      stems: [{ key: 'vocals', label: 'Vocals' }, { key: 'other', label: 'Other' }], shortDescription: 'Splits voice & band.', outputFormats: null,
      outputVariants: [{ match: { model_type: '81' }, stems: [{ key: 'vocals', label: 'Vocals' }] }], descriptionLanguages: ['en'], quality: []
    })
    expect(fields.map(({ name }) => name)).toEqual(['add_opt1', 'add_opt2', 'add_opt3'])
    expect(fields[0]).toMatchObject({
      id: 901, text: 'Vocal model type', inputType: 'select', defaultKey: '81', required: true, priceRules: [{ optionKey: '171', multiplier: 1.5 }]
    })
    expect(fields[0]?.options.map(({ key }) => key)).toEqual(['3', '29', '142', '81', '171'])
    expect(fields[1]?.helpLink).toBe('https://mvsep.com/faq/11')
    expect(fields.map(({ serverKey }) => serverKey)).toEqual(['model_type', 'overlap', 'extract_type'])
    expect(fields[2]?.conditions).toEqual([{ dependsOnFieldId: 901, values: ['171'], action: 'show' }])
  })

  it('reads a row of which half is missing and half is of another type', () => {
    expect(byRenderId(0)).toEqual({
      id: 502, renderId: 0, name: 'Zero (vocals, accompaniment)', group: { id: 0, name: 'Other' }, gate: 'registered', input: 'single_upload',
      priceCoefficient: 2, usesThisMonth: 7, rating: null, shortDescription: '', fields: [], outputFormats: null, outputVariants: [], descriptionLanguages: [], quality: [],
      stems: [{ key: 'vocals', label: 'Vocals' }, { key: 'lead-vocal', label: 'Lead vocal' }]
    })
  })

  it('leaves out fields it cannot show and keeps text fields without options', () => {
    const { fields, gate, outputFormats } = byRenderId(103)
    expect(fields.map(({ name, inputType, required }) => [name, inputType, required])).toEqual([
      ['add_opt1', 'text', true], ['add_opt2', 'select', true], ['add_opt4', 'textarea', false]
    ])
    expect(fields[2]?.helpLink).toBeNull()
    expect([gate, outputFormats]).toEqual(['premium', [0, 1, 2]])
  })

  it.each<[string, unknown, readonly string[]]>([
    ['a list', ['171', 8], ['171', '8']], ['JSON text of a list', '["171"]', ['171']], ['nothing', null, []], ['what is no list', { 171: true }, []]
  ])('reads the options of registered accounts from %s', (_what, sent, keys) => {
    const field = { id: 1, name: 'add_opt1', text: 'Model', options: '{"171":"a"}', registered_only_keys: sent }
    expect(toAlgorithms([{ render_id: 1, name: 'A', algorithm_fields: [field] }]).algorithms[0]?.fields[0]?.registeredOnlyKeys).toEqual(keys)
  })

  it.each<[string, Readonly<Record<string, unknown>>, Partial<Algorithm>]>([
    ['uses beyond measure', { usage: 1e308 }, { usesThisMonth: 0 }], ['uses below none', { usage: -5 }, { usesThisMonth: 0 }], ['parts of a use', { usage: 7.6 }, { usesThisMonth: 8 }],
    ['a rating above the scale', { rating: { average: 900, total: 12 } }, { rating: null }], ['votes below none', { rating: { average: 4, total: -5 } }, { rating: null }],
    ['votes beyond measure', { rating: { average: 4, total: 1e300 } }, { rating: null }], ['no votes', { rating: { average: 4, total: 0.2 } }, { rating: null }],
    ['a price beyond measure', { price_coefficient: 1e300 }, { priceCoefficient: 1_000 }], ['a price below nothing', { price_coefficient: -2 }, { priceCoefficient: 1 }]
  ])('is not taken in by %s', (_what, sent, expected) => expect(toAlgorithms([{ render_id: 1, name: 'A', ...sent }]).algorithms[0]).toMatchObject(expected))

  it('shows nothing of what cannot be seen in names and labels', () => {
    const turned = (word: string): string => `\u202E${word}\u2069\u0000\u200B\n`
    const field = { id: 1, name: 'add_opt1', text: turned('Model'), options: JSON.stringify({ k: turned('Label'), '\u200B': '\u200B' }), price_rules: [{ option_key: 'k', value: 1e300 }],
      output_overrides: JSON.stringify({ k: { mode: 'set', outputs: { drums: turned('Drums') } } }) }
    const [algorithm] = toAlgorithms([{ render_id: 1, name: turned('Name'), algorithm_group: { id: 1, name: turned('Group') }, outputs: JSON.stringify({ 'a\u200Bb': '', vocals: turned('Vocals') }),
      description: turned('Description'), algorithm_fields: [field] }]).algorithms
    expect(algorithm).toMatchObject({ name: 'Name', group: { name: 'Group' }, shortDescription: 'Description', stems: [{ key: 'a\u200Bb', label: 'Ab' }, { label: 'Vocals' }] })
    // Keys are the service's own and go back to it as they came.
    expect(algorithm?.fields[0]).toMatchObject({ text: 'Model', options: [{ key: 'k', label: 'Label' }, { key: '\u200B', label: '?' }], priceRules: [{ multiplier: 1_000 }] })
    expect(algorithm?.fields[0]?.outputOverrides[0]?.stems).toEqual([{ key: 'drums', label: 'Drums' }])
    expect(toAlgorithms([{ render_id: 1, name: '\u202E\u200B' }])).toEqual({ algorithms: [], unreadableRows: 1 })
  })

  it('is the same when it is read in slices, with a pause after each', async () => {
    let pauses = 0
    const pause = (): Promise<void> => {
      pauses += 1
      return Promise.resolve()
    }
    expect(await toAlgorithmsInSlices(rows, pause, 0)).toEqual(read)
    expect(pauses).toBe(rows.length)
    await toAlgorithmsInSlices(rows, pause, 60_000)
    expect(pauses).toBe(rows.length)
  })

  it('never fails, whatever the rows are', () => {
    const damaged = fc.constantFrom(...rows.slice(0, 3)).chain((row) =>
      fc.record({ name: fc.constantFrom(...Object.keys(row ?? {})), value: fc.jsonValue() }).map(({ name, value }) => ({ ...(row as object), [name]: value }))
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), damaged), { maxLength: 5 }), (sent) => {
        const { algorithms, unreadableRows } = toAlgorithms(sent)
        expect(algorithms.length + unreadableRows).toBeLessThanOrEqual(sent.length)
        for (const { fields } of algorithms) {
          for (const field of fields) expect(field.inputType === 'select' ? field.options.length : 1).toBeGreaterThan(0)
        }
      }),
      { numRuns: 500 }
    )
  })
})

const captured = (name: string): string => fileURLToPath(new URL(`../../../../shared/api/${name}`, import.meta.url))
const there = (name: string): boolean => existsSync(captured(name))
const readCaptured = (name: string): unknown[] => JSON.parse(readFileSync(captured(name), 'utf8')) as unknown[]

describe.skipIf(!there('algorithms-2026-08.json'))('the real catalogue of August 2026 (skipped where ../shared/api is absent)', () => {
  const { algorithms, unreadableRows } = there('algorithms-2026-08.json') ? toAlgorithms(readCaptured('algorithms-2026-08.json')) : read

  it('is read without a loss: 116 of 117 rows, the one asleep hidden', () => {
    expect([algorithms.length, unreadableRows]).toEqual([116, 0])
    expect(algorithms.some(({ renderId }) => renderId === 35)).toBe(false)
    expect(byRenderId(0, algorithms).name).toBe('spleeter')
  })

  it.each([
    [63, { name: 'BS Roformer SW (vocals, bass, drums, guitar, piano, other)', usesThisMonth: 185026, gate: 'everyone', rating: { average: 4.7062, votes: 657 } }],
    [26, { gate: 'premium', priceCoefficient: 2 }], [30, { gate: 'premium', priceCoefficient: 6 }], [20, { gate: 'registered' }],
    [129, { stems: [], shortDescription: '' }], [40, { id: 39, group: { id: 21, name: 'Vocals / Instrumental' } }]
  ])('reads algorithm %i', (renderId, expected) => expect(byRenderId(renderId, algorithms)).toMatchObject(expected))

  it('keeps the order of options as the site shows it', () => {
    const keys = byRenderId(40, algorithms).fields[0]?.options.map(({ key }) => key)
    expect(keys).toEqual(['3', '4', '5', '29', '85', '142', '143', '81', '171', '172'])
  })

  it('reads every field, rule and condition', () => {
    const fields = algorithms.flatMap((algorithm) => algorithm.fields)
    expect(fields).toHaveLength(105)
    expect(fields.flatMap(({ priceRules }) => priceRules)).toHaveLength(5)
    expect(fields.flatMap(({ conditions }) => conditions)).toHaveLength(2)
    expect(fields.filter(({ inputType }) => inputType !== 'select')).toHaveLength(3)
    expect(fields.filter(({ helpLink }) => helpLink !== null)).toHaveLength(3)
  })

  it('shows no markup', () => {
    for (const { shortDescription, name } of algorithms) expect(`${name} ${shortDescription}`).not.toMatch(/<\/?[a-z]+[^>]*>|&(amp|lt|gt|nbsp);/i)
  })
})

describe.skipIf(!there('algorithms-2024-02.json'))('the real catalogue of February 2024 (skipped where ../shared/api is absent)', () => {
  it('is read although half of the keys did not exist', () => {
    const { algorithms, unreadableRows } = toAlgorithms(readCaptured('algorithms-2024-02.json'))
    // 38 rows, one asleep, and one number given twice: create could not tell the two apart.
    expect([algorithms.length, unreadableRows]).toEqual([36, 0])
    expect(algorithms.flatMap(({ fields }) => fields)).toHaveLength(18)
    expect(byRenderId(1, algorithms).name).toBe('test')
    expect(byRenderId(20, algorithms).fields[0]).toMatchObject({ inputType: 'select', required: true, defaultKey: '1' })
  })
})
