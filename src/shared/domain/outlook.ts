/** Why nothing is heard of a job: its service cannot be reached, wants to be left alone, or does not take the account's token. */
export type JobTrouble = 'unreachable' | 'slowedDown' | 'account'

/** What is known of a job at its service beyond its phase. Never stored; told at most once a second, and only while a window is seen. */
export interface JobOutlook {
  readonly jobId: string
  readonly trouble: JobTrouble | null
  /** How long it has been worked on, in steps worth showing; null while it is not, or since when is not known. */
  readonly workedSeconds: number | null
  /** How long a job like it usually takes (median of the last ten). */
  readonly usualSeconds: number | null
  /** The service's own estimate of the wait, where it offers one. */
  readonly waitSeconds: number | null
}

/** What is known of a job nothing is known of. */
export const NO_OUTLOOK: Omit<JobOutlook, 'jobId'> = { trouble: null, workedSeconds: null, usualSeconds: null, waitSeconds: null }
