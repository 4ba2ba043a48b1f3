import { z } from 'zod'
import type { StudioSession } from './studio'

/** One result of one job. `stemIndex` is StemFile.index. */
export const candidateSchema = z.object({ jobId: z.string().min(1).max(64), stemIndex: z.int().min(0) })
export type Candidate = z.infer<typeof candidateSchema>

/** Side by side at most. */
export const MOST_CANDIDATES = 8

/** A candidate that can be heard; in the order of the session's stems. */
export interface HeardCandidate extends Candidate {
  readonly algorithmName: string
  /** The chosen options' words, as the catalogue had them. */
  readonly options: readonly string[]
  /** Integrated loudness (ITU-R BS.1770-5); null for silence, and for what the page has yet to decode. */
  readonly loudnessLufs: number | null
}

/** The same stem of several jobs, opened for listening on one clock. */
export interface Comparison {
  readonly session: StudioSession
  readonly candidates: readonly HeardCandidate[]
}

/**
 * The linear gains that make candidates equally loud: all come down to the quietest, so that nothing clips; by 24 dB at
 * most. What is silent stays as it is.
 */
export function toMatchGains(loudnessesLufs: readonly (number | null)[]): number[] {
  const known = loudnessesLufs.filter((value) => value !== null)
  const quietest = Math.min(...known)
  return loudnessesLufs.map((value) => (value === null ? 1 : 10 ** (Math.max(-24, quietest - value) / 20)))
}
