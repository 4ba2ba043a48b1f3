import type { Algorithm } from '../algorithm'
import { stemsInName } from '../stemsInName'
import { letterBits } from './editDistance'
import { nameWords, words } from './words'

/** One word of the catalogue, and how much it says about each algorithm that holds it. */
export interface Term {
  readonly text: string
  readonly letters: number
  /** The best of its weights: tells words of names, stems and groups from those of options and descriptions. */
  readonly strength: number
  /** Places in `algorithms`, and the weight of the word there. */
  readonly places: readonly number[]
  readonly weights: readonly number[]
}

export interface SearchIndex {
  readonly algorithms: readonly Algorithm[]
  /** Sorted by text, so that beginnings stand together. */
  readonly terms: readonly Term[]
  readonly byText: ReadonlyMap<string, Term>
}

// How good a word is, by where it stands. What comes out of an algorithm is what people look for.
const STEM = 100
const STEM_WORD = 75
const TITLE = 90
const IN_BRACKETS = 80
const STEM_ON_REQUEST = 45
/** From here on a word names what the algorithm is; below, it is only mentioned. */
export const GROUP = 40
export const OPTION = 30
const DESCRIPTION = 10
// What is said beside a stem or a name that says it already adds little.
const BESIDES = 0.2
// One of two stems is what the algorithm is made for; one of twenty is a by-product.
const SHARE = 100

type Weights = Map<string, number>

const raise = (weights: Weights, text: string, weight: number): void => { weights.set(text, Math.max(weights.get(text) ?? 0, weight)) }

function raiseStems(weights: Weights, stems: readonly string[], share: number): void {
  for (const stem of stems) {
    const [only, ...more] = words(stem)
    if (only !== undefined && more.length === 0) raise(weights, only, STEM + share)
    else for (const word of words(stem)) raise(weights, word, STEM_WORD + share)
  }
}

function stemWeights({ name, stems, outputVariants, fields }: Algorithm): Weights {
  const weights: Weights = new Map()
  raiseStems(weights, stems.flatMap(({ key, label }) => [key, label]), SHARE / stems.length)
  const named = stemsInName(name)
  raiseStems(weights, named, SHARE / named.length)
  const onRequest = [...outputVariants, ...fields.flatMap((field) => field.outputOverrides)].flatMap((outcome) => outcome.stems)
  for (const { key, label } of onRequest) for (const word of words(`${key} ${label}`)) raise(weights, word, STEM_ON_REQUEST)
  return weights
}

function nameWeights(name: string): Weights {
  const weights: Weights = new Map()
  const bracket = name.indexOf('(')
  const title = bracket > 0 ? name.slice(0, bracket) : name
  for (const word of nameWords(name)) raise(weights, word, IN_BRACKETS)
  for (const word of nameWords(title)) raise(weights, word, TITLE)
  return weights
}

function elsewhereWeights({ group, fields, shortDescription }: Algorithm): Weights {
  const weights: Weights = new Map()
  for (const word of words(shortDescription)) raise(weights, word, DESCRIPTION)
  for (const { text, options } of fields) {
    for (const label of [text, ...options.map((option) => option.label)]) for (const word of nameWords(label)) raise(weights, word, OPTION)
  }
  for (const word of words(group.name)) raise(weights, word, GROUP)
  return weights
}

/** Takes a catalogue apart into its words, once; searching then looks at words and no longer at algorithms. */
export function buildIndex(algorithms: readonly Algorithm[]): SearchIndex {
  const drafts = new Map<string, { strength: number; places: number[]; weights: number[] }>()
  for (const [place, algorithm] of algorithms.entries()) {
    const total: Weights = new Map()
    for (const part of [stemWeights(algorithm), nameWeights(algorithm.name)]) {
      for (const [text, weight] of part) total.set(text, (total.get(text) ?? 0) + weight)
    }
    for (const [text, weight] of elsewhereWeights(algorithm)) {
      const before = total.get(text)
      total.set(text, before === undefined ? weight : before + weight * BESIDES)
    }
    for (const [text, weight] of total) {
      const draft = drafts.get(text) ?? { strength: 0, places: [], weights: [] }
      draft.strength = Math.max(draft.strength, weight)
      draft.places.push(place)
      draft.weights.push(weight)
      drafts.set(text, draft)
    }
  }
  const terms = [...drafts].map(([text, draft]): Term => ({ text, letters: letterBits(text), ...draft }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
  return { algorithms, terms, byText: new Map(terms.map((term) => [term.text, term])) }
}
