import { describe, expect, it } from 'vitest'
import { toDescription } from './toDescription'

const paragraph = (words: string) => [{ kind: 'paragraph', children: [{ kind: 'text', text: words }] }]
const texts = (...pairs: readonly (readonly [lang: unknown, html: unknown])[]) => pairs.map(([lang, html]) => ({ lang, long_description: html }))
const row = (part: object) => ({ render_id: 0, name: 'Zero', is_active: 1, description: 'Plain <b>words</b>.', ...part })
const describeRow = (part: object, language = 'de-AT') => toDescription([row(part)], 0, language)

describe('the long description', () => {
  it.each<[string, string, string]>([
    ['the language asked for', 'ru', 'ru'], ['the same in capitals', 'RU', 'ru'], ['the language without its country', 'ru-BY', 'ru'], ['its country where there is one', 'pt-BR', 'pt-br'],
    ['the same written with a line', 'pt_BR', 'pt-br'], ['English for any other', 'de', 'en'], ['English for nonsense', '??', 'en']
  ])('comes in %s', (_what, asked, language) => {
    const found = describeRow({ algorithm_descriptions: texts(['ru', '<p>ru</p>'], ['en', '<p>en</p>'], ['pt', '<p>pt</p>'], ['pt_BR', '<p>pt-br</p>']) }, asked)
    expect(found).toEqual({ language, text: paragraph(language) })
  })

  it.each<[string, object, { language: string; text: unknown } | null]>([
    ['the first there is, without English', { algorithm_descriptions: texts(['fr', '<p>Bon</p>'], ['ru', 'x']) }, { language: 'fr', text: paragraph('Bon') }],
    ['the second English one when the first is empty', { algorithm_descriptions: texts(['en', '<p>&nbsp;</p>'], ['en', 'two']) }, { language: 'en', text: paragraph('two') }],
    ['the plain one, without any', { algorithm_descriptions: texts(['en', ''], ['ru', null], ['fr', 7]), description: 'Plain.' }, { language: 'fr', text: paragraph('7') }],
    ['the plain one, when there is no list', { algorithm_descriptions: null, description: 'Plain.' }, { language: 'en', text: paragraph('Plain.') }],
    ['nothing for the site’s placeholder', { description: '<i>No data found.</i>' }, null],
    ['nothing without words', { description: '<p></p>' }, null], ['nothing at all', { description: null }, null]
  ])('is %s', (_what, part, expected) => expect(describeRow(part)).toEqual(expected))

  it('is the one of the row that is shown: no sleeping one, the first of two', () => {
    const rows = [null, 'x', { render_id: 5 }, row({ render_id: 5, is_active: 0, description: 'asleep' }), row({ render_id: '5', description: 'first' }), row({ render_id: 5, description: 'second' })]
    expect(toDescription(rows, 5, 'en')?.text).toEqual(paragraph('first'))
    expect(toDescription(rows, 6, 'en')).toBeNull()
  })

  it('of number 0 is not that of a row without a number', () => {
    expect(toDescription([{ name: 'none', description: 'no number' }, { render_id: null, name: 'null', description: 'null' }], 0, 'en')).toBeNull()
  })
})
