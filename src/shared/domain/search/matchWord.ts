import { GROUP, OPTION, type SearchIndex, type Term } from './buildIndex'
import { bitCount, editDistance, editsAllowed, letterBits } from './editDistance'
import { meaningsOf } from './synonyms'

// How much of a term's weight a match of this kind earns.
const SAME_BUT_PLURAL = 0.95
const BEGINS_LEAST = 0.6
const BEGINS_SPAN = 0.3
const GOES_ON = 0.3
const HOLDS = 0.3
const MISTYPED = [1, 0.5, 0.35] as const
const MISTYPED_BEGINNING = 0.7

const SHORTEST_INSIDE = 4
const SHORTEST_STEM_OF_WORD = 5

type Hit = (term: Term, factor: number) => void

/** How well each algorithm matches one typed word: the best hit counts, 0 where there is none. */
export function matchWord(index: SearchIndex, word: string): Float64Array {
  const scores = new Float64Array(index.algorithms.length)
  const hit: Hit = ({ places, weights }, factor) => {
    for (const [order, place] of places.entries()) {
      const score = (weights[order] ?? 0) * factor
      if (score > (scores[place] ?? 0)) scores[place] = score
    }
  }
  const found = matchLiterally(index, word, hit)
  for (const [meaning, nearness] of meaningsOf(word)) {
    const term = index.byText.get(meaning)
    if (term !== undefined) hit(term, nearness)
  }
  // A word that is there as it was typed is no slip of the finger.
  if (!found) matchMistyped(index, word, hit)
  return scores
}

/** Answers whether the word stands in some name, stem or group, whole or in part. */
function matchLiterally({ terms, byText }: SearchIndex, word: string, hit: Hit): boolean {
  let found = false
  for (let at = firstFrom(terms, word); at < terms.length; at += 1) {
    const term = terms[at]
    if (term === undefined || !term.text.startsWith(word)) break
    hit(term, term.text === word ? 1 : BEGINS_LEAST + (BEGINS_SPAN * word.length) / term.text.length)
    found ||= term.strength >= GROUP
  }
  const singular = word.length > 3 && word.endsWith('s') ? byText.get(word.slice(0, -1)) : undefined
  if (singular !== undefined) {
    hit(singular, SAME_BUT_PLURAL)
    found ||= singular.strength >= GROUP
  }
  for (const term of terms) {
    if (term.strength < OPTION) continue
    if (word.length >= SHORTEST_INSIDE && term.text.length > word.length && term.text.includes(word, 1)) {
      hit(term, HOLDS)
      found ||= term.strength >= GROUP
    } else if (term.text.length >= SHORTEST_STEM_OF_WORD && word.length > term.text.length && word.startsWith(term.text)) {
      hit(term, GOES_ON)
    }
  }
  return found
}

function matchMistyped({ terms }: SearchIndex, word: string, hit: Hit): void {
  const most = editsAllowed(word)
  if (most === 0) return
  const letters = letterBits(word)
  for (const term of terms) {
    // Every letter missing there is at least one edit; most words are ruled out by this alone.
    if (term.strength < OPTION || bitCount(letters & ~term.letters) > most) continue
    const near = editDistance(word, term.text, most)
    if (near === null) continue
    if (near.whole <= most) hit(term, MISTYPED[near.whole] ?? 0)
    else if (near.beginning <= most && term.text[0] === word[0]) hit(term, (MISTYPED[near.beginning] ?? 0) * MISTYPED_BEGINNING)
  }
}

/** The first term that does not stand before this text. */
function firstFrom(terms: readonly Term[], text: string): number {
  let low = 0
  let high = terms.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((terms[middle]?.text ?? '') < text) low = middle + 1
    else high = middle
  }
  return low
}
