import type { BlindVotes } from '../../../../shared/domain/blindVotes'
import type { Candidate } from '../../../../shared/domain/compare'

/** A blind test: names hidden, a new order each round, votes kept until they are shown. */
export interface BlindTest {
  /** Counts from 1. */
  readonly round: number
  /** Which candidate stands at each letter in this round. */
  readonly order: readonly number[]
  /** Votes each candidate has, in the candidates' own order. */
  readonly votes: readonly number[]
  /** Rounds in which no difference was heard. */
  readonly undecided: number
  readonly revealed: boolean
}

const shuffled = (count: number, random: () => number): number[] => {
  const order = Array.from({ length: count }, (_, index) => index)
  // Fisher and Yates: every order is as likely as any other.
  for (let last = count - 1; last > 0; last -= 1) {
    const pick = Math.floor(random() * (last + 1))
    const [one = 0, other = 0] = [order[last], order[pick]]
    order[last] = other
    order[pick] = one
  }
  return order
}

/** A test of `count` candidates before its first vote; `random` gives 0..1 (1 excluded). */
export const startBlindTest = (count: number, random: () => number): BlindTest =>
  ({ round: 1, order: shuffled(count, random), votes: Array.from({ length: count }, () => 0), undecided: 0, revealed: false })

/** A test that goes on with the votes it had; new where there are none, or they are of other candidates. */
export function resumeBlindTest(candidates: readonly Candidate[], kept: BlindVotes | null, random: () => number): BlindTest {
  const fresh = startBlindTest(candidates.length, random)
  if (kept === null) return fresh
  const votes = candidates.map(({ jobId, stemIndex }) => kept.votes.find((one) => one.jobId === jobId && one.stemIndex === stemIndex)?.count ?? 0)
  return { ...fresh, votes, undecided: kept.undecided, round: 1 + kept.undecided + votes.reduce((sum, count) => sum + count, 0) }
}

/** What is kept of a test: once it is revealed it is over, and nothing is. */
export const toBlindVotes = ({ votes, undecided, revealed }: BlindTest, candidates: readonly Candidate[]): BlindVotes => ({
  votes: candidates.map(({ jobId, stemIndex }, index) => ({ jobId, stemIndex, count: revealed ? 0 : (votes[index] ?? 0) })),
  undecided: revealed ? 0 : undecided
})

/** Keeps the vote for a letter (its place in the order), or for none, and begins the next round. */
export function vote(test: BlindTest, place: number | null, random: () => number): BlindTest {
  const candidate = place === null ? undefined : test.order[place]
  return {
    ...test,
    round: test.round + 1,
    order: shuffled(test.order.length, random),
    votes: test.votes.map((count, index) => (index === candidate ? count + 1 : count)),
    undecided: test.undecided + (place === null ? 1 : 0)
  }
}

export const reveal = (test: BlindTest): BlindTest => ({ ...test, revealed: true })

/** Votes that were kept so far, those for no difference with them. */
export const keptVotes = ({ round }: BlindTest): number => round - 1

/** A, B, C … */
export const letterOf = (place: number): string => String.fromCharCode('A'.charCodeAt(0) + place)
