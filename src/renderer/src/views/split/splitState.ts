import type { Job, PhaseName } from '../../../../shared/domain/job'
import type { SplitSong } from '../../../../shared/domain/split'

/** What became of the parts of a song. */
export interface SplitState {
  /** Those that are on the list, in the order of the song. */
  readonly jobs: readonly Job[]
  readonly ready: number
  /** Jobs that do not go on by themselves. */
  readonly stuck: readonly Job[]
  readonly gone: number
  /** The phase that the whole looks like. */
  readonly looks: PhaseName
}

/** Null for what has no row of its own: it was joined, and that is a job, or its parts were taken off the list. */
export function stateOfSplit(split: SplitSong, known: ReadonlyMap<string, Job>): SplitState | null {
  const jobs = split.parts.flatMap(({ jobId }) => known.get(jobId) ?? [])
  if (split.state === 'joined' || (split.state === 'sent' && jobs.length === 0)) return null
  const stuck = jobs.filter((job) => job.phase === 'failed' || job.phase === 'cancelled' || (job.phase === 'unconfirmed' && job.lookedUp))
  return {
    jobs, stuck,
    ready: jobs.filter(({ phase }) => phase === 'ready').length,
    gone: split.state === 'sent' ? split.parts.length - jobs.length : 0,
    looks: split.problem !== null ? 'failed' : split.fraction !== null ? 'processing' : (jobs.find(({ phase }) => phase !== 'ready' && phase !== 'queued')?.phase ?? 'queued')
  }
}

/** Ids of jobs that are shown as parts of their song, or as what was joined of them. */
export const partIds = (splits: readonly SplitSong[]): ReadonlySet<string> => new Set(splits.flatMap(({ parts }) => parts.map(({ jobId }) => jobId)))
