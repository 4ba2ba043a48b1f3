import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toOrderedJson, toOrderedPairs } from './orderedJson'

describe('option lists', () => {
  it('keep the order they were written in, which JSON.parse would not', () => {
    const text = '{"3":"a","4":"b","29":"c","142":"d","81":"e"}'
    expect(toOrderedPairs(text)?.map(([key]) => key)).toEqual(['3', '4', '29', '142', '81'])
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['3', '4', '29', '81', '142'])
  })

  it.each([
    ['keys that are no integers', '{"0.3":"0.3","auto":"Auto","en_6":"Six"}', [['0.3', '0.3'], ['auto', 'Auto'], ['en_6', 'Six']]],
    ['an object', { b: 'B', a: 1 }, [['b', 'B'], ['a', '1']]],
    ['labels with escapes and quotes', String.raw`{"1":"\u00e9 \"x\" {y}, \/z"}`, [['1', 'é "x" {y}, /z']]],
    ['a key written twice: the last word, the first place', '{"2":"x","1":"y","2":"z"}', [['2', 'z'], ['1', 'y']]],
    ['a list', '["a","b"]', [['0', 'a'], ['1', 'b']]],
    ['nothing', '', []], ['an empty object', '{}', []], ['an empty list', [], []],
    ['a null among them', '{"0":null,"1":"b"}', [['1', 'b']]],
    ['no object', '42', null], ['text', '"x"', null], ['half', '{"0":"a"', null], ['words', 'not json', null], ['null', null, null], ['a number', 7, null],
    ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000), null],
    ['a comment', '{"a":"b"/* c */}', null]
  ])('are read from %s', (_what, sent, pairs) => expect(toOrderedPairs(sent)).toEqual(pairs))

  it('say what was written, whatever the keys and labels', () => {
    const label = fc.string({ unit: 'grapheme' }).map((text) => text.trim())
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.oneof(fc.nat().map(String), fc.string({ unit: 'binary' })), label), { selector: ([key]) => key }), (pairs) => {
        const text = `{${pairs.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n')}}`
        expect(toOrderedPairs(text)).toEqual(pairs)
      })
    )
  })

  it('never throw', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.json()), (sent) => void toOrderedPairs(sent)), { numRuns: 500 })
  })
})

describe('nested JSON', () => {
  it('keeps the order of every level', () => {
    const value = toOrderedJson('{"9":{"b":[1,"x",null,true],"2":"y","1":{}},"10":"z"}')
    expect(value).toEqual(new Map<string, unknown>([['9', new Map<string, unknown>([['b', [1, 'x', null, true]], ['2', 'y'], ['1', new Map()]])], ['10', 'z']]))
    expect(value instanceof Map ? [...value.keys()] : null).toEqual(['9', '10'])
  })

  it.each([
    ['nothing', '', null], ['half', '{"a":{"b":1}', null], ['a comment', '[1/* c */]', null], ['words', 'x', null], ['eight levels', '[[[[[[[[]]]]]]]]', [[[[[[[[]]]]]]]]],
    ['nine levels', '[[[[[[[[[]]]]]]]]]', null], ['brackets in texts', '{"[[[[[[[[[[":"\\"{{{{{{{{{{"}', new Map([['[[[[[[[[[[', '"{{{{{{{{{{']])],
    ['a hundred thousand levels', '['.repeat(100_000), null], ['an object', { a: { b: [1] } }, new Map([['a', new Map([['b', [1]]])]])],
    ['a name written twice', '{"a":1,"b":2,"a":3}', new Map([['a', 3], ['b', 2]])], ['the name of a prototype', '{"__proto__":{"a":1}}', new Map([['__proto__', new Map([['a', 1]])]])]
  ])('is read from %s', (_what, sent, expected) => expect(toOrderedJson(sent)).toEqual(expected))

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.json()), (sent) => void toOrderedJson(sent)), { numRuns: 500 })
  })
})
