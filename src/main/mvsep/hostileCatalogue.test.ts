import { describe, expect, it } from 'vitest'
import type { Algorithm } from '../../shared/domain/algorithm'
import { defaultPlan, defaultValues } from '../../shared/domain/defaultPlan'
import { predictStems } from '../../shared/domain/predictStems'
import { visibleFields } from '../../shared/domain/visibleFields'
import { problemsOf, wordsOf } from './testing/richText'
import { toAlgorithms } from './toAlgorithm'
import { toDescription } from './toDescription'

const KEYS = [
  'id', 'algorithm_group_id', 'algorithm_group', 'orientation', 'is_active', 'audio_widget', 'price_coefficient', 'usage', 'rating', 'outputs', 'output_stems',
  'output_variants', 'description', 'algorithm_descriptions', 'algorithm_fields', 'output_formats'
]
const FIELD_KEYS = [
  'id', 'text', 'input_type', 'options', 'default_key', 'required', 'help_link', 'server_key', 'registered_only_keys', 'output_overrides', 'price_rules', 'conditions'
]
/** Values no key expects; all of them can be sent as JSON. */
const WRONG: readonly unknown[] = [
  null, '', 'x', 0, -1, 1e308, true, [], {}, [null], [[]], [{}], { a: null }, { a: { b: {} } }, '{}', '[]', '{"a":', '[null,1,"x",{}]', '{"a":{"mode":"set"}}', '{"variants":7}',
  '{"variants":[{"match":null,"outputs":[]}]}', '{"__proto__":{"mode":"set","outputs":{"a":"b"}}}', '[[[[[[[[[[[[1]]]]]]]]]]]]', '<script>alert(1)</script>', '\u0000', '\ud800'
]
const field = (part: object) => ({ id: 1, name: 'add_opt1', text: 'Model', options: '{"0":"a","1":"b"}', default_key: '0', server_key: 'model', ...part })
const row = (part: object) => ({ id: 9, render_id: 9, name: 'Nine', is_active: 1, outputs: '{"a":"A"}', algorithm_fields: [field({})], ...part })
const readOne = (part: object): Algorithm => {
  const [algorithm] = toAlgorithms([row(part)]).algorithms
  if (algorithm === undefined) throw new Error('the row was lost')
  return algorithm
}
/** Everything that is done with an algorithm before a job. */
function useIt(algorithm: Algorithm): void {
  const values = defaultValues(algorithm)
  for (const one of visibleFields(algorithm.fields, values)) predictStems(algorithm, { ...values, [one.name]: one.options.at(-1)?.key ?? 'x' })
  defaultPlan(algorithm, 1)
}
function within(limitMs: number, work: () => void): void {
  const startMs = performance.now()
  work()
  expect(performance.now() - startMs).toBeLessThan(limitMs)
}

