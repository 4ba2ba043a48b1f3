import { type Candidate, MOST_CANDIDATES } from '../../../../shared/domain/compare'
import type { Job } from '../../../../shared/domain/job'
import { soundKey } from '../../../../shared/domain/prepared'
import { isTextName } from '../../../../shared/domain/transcript'

export type ReadyJob = Job & { readonly phase: 'ready' }
const isReady = (job: Job): job is ReadyJob => job.phase === 'ready'

export interface PossibleCandidate extends Candidate {
  readonly job: ReadyJob
}

/** A stem that more than one result of the same song holds. */
export interface ComparableStem {
  /** As the service of the newest job calls it. */
  readonly name: string
  /** Newest first, as many as can be heard at once. */
  readonly candidates: readonly PossibleCandidate[]
  readonly leftOut: number
}

/** Every finished job of the same input, newest first: the same name and size is the same song, and so is the FLAC made of it. */
export function jobsOfSameSong(jobs: readonly Job[], jobId: string): ReadyJob[] {
  const own = jobs.find(({ id }) => id === jobId)
  if (!own) return []
  const key = soundKey(own.input)
  return jobs
    .filter(isReady)
    .filter(({ input }) => soundKey(input) === key)
    .sort((one, other) => other.finishedAtMs - one.finishedAtMs)
}

/** The stems that can be compared, in the order of the job's own; empty when this is the song's only job. */
export function comparableStems(jobs: readonly Job[], jobId: string): ComparableStem[] {
  const siblings = jobsOfSameSong(jobs, jobId)
  if (siblings.length < 2) return []
  const byWord = new Map<string, { name: string; candidates: PossibleCandidate[] }>()
  const ordered = [...siblings].sort((one, other) => Number(other.id === jobId) - Number(one.id === jobId))
  for (const job of ordered) {
    for (const { index, stem, done, fileName } of job.files) {
      if (!done || isTextName(fileName)) continue
      const word = stem.trim().toLowerCase()
      const known = byWord.get(word) ?? { name: stem, candidates: [] }
      known.candidates.push({ jobId: job.id, stemIndex: index, job })
      byWord.set(word, known)
    }
  }
  return [...byWord.values()]
    .filter(({ candidates }) => new Set(candidates.map(({ jobId: id }) => id)).size > 1)
    .map(({ name, candidates }) => ({
      name, candidates: candidates.slice(0, MOST_CANDIDATES), leftOut: Math.max(0, candidates.length - MOST_CANDIDATES)
    }))
}
