import type { Algorithm } from './algorithm'

// How many votes an algorithm needs before its own average outweighs everyone's.
const TRUSTED_VOTES = 15

type Rated = Algorithm & { readonly rating: NonNullable<Algorithm['rating']> }
const isRated = (algorithm: Algorithm): algorithm is Rated => algorithm.rating !== null && algorithm.rating.votes > 0

/** The average of all votes of a catalogue, 0..5; 0 without votes. */
export function averageRating(algorithms: readonly Algorithm[]): number {
  const rated = algorithms.filter(isRated)
  const votes = rated.reduce((sum, { rating }) => sum + rating.votes, 0)
  return votes === 0 ? 0 : rated.reduce((sum, { rating }) => sum + rating.average * rating.votes, 0) / votes
}

/** A rating as far as its votes carry it (Bayesian average): one vote of 5.0 moves it little, hundreds of 4.8 a lot. */
export const fairRating = ({ average, votes }: Rated['rating'], everyones: number): number =>
  (everyones * TRUSTED_VOTES + average * votes) / (TRUSTED_VOTES + votes)

/** The rated ones, best first; of equals, the one with more votes. */
export function byRating(algorithms: readonly Algorithm[]): readonly Algorithm[] {
  const everyones = averageRating(algorithms)
  return algorithms.filter(isRated)
    .sort((a, b) => fairRating(b.rating, everyones) - fairRating(a.rating, everyones) || b.rating.votes - a.rating.votes)
}

/** Those used this month, most used first. */
export const byUse = (algorithms: readonly Algorithm[]): readonly Algorithm[] =>
  algorithms.filter(({ usesThisMonth }) => usesThisMonth > 0).sort((a, b) => b.usesThisMonth - a.usesThisMonth)
