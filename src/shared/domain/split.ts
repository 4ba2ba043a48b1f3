import type { ErrorInfo } from '../errors/appError'
import type { Plan } from './plan'
import type { ServiceId } from './service'

/** A stretch of a song, in seconds of the song. Neighbours overlap: what is near a cut is separated twice and crossfaded. */
export interface PartSpan {
  readonly startSeconds: number
  readonly endSeconds: number
}

/** How a long song would be cut, before anything is written. */
export interface SplitProposal {
  readonly id: string
  readonly parts: readonly PartSpan[]
  /** Of the FLAC files that the parts become. */
  readonly bits: 16 | 24
  /** Whether these hold the very samples of the file; false for what was compressed with loss, and for floats. */
  readonly isExact: boolean
}

/** A song that was cut, its parts' jobs, and what they are joined to. */
export interface SplitSong {
  readonly id: string
  readonly name: string
  readonly service: ServiceId
  readonly plan: Plan
  /** Unix time in milliseconds. */
  readonly createdAtMs: number
  /** `jobId` is known before the job is. */
  readonly parts: readonly (PartSpan & { readonly jobId: string })[]
  /** Being cut · its parts are jobs · the joined result is a job. */
  readonly state: 'cutting' | 'sent' | 'joined'
  /** Of cutting or joining, 0..1; null when neither is under way. */
  readonly fraction: number | null
  readonly joinedJobId: string
  /** Why it does not go on; null while it does. */
  readonly problem: ErrorInfo | null
}
