import { describe, expect, it } from 'vitest'
import { toOutputOverrides, toOutputVariants, toStems } from './toOutputs'

const vocals = { key: 'vocals', label: 'Vocals' }

describe('stems the catalogue announces', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['in the service’s order', '{"10":"Ten","2":"Two","vocals":"Vocals"}', ['10=Ten', '2=Two', 'vocals=Vocals']],
    ['with labels made of the keys where there is none', '{"lead-vocal":"","b_side":" "}', ['lead-vocal=Lead vocal', 'b_side=B side']],
    ['of an object', { vocals: 'Vocals', n: 7 }, ['vocals=Vocals', 'n=7']],
    ['without what is no label', '{"a":null,"b":{"c":"d"},"":"e","f":"F"}', ['f=F']],
    ['of a list: none', '["vocals"]', []], ['of nothing', null, []], ['of words', 'vocals', []]
  ])('are read %s', (_what, sent, expected) => expect(toStems(sent).map(({ key, label }) => `${key}=${label}`)).toEqual(expected))
})

describe('variants', () => {
  const variants = '[{"match":{"model_type":"7","extract_type":0},"outputs":{"other":"Other","vocals":"Vocals"},"n":3,"src":"derived"}]'
  const read = [{ match: { model_type: '7', extract_type: '0' }, stems: [{ key: 'other', label: 'Other' }, vocals] }]

  it.each<[string, unknown, unknown]>([
    ['JSON text', `{"keys":["model_type","extract_type"],"variants":${variants}}`, read],
    ['an object', { variants: JSON.parse(variants) as unknown }, read],
    ['the bare list', variants, read],
    ['a match of nothing, which would always match', '[{"match":{},"outputs":{"vocals":"Vocals"}}]', []],
    ['a match that cannot be read whole', '[{"match":{"a":"1","b":null},"outputs":{"vocals":"Vocals"}}]', []],
    ['no stems', '[{"match":{"a":"1"},"outputs":{}},{"match":{"a":"2"},"outputs":null},{"match":{"a":"3"}}]', []],
    ['good ones among bad ones', '[null,7,"x",[],{"match":[1]},{"match":{"a":"1"},"outputs":{"vocals":"Vocals"}}]', [{ match: { a: '1' }, stems: [vocals] }]],
    ['null', null, []], ['words', 'variants', []], ['half', '{"variants":[', []], ['a number', 7, []]
  ])('are read from %s', (_what, sent, expected) => expect(toOutputVariants(sent)).toEqual(expected))
})

describe('overrides', () => {
  it.each<[string, unknown, unknown]>([
    ['JSON text', '{"171":{"mode":"set","outputs":{"vocals":"Vocals"}},"85":{"mode":"add","outputs":{"vocals":"Vocals"}}}', [
      { optionKey: '171', mode: 'set', stems: [vocals] }, { optionKey: '85', mode: 'add', stems: [vocals] }
    ]],
    ['a mode from the future', '{"1":{"mode":"remove","outputs":{"vocals":"Vocals"}}}', []],
    ['no stems', '{"1":{"mode":"set","outputs":{}},"2":{"mode":"add"},"3":null,"4":"x"}', []],
    ['null', null, []], ['a list', '[]', []], ['words', 'x', []]
  ])('are read from %s', (_what, sent, expected) => expect(toOutputOverrides(sent)).toEqual(expected))
})
