import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toAlgorithms } from '../../main/mvsep/toAlgorithm'
import type { Algorithm } from './algorithm'
import { buildIndex, indexOf, optionFound, searchAlgorithms, searchIndex } from './searchAlgorithms'
import { algorithm, field } from './testing/algorithms'

const stems = (...keys: string[]) => keys.map((key) => ({ key, label: key }))
const catalogue = [
  algorithm({ renderId: 63, name: 'BS Roformer SW (vocals, bass, drums, guitar, piano, other)', group: { id: 22, name: 'Multistem' }, usesThisMonth: 185_026, stems: stems('vocals', 'bass', 'drums', 'guitar', 'piano', 'other') }),
  algorithm({ renderId: 40, name: 'BS Roformer (vocals, instrumental)', usesThisMonth: 116_844, fields: [
    { ...field(25, 'add_opt1', ['81']), options: [{ key: '81', label: 'edition by gabox (SDR vocals: 11.89)' }] }
  ] }),
  algorithm({ renderId: 29, name: 'MVSep Piano (piano, other)', group: { id: 19, name: 'Keys' }, usesThisMonth: 6_976, stems: stems('piano', 'other') }),
  algorithm({ renderId: 79, name: 'MVSep Digital Piano (digital-piano, other)', group: { id: 19, name: 'Keys' }, usesThisMonth: 1_942, stems: stems('digital-piano', 'other') }),
  algorithm({ renderId: 113, name: 'Transkun', group: { id: 10, name: 'Experimental' }, shortDescription: 'Writes down what a piano plays.', stems: [] }),
  algorithm({ renderId: 20, name: 'Démucs4 HT', usesThisMonth: 10_649, stems: stems('vocals', 'drums'), outputVariants: [{ match: { model: '2' }, stems: stems('vocals', 'drums', 'tuba') }] }),
  algorithm({ renderId: 37, name: 'DrumSep (4-6 stems: kick, hh)', usesThisMonth: 17_228, stems: stems('kick', 'hh') }),
  algorithm({ renderId: 49, name: 'MVSep Karaoke (lead/back vocals)', usesThisMonth: 88_026, stems: stems('vocals-lead', 'vocals-back') }),
  algorithm({ renderId: 47, name: 'DeNoise by aufr33', group: { id: 9, name: 'Restoration' }, usesThisMonth: 20_776, stems: stems('dry', 'noise') })
]
const found = (query: string): number[] => searchAlgorithms(catalogue, query).map(({ renderId }) => renderId)
const first = (query: string): number | undefined => found(query)[0]

