import { expect, it } from 'vitest'
import { keptVotes, letterOf, resumeBlindTest, reveal, startBlindTest, toBlindVotes, vote } from './blindTest'

/** Repeatable numbers 0..1. */
function createRandom(): () => number {
  let state = 1
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}

it('keeps each vote for the candidate that stood behind the letter in that round', () => {
  const random = createRandom()
  let test = startBlindTest(3, random)
  const voted = [0, 0, 0]
  for (const place of [0, 1, 2, 0, 0]) {
    const candidate = test.order[place] ?? 0
    voted[candidate] = (voted[candidate] ?? 0) + 1
    test = vote(test, place, random)
  }
  test = vote(test, null, random)
  expect(test.votes).toEqual(voted)
  expect(test.undecided).toBe(1)
  expect(keptVotes(test)).toBe(6)
  expect(test.round).toBe(7)
  expect(reveal(test)).toEqual({ ...test, revealed: true })
})

it('goes on with the votes that were kept, until it is revealed', () => {
  const random = createRandom()
  const candidates = [{ jobId: 'a', stemIndex: 0 }, { jobId: 'b', stemIndex: 2 }]
  const voted = vote(vote(startBlindTest(2, random), 0, random), null, random)
  const kept = toBlindVotes(voted, candidates)
  expect(resumeBlindTest(candidates, kept, random)).toMatchObject({ round: 3, votes: voted.votes, undecided: 1, revealed: false })
  expect(resumeBlindTest(candidates.toReversed(), kept, random).votes).toEqual(voted.votes.toReversed())
  expect(resumeBlindTest(candidates, toBlindVotes(reveal(voted), candidates), random)).toMatchObject({ round: 1, votes: [0, 0], undecided: 0 })
  expect(resumeBlindTest(candidates, null, random).round).toBe(1)
})

it('puts every candidate at every letter equally often', () => {
  const random = createRandom()
  const places = [0, 1, 2].map(() => [0, 0, 0])
  let test = startBlindTest(3, random)
  for (let round = 0; round < 3_000; round += 1) {
    test.order.forEach((candidate, place) => {
      const row = places[place]
      if (row) row[candidate] = (row[candidate] ?? 0) + 1
    })
    test = vote(test, null, random)
  }
  for (const count of places.flat()) expect(Math.abs(count - 1_000)).toBeLessThan(120)
})

it('names places by letters', () => {
  expect([0, 1, 7].map(letterOf)).toEqual(['A', 'B', 'H'])
})
