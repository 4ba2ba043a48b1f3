import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { toAlgorithms } from '../../main/mvsep/toAlgorithm'
import { findAlgorithms, findUndeclared, type Finding } from './findAlgorithms'
import { averageRating, byRating, byUse, fairRating } from './rankAlgorithms'
import { givesAll, needOf, needsOf } from './stemNeeds'
import { stemsInName } from './stemsInName'
import { algorithm, field } from './testing/algorithms'

const stems = (...keys: string[]) => keys.map((key) => ({ key, label: key.charAt(0).toUpperCase() + key.slice(1) }))
const rated = (renderId: number, average: number, votes: number, usesThisMonth = 0) =>
  algorithm({ renderId, name: `Model ${renderId}`, rating: { average, votes }, usesThisMonth, stems: stems('drums') })

const six = algorithm({ renderId: 63, name: 'Six', usesThisMonth: 900, rating: { average: 4.7, votes: 600 }, stems: stems('vocals', 'bass', 'drums', 'guitar', 'piano') })
const two = algorithm({ renderId: 40, name: 'Two (vocals, instrumental)', usesThisMonth: 500, rating: { average: 4.5, votes: 200 } })
const piano = algorithm({ renderId: 29, name: 'Piano', usesThisMonth: 10, rating: { average: 5, votes: 1 }, stems: stems('piano', 'other') })
const asked = algorithm({
  renderId: 20, name: 'Four or six', stems: stems('vocals', 'drums'), outputVariants: [{ match: { model_type: '2' }, stems: stems('vocals', 'drums', 'guitar') }],
  fields: [field(1, 'add_opt1', ['0', '1'], { outputOverrides: [{ optionKey: '1', mode: 'add', stems: stems('harp') }, { optionKey: '2', mode: 'set', stems: stems('bells') }] })]
})
const rows = [two, six, piano, asked]
const ids = (found: readonly { readonly renderId: number }[]): number[] => found.map(({ renderId }) => renderId)
const find = (change: Partial<Finding>, own = { favourites: [29, 999, 63], recent: [20, 29] }): number[] =>
  ids(findAlgorithms(rows, { view: 'groups', query: '', needs: [], ...change }, own))

describe('best rated', () => {
  it('does not let one vote of 5.0 lead', () => {
    expect(ids(byRating([rated(1, 5, 1), rated(2, 4.7, 600), rated(3, 4.8, 140), rated(4, 2, 30), algorithm({ renderId: 5 })]))).toEqual([3, 2, 1, 4])
  })
  it('believes many votes and doubts few', () => {
    const everyones = averageRating([rated(1, 5, 1), rated(2, 4, 999)])
    expect(everyones).toBeCloseTo(4.001)
    expect(fairRating({ average: 5, votes: 1 }, everyones)).toBeLessThan(4.1)
    expect(fairRating({ average: 5, votes: 1_000 }, everyones)).toBeGreaterThan(4.95)
  })
  it('is empty where nobody voted', () => {
    expect(byRating([algorithm()])).toEqual([])
    expect(averageRating([])).toBe(0)
  })
})

describe('popular this month', () => {
  it('is by uses, without the unused', () => expect(ids(byUse(rows))).toEqual([63, 40, 29]))
})

describe('the stems a name lists', () => {
  it.each([
    ['BS Roformer (vocals, instrumental)', ['vocals', 'instrumental']], ['DrumSep (4-6 stems: kick, hh)', ['kick', 'hh']],
    ['MVSep Karaoke (lead/back vocals)', ['lead vocals', 'back vocals']], ['Bagpipes (bagpipes , other)', ['bagpipes', 'other']],
    ['AudioSR (Super Resolution)', []], ['Apollo (by JusperLee, Lew)', []], ['spleeter', []], ['(', []]
  ])('of %s', (name, listed) => expect(stemsInName(name)).toEqual(listed))
})

describe('what people need', () => {
  it.each([
    ['instrum', 'instrumental'], ['vocals-lead', 'lead-vocals'], ['hh', 'hi-hat'], ['Lead vocals', 'lead-vocals'], ['drums-kick', 'kick'], ['sfx', 'effects'],
    ['other', null], ['no-guitar', null], ['vocals-fullness-level-1', null], ['vocals1', null], ['instrum-max-fft', null], ['', null]
  ])('called %s is %s', (key, need) => expect(needOf(key)).toBe(need))

  it('is offered in the catalogue’s words, most used first, without leftovers', () => {
    expect(needsOf(rows).map(({ label }) => label)).toEqual(['Vocals', 'Piano', 'Bass', 'Drums', 'Guitar', 'Instrumental', 'Harp', 'Bells'])
  })
  it('must come out of one run together', () => {
    expect(find({ needs: ['vocals', 'drums'] })).toEqual([63, 20])
    expect(find({ needs: ['piano'] })).toEqual([63, 29])
    expect(find({ needs: ['vocals', 'drums', 'guitar'] })).toEqual([63, 20])
    expect(givesAll(asked, ['vocals', 'harp'])).toBe(true)
    expect(givesAll(asked, ['guitar', 'harp'])).toBe(false)
    expect(givesAll(asked, ['vocals', 'bells'])).toBe(false)
  })
  it('counts the other of two stems as the instrumental', () => expect(find({ needs: ['instrumental'] })).toEqual([40]))
})