describe('a hostile catalogue', () => {
  it.each(KEYS)('with anything at all in %s keeps its other rows and can be used', (key) => {
    const hiding = key === 'is_active' ? [0, false, '0', 'false'] : []
    for (const wrong of WRONG) {
      const rows = [row({ render_id: 1, [key]: wrong }), row({ render_id: 2 })]
      const { algorithms, unreadableRows } = toAlgorithms(rows)
      expect(algorithms.at(-1)?.renderId).toBe(2)
      const isHidden = hiding.includes(wrong as never)
      expect(algorithms.length + unreadableRows + (isHidden ? 1 : 0), JSON.stringify(wrong)).toBe(2)
      algorithms.forEach(useIt)
      expect(problemsOf(toDescription(rows, 1, 'en')?.text ?? [])).toEqual([])
    }
  })

  it.each(FIELD_KEYS)('with anything at all in a field’s %s keeps the row and its other field', (key) => {
    for (const wrong of WRONG) {
      const algorithm = readOne({ algorithm_fields: [field({ [key]: wrong }), field({ id: 2, name: 'add_opt2' })] })
      expect(algorithm.fields.map(({ name }) => name), JSON.stringify(wrong)).toContain('add_opt2')
      useIt(algorithm)
    }
  })

  it('of nulls everywhere is read', () => {
    const nulls = Object.fromEntries(KEYS.map((key) => [key, null]))
    const nullField = { ...Object.fromEntries(FIELD_KEYS.map((key) => [key, null])), name: 'add_opt1', input_type: 'text' }
    expect(toAlgorithms([{ ...nulls, render_id: 0, name: 'Zero' }]).algorithms).toMatchObject([{ renderId: 0, stems: [], fields: [], quality: [], outputVariants: [] }])
    expect(readOne({ ...nulls, algorithm_fields: [nullField, null, 7, []] }).fields).toMatchObject([{ name: 'add_opt1', serverKey: null, registeredOnlyKeys: [], outputOverrides: [] }])
    expect(toAlgorithms([null, [], 7, 'x', {}, { render_id: null, name: null }])).toEqual({ algorithms: [], unreadableRows: 6 })
  })

  it('keeps number 0 and takes the first of two with one number', () => {
    const rows = [row({ render_id: 0, name: 'spleeter' }), row({ render_id: 7, name: 'asleep', is_active: 0 }), row({ render_id: 7, name: 'first' }), row({ render_id: '7', name: 'second' }), row({ render_id: '0', name: 'again' })]
    expect(toAlgorithms(rows).algorithms.map(({ renderId, name }) => [renderId, name])).toEqual([[0, 'spleeter'], [7, 'first']])
    expect(toAlgorithms([row({ render_id: -1 }), row({ render_id: 1.5 }), row({ render_id: '1e999' }), row({ render_id: [1] })])).toEqual({ algorithms: [], unreadableRows: 4 })
  })

  it('keeps one field of two with one number, each under its own name', () => {
    const { fields } = readOne({ algorithm_fields: [field({ id: 5 }), field({ id: 5, name: 'add_opt2', conditions: [{ depends_on_field_id: 5, operator: 'in', value_json: ['0'], action: 'show' }] })] })
    expect(fields.map(({ name }) => name)).toEqual(['add_opt1', 'add_opt2'])
    expect(new Set(fields.map(({ id }) => id)).size).toBe(2)
    // What is said of that number is said of the first.
    expect(visibleFields(fields, { add_opt1: '0' })).toHaveLength(2)
    expect(visibleFields(fields, { add_opt1: '1' })).toHaveLength(1)
  })

  it('with two fields of one name asks the first alone: one name is sent once', () => {
    const { fields } = readOne({ algorithm_fields: [field({ id: 5 }), field({ id: 6, text: 'Again' }), field({ id: 7, name: 'add_opt2' })] })
    expect(fields.map(({ id }) => id)).toEqual([5, 7])
  })

  it.each([[[]], [[99, -1]], [['1', null]], [{}]])('that writes %j can be written in any format', (output_formats) => {
    expect(readOne({ output_formats }).outputFormats).toBeNull()
  })

  it('with markup in every name shows it as the text it is', () => {
    const markup = '<img src=x onerror=alert(1)> & "x"'
    const algorithm = readOne({
      name: markup, algorithm_group: { id: 1, name: markup }, outputs: JSON.stringify({ [markup]: markup }),
      algorithm_fields: [field({ text: markup, options: JSON.stringify({ [markup]: markup }), default_key: markup, server_key: markup, output_overrides: JSON.stringify({ [markup]: { mode: 'add', outputs: { b: markup } } }) })],
      output_variants: JSON.stringify({ variants: [{ match: { [markup]: markup }, outputs: { c: markup } }] })
    })
    expect(algorithm).toMatchObject({ name: markup, group: { name: markup }, stems: [{ key: markup, label: markup }] })
    expect(algorithm.fields[0]).toMatchObject({ text: markup, defaultKey: markup, options: [{ key: markup, label: markup }], serverKey: markup })
    expect(predictStems(algorithm, { add_opt1: markup })).toEqual({ stems: [{ key: 'c', label: markup }], certainty: 'exact' })
  })

  it('with scripts in its descriptions leaves words', () => {
    const html = '<script>alert(1)</script><p onclick="x()">seen <a href="javascript:alert(1)">here</a></p><svg onload=x><script>y</script></svg><iframe src="//evil.example"></iframe>'
    const rows = [row({ description: html, algorithm_descriptions: [{ lang: '<b>', long_description: html, short_description: html }] })]
    expect(toAlgorithms(rows).algorithms[0]).toMatchObject({ shortDescription: 'seen here', descriptionLanguages: ['<b>'] })
    const described = toDescription(rows, 9, 'en')
    expect(wordsOf(described?.text ?? [])).toBe('seen here')
    expect(JSON.stringify(described)).not.toContain('javascript')
  })

  it('with links that may not be opened has no help link', () => {
    for (const help_link of ['javascript:alert(1)', 'http://mvsep.com/faq', 'file:///etc/passwd', '//evil.example', 'https://evil.example/', 'https://mvsep.com.evil.example/', 'https://a:b@mvsep.com/', 7]) expect(readOne({ algorithm_fields: [field({ help_link })] }).fields[0]?.helpLink).toBeNull()
  })

  it('of 10,000 options in one field is read and used quickly, with every one in order', () => {
    const keys = Array.from({ length: 10_000 }, (_none, index) => String(9_999 - index))
    const options = `{${keys.map((key) => `"${key}":"Option ${key} (SDR: ${(Number(key) % 90) / 10 + 0.01})"`).join(',')}}`
    within(1_500, () => {
      const algorithm = readOne({ algorithm_fields: [field({ options, default_key: '5000' })] })
      expect(algorithm.fields[0]?.options.map(({ key }) => key)).toEqual(keys)
      expect(algorithm.quality.length).toBeLessThanOrEqual(100)
      useIt(algorithm)
    })
  })

  it('of 10,000 variants is read and used quickly', () => {
    const variants = Array.from({ length: 10_000 }, (_none, index) => ({ match: { model: String(index) }, outputs: { a: 'A' } }))
    within(1_500, () => useIt(readOne({ output_variants: JSON.stringify({ variants }) })))
  })

  it.each<[string, object]>([
    ['a name', { name: '<b>'.repeat(100_000) }], ['a short description', { description: `${'<b>'.repeat(120_000)}${'</i>'.repeat(120_000)}` }],
    ['a long description', { algorithm_descriptions: [{ lang: 'en', long_description: '<table><tr><td>'.repeat(60_000) }] }],
    ['deep JSON', { outputs: '{"a":'.repeat(150_000), output_variants: '['.repeat(900_000), algorithm_fields: [field({ output_overrides: '{"a":['.repeat(140_000) })] }],
    ['a text of quotes', { output_variants: '"'.repeat(900_000), outputs: `{"a":"${'\\\\'.repeat(400_000)}` }]
  ])('of a megabyte in %s is read within two seconds', (_what, part) => {
    within(2_000, () => {
      const rows = [row(part), row({ render_id: 10 })]
      const { algorithms } = toAlgorithms(rows)
      expect(algorithms.at(-1)?.renderId).toBe(10)
      algorithms.forEach(useIt)
      expect(problemsOf(toDescription(rows, 9, 'en')?.text ?? [])).toEqual([])
    })
  })
})