describe('searching algorithms', () => {
  it.each([
    ['what makes the stem comes before what also makes it, and before who only speaks of it', 'piano', [29, 79, 63, 113]],
    ['the beginning of a word is enough', 'pia', [29, 79, 63, 113]],
    ['case and accents do not matter', 'DEMUCS', [20]],
    ['every word must be there', 'roformer instrumental', [40]],
    ['words come in any order', 'instrumental roformer bs', [40]],
    ['the more used of equals comes first', 'roformer', [63, 40]],
    ['groups count', 'restoration', [47]],
    ['options count', 'gabox', [40]],
    ['stems that an option adds count', 'tuba', [20]],
    ['signs are no words', '(piano)', [29, 79, 63, 113]],
    ['nothing is found by nonsense', 'zzz', []],
    ['no query gives the whole list in its order', '  ', catalogue.map(({ renderId }) => renderId)]
  ])('%s', (_what, query, ids) => expect(found(query)).toEqual(ids))

  it.each([
    ['a letter left out', 'vocls', 40], ['a letter left out of four', 'drms', 63], ['two letters swapped', 'pinao', 29], ['a letter too many', 'karaooke', 49],
    ['two slips in a long word', 'instrmentl', 40], ['a slip in a word half typed', 'karok', 49]
  ])('%s is forgiven', (_what, query, renderId) => expect(first(query)).toBe(renderId))

  it.each([['three letters', 'vcl'], ['two slips in a short word', 'pxanx'], ['three in a long one', 'xxsxrumental']])('no guess is made for %s', (_what, query) => {
    expect(found(query)).toEqual([])
  })

  it('takes a word that is there by its word, however near others are', () => {
    const near = [algorithm({ renderId: 1, name: 'Male voice' }), algorithm({ renderId: 2, name: 'Mule voice' })]
    expect(searchAlgorithms(near, 'male').map(({ renderId }) => renderId)).toEqual([1])
  })

  it.each([
    ['acapella', 40], ['voices', 40], ['minus one', 49], ['kick', 37], ['hi hat', 37], ['drum sep', 37], ['noise', 47], ['de noise', 47], ['remove noise', 47], ['минусовка', 49]
  ])('"%s" is understood', (query, renderId) => expect(first(query)).toBe(renderId))

  it('says which option answers where the name does not', () => {
    const [, roformer] = catalogue
    if (roformer === undefined) throw new Error('no row')
    expect(optionFound(roformer, 'gabox roformer')).toBe('edition by gabox (SDR vocals: 11.89)')
    expect(optionFound(roformer, 'roformer vocals')).toBeNull()
  })

  it('is indexed once for a catalogue', () => {
    expect(indexOf(catalogue)).toBe(indexOf(catalogue))
    expect(indexOf([...catalogue])).not.toBe(indexOf(catalogue))
  })

  it('meets any query with rows of the catalogue, each once', () => {
    const index = buildIndex(catalogue)
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: fc.constantFrom('v', 'o', 'c', 'a', 'l', 's', 'd', 'r', 'u', 'm', 'p', 'i', ' ', '.', '('), maxLength: 20 })), (query) => {
      const rows = searchIndex(index, query)
      expect(new Set(rows).size).toBe(rows.length)
      for (const row of rows) expect(catalogue).toContain(row)
    }))
  })
})

const captured = (month: string): string => fileURLToPath(new URL(`../../../../shared/api/algorithms-${month}.json`, import.meta.url))
const there = (month: string): boolean => existsSync(captured(month))
const readCaptured = (month: string): readonly Algorithm[] =>
  there(month) ? toAlgorithms(JSON.parse(readFileSync(captured(month), 'utf8')) as unknown[]).algorithms : []

describe.skipIf(!there('2026-08'))('searching the real catalogue of August 2026 (skipped where ../shared/api is absent)', () => {
  const rows = readCaptured('2026-08')
  it.each<[string, readonly number[]]>([
    ['piano', [29, 79, 63]], ['kick', [37, 38]], ['karaoke', [49, 12]], ['denoise', [47]], ['male', [57]], ['vocls', [40, 48]], ['drms', [44]], ['vocals', [40, 48]],
    ['drums', [44]], ['bass', [41]], ['guitar', [31, 66, 81]], ['instrumental', [40, 48]], ['acapella', [40, 48]], ['minus one', [49]], ['dereverb', [22]],
    ['lead guitar', [101]], ['lead vocals', [49, 12]], ['lyrics', [39, 64]], ['piano midi', [113]], ['podcast', [56]], ['drum sep', [37]], ['karoke', [49]], ['spleeter', [0]]
  ])('"%s" begins with %j', (query, ids) => {
    expect(searchAlgorithms(rows, query).slice(0, ids.length).map(({ renderId }) => renderId)).toEqual(ids)
  })
})

describe.skipIf(!there('2024-02'))('searching the real catalogue of February 2024 (skipped where ../shared/api is absent)', () => {
  const rows = readCaptured('2024-02')
  it.each<[string, readonly number[]]>([
    ['piano', [29]], ['kick', [37, 38]], ['karaoke', [12]], ['drms', [28]], ['reverb', [22]], ['male', []], ['guitar', [31]]
  ])('"%s" begins with %j', (query, ids) => {
    const rendered = searchAlgorithms(rows, query).map(({ renderId }) => renderId)
    expect(ids.length === 0 ? rendered : rendered.slice(0, ids.length)).toEqual(ids)
  })
  it('finds vocals by a slip of the finger', () => {
    expect(searchAlgorithms(rows, 'vocls').length).toBe(searchAlgorithms(rows, 'vocals').length)
  })
})
