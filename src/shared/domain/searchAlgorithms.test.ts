import { describe, expect, it } from 'vitest'
import { searchAlgorithms } from './searchAlgorithms'
import { algorithm } from './testing/algorithms'

const stems = (...keys: string[]) => keys.map((key) => ({ key, label: key }))
const catalogue = [
  algorithm({ renderId: 63, name: 'BS Roformer SW (vocals, bass, drums, guitar, piano, other)', group: { id: 22, name: 'Multistem' }, usesThisMonth: 185_026, stems: stems('vocals', 'bass', 'drums', 'guitar', 'piano', 'other') }),
  algorithm({ renderId: 40, name: 'BS Roformer (vocals, instrumental)', usesThisMonth: 116_844 }),
  algorithm({ renderId: 29, name: 'MVSep Piano (piano, other)', group: { id: 19, name: 'Keys' }, usesThisMonth: 6_976, stems: stems('piano', 'other') }),
  algorithm({ renderId: 79, name: 'MVSep Digital Piano (digital-piano, other)', group: { id: 19, name: 'Keys' }, usesThisMonth: 1_942, stems: stems('digital-piano', 'other') }),
  algorithm({ renderId: 113, name: 'Transkun', group: { id: 10, name: 'Experimental' }, shortDescription: 'Writes down what a piano plays.', stems: [] }),
  algorithm({ renderId: 20, name: 'Démucs4 HT', usesThisMonth: 10_649, stems: stems('vocals', 'drums') })
]
const found = (query: string): number[] => searchAlgorithms(catalogue, query).map(({ renderId }) => renderId)

describe('searching algorithms', () => {
  it.each([
    ['what makes the stem comes before what also makes it, and before who only speaks of it', 'piano', [29, 79, 63, 113]],
    ['the beginning of a word is enough', 'pia', [29, 79, 63, 113]],
    ['case and accents do not matter', 'DEMUCS', [20]],
    ['every word must be there', 'roformer instrumental', [40]],
    ['the more used of equals comes first', 'roformer', [63, 40]],
    ['groups count', 'keys', [29, 79]],
    ['signs are no words', '(piano)', [29, 79, 63, 113]],
    ['nothing is found by nonsense', 'zzz', []],
    ['no query gives the whole list in its order', '  ', [63, 40, 29, 79, 113, 20]]
  ])('%s', (_what, query, ids) => expect(found(query)).toEqual(ids))

  it('takes less than a frame for a whole catalogue', () => {
    const many = Array.from({ length: 120 }, (_, index) => ({ ...catalogue[index % catalogue.length], renderId: index }) as (typeof catalogue)[number])
    const startedMs = performance.now()
    for (let index = 0; index < 10; index++) searchAlgorithms(many, 'bs roformer vocals')
    expect((performance.now() - startedMs) / 10).toBeLessThan(16)
  })
})
