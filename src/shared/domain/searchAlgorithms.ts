import type { Algorithm } from './algorithm'
import { buildIndex, type SearchIndex } from './search/buildIndex'
import { matchWord } from './search/matchWord'
import { isFiller, isPhrase, LONGEST_PHRASE, meaningsOf } from './search/synonyms'
import { nameWords, words } from './search/words'

export { buildIndex, type SearchIndex }

// Ten times as many uses are worth a thirtieth more: of models that fit alike, the one people return to comes first.
const USE = 1 / 30

// "drum sep" means DrumSep rather than something with drums that also separates.
const WRITTEN_TOGETHER = 1

const indexes = new WeakMap<readonly Algorithm[], SearchIndex>()

/** The index of a catalogue, built at the first asking and kept as long as the catalogue itself. */
export function indexOf(algorithms: readonly Algorithm[]): SearchIndex {
  const known = indexes.get(algorithms) ?? buildIndex(algorithms)
  indexes.set(algorithms, known)
  return known
}

/**
 * Algorithms that match every word of the query in their name, stems, options, group or description, best first. Words
 * may come in any order, be half typed, mistyped (1 edit from 4 letters, 2 from 8) or be said otherwise ("minus one").
 * An empty query gives the list as it is.
 */
export function searchIndex(index: SearchIndex, query: string): readonly Algorithm[] {
  const units = toUnits(index, query)
  if (units.length === 0) return index.algorithms
  const total = new Float64Array(index.algorithms.length)
  for (const { alternatives, isNeeded } of units) {
    const each = alternatives.map((unit) => matchAll(index, unit))
    for (const place of total.keys()) {
      const best = each.reduce((most, scores) => Math.max(most, scores[place] ?? 0), 0)
      const before = total[place] ?? 0
      total[place] = before < 0 || (best === 0 && isNeeded) ? -1 : before + best
    }
  }
  return index.algorithms
    .map((algorithm, place) => ({ algorithm, score: (total[place] ?? 0) * (1 + USE * Math.log10(algorithm.usesThisMonth + 1)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.algorithm.usesThisMonth - a.algorithm.usesThisMonth)
    .map(({ algorithm }) => algorithm)
}

/** The same for a list of algorithms; its index is built once. */
export const searchAlgorithms = (algorithms: readonly Algorithm[], query: string): readonly Algorithm[] => searchIndex(indexOf(algorithms), query)

/** The label of the option that answers the query where the name does not: says why a row was found. */
export function optionFound({ name, stems, group, fields }: Algorithm, query: string): string | null {
  const shown = nameWords([name, group.name, ...stems.map(({ label }) => label)].join(' '))
  const sought = words(query).filter((word) => !isFiller(word) && !shown.some((part) => part.startsWith(word) || meaningsOf(word).has(part)))
  if (sought.length === 0) return null
  const labels = fields.flatMap(({ options }) => options.map(({ label }) => label))
  return labels.find((label) => sought.every((word) => nameWords(label).some((part) => part.startsWith(word)))) ?? null
}

interface Alternative {
  readonly words: readonly string[]
  /** How many typed words it stands for; a phrase counts as much as its words would. */
  readonly worth: number
}

/** Something to be found: in one of several ways, each a few words that must all be there. */
interface Unit {
  readonly alternatives: readonly Alternative[]
  readonly isNeeded: boolean
}

/** "hi hat" is one thing, also written hihat; "drum sep" is DrumSep; "remove vocals" asks for vocals. */
function toUnits({ byText }: SearchIndex, query: string): readonly Unit[] {
  const sought = words(query)
  const units: Unit[] = []
  for (let at = 0; at < sought.length;) {
    let taken = 1
    for (let length = Math.min(LONGEST_PHRASE, sought.length - at); length > 1 && taken === 1; length -= 1) {
      const phrase = sought.slice(at, at + length)
      if (isPhrase(phrase.join(' ')) || byText.has(phrase.join(''))) taken = length
    }
    const phrase = sought.slice(at, at + taken)
    const joined = taken === 1 ? [] : [phrase.join(' '), phrase.join('')].map((word) => ({ words: [word], worth: taken + WRITTEN_TOGETHER }))
    units.push({ alternatives: [{ words: phrase, worth: 1 }, ...joined], isNeeded: !isFiller(phrase.join(' ')) })
    at += taken
  }
  return units.some(({ isNeeded }) => isNeeded) ? units : units.map((unit) => ({ ...unit, isNeeded: true }))
}

/** The sum over words that must all match; 0 where one does not. */
function matchAll(index: SearchIndex, { words: sought, worth }: Alternative): Float64Array {
  const [first, ...others] = sought.map((word) => matchWord(index, word))
  if (first === undefined) return new Float64Array(index.algorithms.length)
  return first.map((score, place) => {
    const rest = others.map((scores) => scores[place] ?? 0)
    return score === 0 || rest.includes(0) ? 0 : worth * rest.reduce((sum, one) => sum + one, score)
  })
}
