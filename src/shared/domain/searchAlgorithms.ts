import type { Algorithm } from './algorithm'

// How good a hit is, by where the word stands. What comes out of an algorithm is what people look for.
const STEM = 100
const NAME = 90
const STEM_BEGINS = 65
const NAME_BEGINS = 60
const GROUP_BEGINS = 40
const NAME_HOLDS = 25
const DESCRIPTION_BEGINS = 10

/** Text as it is compared: lower case, without accents, words apart by one space. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, ' ').trim()
}

const words = (text: string): string[] => plain(text).split(' ').filter(Boolean)

/**
 * Algorithms that match every word of the query in their name, stems, group or description, best first; equal ones by
 * use. An empty query gives the list as it is.
 */
export function searchAlgorithms(algorithms: readonly Algorithm[], query: string): readonly Algorithm[] {
  const sought = words(query)
  if (sought.length === 0) return algorithms
  return algorithms
    .map((algorithm) => ({ algorithm, score: scoreOf(algorithm, sought) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.algorithm.usesThisMonth - a.algorithm.usesThisMonth)
    .map(({ algorithm }) => algorithm)
}

/** The sum over the sought words of their best hits; 0 when one of them is nowhere. */
function scoreOf(algorithm: Algorithm, sought: readonly string[]): number {
  const name = words(algorithm.name)
  const stems = algorithm.stems.flatMap(({ key, label }) => [...words(key), ...words(label)])
  const group = words(algorithm.group.name)
  const description = words(algorithm.shortDescription)
  let total = 0
  for (const word of sought) {
    const begins = (candidate: string): boolean => candidate.startsWith(word)
    const inStems = stems.includes(word) ? STEM : stems.some(begins) ? STEM_BEGINS : 0
    const inName = name.includes(word) ? NAME : name.some(begins) ? NAME_BEGINS : name.some((part) => part.includes(word)) ? NAME_HOLDS : 0
    const elsewhere = group.some(begins) ? GROUP_BEGINS : description.some(begins) ? DESCRIPTION_BEGINS : 0
    if (inStems + inName + elsewhere === 0) return 0
    // One of two stems is what the algorithm is made for; one of twenty is a by-product.
    total += inStems + inName + elsewhere + (inStems > 0 ? STEM / algorithm.stems.length : 0)
  }
  return total
}
