import { type BlindVotes, blindVotesSchema } from '../../shared/domain/blindVotes'
import type { Candidate } from '../../shared/domain/compare'
import { createKeptFiles } from '../audio/keptFiles'
import type { Log } from '../log/log'

export interface VotesStore {
  /** Votes of these candidates' blind test, in whatever order they are named; null when none was begun. */
  load(candidates: readonly Candidate[]): Promise<BlindVotes | null>
  /** Durable when the promise resolves. */
  save(candidates: readonly Candidate[], votes: BlindVotes): Promise<void>
}

/** Votes of blind tests that were not revealed yet, a small file a comparison. */
export function createVotesStore(folder: string, log: Log): VotesStore {
  const files = createKeptFiles(folder, blindVotesSchema, log)
  const keyOf = (candidates: readonly Candidate[]): string => candidates.map(({ jobId, stemIndex }) => `${jobId}/${stemIndex}`).sort().join('\n')
  return {
    load: (candidates) => files.load(keyOf(candidates)),
    save: (candidates, votes) => files.save(keyOf(candidates), votes)
  }
}