describe('finding', () => {
  it.each<[string, Partial<Finding>, number[]]>([
    ['shows everything in the service’s order', {}, [40, 63, 29, 20]],
    ['shows favourites in the order they were starred, without those that are gone', { view: 'favourites' }, [29, 63]],
    ['shows what was used last first', { view: 'recent' }, [20, 29]],
    ['orders by use', { view: 'popular' }, [63, 40, 29]],
    ['orders by fair rating', { view: 'best' }, [63, 29, 40]],
    ['searches with the best match first', { query: 'piano' }, [29, 63]],
    ['keeps the order of merit while searching', { view: 'best', query: 'piano' }, [63, 29]],
    ['searches within the favourites', { view: 'favourites', query: 'six' }, [63]],
    ['takes view, stems and words together', { view: 'popular', query: 'vocals', needs: ['guitar'] }, [63]],
    ['finds nothing where nothing gives all', { needs: ['harp', 'piano'] }, []]
  ])('%s', (_what, change, found) => expect(find(change)).toEqual(found))
})

describe('where stems are asked for, what does not say what it makes', () => {
  const [rhodes, vague, midi] = [
    algorithm({ renderId: 131, name: 'Rhodes', usesThisMonth: 9, stems: [] }), algorithm({ renderId: 39, name: 'Whisper', usesThisMonth: 99, stems: [] }),
    algorithm({ renderId: 127, name: 'To notes', usesThisMonth: 1, stems: [], shortDescription: 'Writes down what drums and piano play.' })
  ]
  const offered = (change: Partial<Finding>): number[] =>
    ids(findUndeclared([vague, ...rows, rhodes, midi, algorithm({ renderId: 104, name: 'Drums from text', input: 'no_upload', stems: [] })], { view: 'groups', query: '', needs: [], ...change }, { favourites: [131], recent: [] }))

  it.each<[string, Partial<Finding>, number[]]>([
    ['is not told apart while none is', {}, []],
    ['is all there, what speaks of the stem first', { needs: ['drums'] }, [127, 39, 131]],
    ['speaks of all stems asked for, or only follows', { needs: ['drums', 'bass'] }, [39, 131, 127]],
    ['is searched like everything else', { needs: ['drums'], query: 'rhodes' }, [131]],
    ['is looked for in the view that is open', { view: 'favourites', needs: ['piano'] }, [131]],
    ['stands in the order of the view', { view: 'popular', needs: ['drums'] }, [127, 39, 131]]
  ])('%s', (_what, finding, expected) => expect(offered(finding)).toEqual(expected))

  it('never holds what says something', () => expect(offered({ needs: ['harp', 'piano'] }).some((renderId) => ids(rows).includes(renderId))).toBe(false))
})

const captured = fileURLToPath(new URL('../../../../shared/api/algorithms-2026-08.json', import.meta.url))
const there = existsSync(captured)

describe.skipIf(!there)('the real catalogue of August 2026 (skipped where ../shared/api is absent)', () => {
  const { algorithms } = there ? toAlgorithms(JSON.parse(readFileSync(captured, 'utf8')) as unknown[]) : { algorithms: [] }
  it('is led by ratings that many people gave', () => expect(ids(byRating(algorithms)).slice(0, 2)).toEqual([37, 63]))
  it('knows the stems people look for', () => {
    const needs = needsOf(algorithms)
    expect(needs.slice(0, 6).map(({ id }) => id).sort()).toEqual(['bass', 'drums', 'guitar', 'instrumental', 'piano', 'vocals'])
    expect(needs.map(({ id }) => id)).toEqual(expect.arrayContaining(['kick', 'hi-hat', 'lead-vocals', 'male', 'speech', 'saxophone', 'bagpipes']))
    expect(needs.some(({ id }) => /other|fft|fullness|residual/.test(id))).toBe(false)
  })
  it('gives piano and guitar together in four rows', () => {
    expect(ids(algorithms.filter((row) => givesAll(row, ['piano', 'guitar']))).sort((a, b) => a - b)).toEqual(expect.arrayContaining([28, 30, 63, 126]))
  })
})
