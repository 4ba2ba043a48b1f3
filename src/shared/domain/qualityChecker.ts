import type { RichText } from './richText'

/** The datasets whose number is evidenced, each at its number (API notes §10); others exist. */
export const DATASETS = ['synth', 'multisong', 'piano', 'leadBack', 'guitar'] as const
export const LARGEST_DATASET = 12

/** A figure of an entry: `key` is the service's name (`sdr_bass`), `stem` its readable part. */
export interface CheckerScore {
  readonly key: string
  readonly stem: string
  readonly decibels: number
}

/** What somebody sent to the quality checker, and how well it separates (API page, quality checker). */
export interface CheckerEntry {
  readonly id: number
  readonly datasetType: number | null
  readonly datasetName: string
  readonly algorithmName: string
  readonly text: RichText
  readonly addedAtMs: number | null
  readonly processedAtMs: number | null
  readonly status: 'waiting' | 'processed' | 'failed'
  /** The service's own words on it, e.g. why it failed; '' when there are none. */
  readonly message: string
  /** Every metric, one a line, as the service writes them. */
  readonly metrics: readonly string[]
  readonly scores: readonly CheckerScore[]
  readonly isEnsemble: boolean
}

export interface Leaderboard {
  readonly entries: readonly CheckerEntry[]
  readonly hasMore: boolean
  /** What it may be sorted by here, in the service's order; `key` goes into the next question. */
  readonly sortables: readonly { readonly key: string; readonly stem: string }[]
  /** What it is sorted by; null when the service did not say. */
  readonly sort: string | null
}

export interface CheckerPage {
  readonly entries: readonly CheckerEntry[]
  readonly hasMore: boolean
}

export const SUBMISSION_FIELDS = ['zipfile', 'algo_name', 'main_text', 'dataset_type', 'ensemble', 'password'] as const
export type SubmissionField = (typeof SUBMISSION_FIELDS)[number]

/** What became of a submission; a refusal with sentences where they belong to a field. */
export type SubmissionAnswer =
  | { readonly outcome: 'added'; readonly entryId: number | null }
  | { readonly outcome: 'refused'; readonly message: string; readonly fields: Readonly<Partial<Record<SubmissionField, string>>> }

/** A zip chosen in main; its path stays there. */
export interface ChosenZip {
  readonly zipId: string
  readonly fileName: string
  readonly sizeBytes: number
}
