import { checkKeys } from '../separation/options'
import type { MatchingMethod } from '../separation/types'

const STEMS = ['mastered']

/** Gives one song the loudness, tone and width of another; matchFile carries it out. */
export const referenceMastering: MatchingMethod = {
  kind: 'match',
  id: 'reference-mastering',
  options: [],
  stems(options) {
    checkKeys([], options)
    return STEMS
  }
}
