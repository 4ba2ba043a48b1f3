import { z } from 'zod'
import { candidateSchema, MOST_CANDIDATES } from './compare'

const count = z.int().min(0).max(1_000_000)

/** Votes of a blind test that was begun and not revealed; found again when the same candidates are compared. */
export const blindVotesSchema = z.object({
  votes: z.array(candidateSchema.extend({ count })).max(MOST_CANDIDATES),
  /** Rounds in which no difference was heard. */
  undecided: count
})

export type BlindVotes = z.infer<typeof blindVotesSchema>
