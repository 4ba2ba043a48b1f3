import { RETENTION_MS } from './expiry'

const HOUR_MS = 3_600_000

/** A job of the account as the service's history tells it (API notes §8): no options, no format, no stems. */
export interface ServerJob {
  readonly hash: string
  /** Unix time in milliseconds. */
  readonly createdAtMs: number | null
  readonly renderId: number | null
  readonly algorithmName: string | null
  /** Credits it cost; null where none were spent, or the service does not say. */
  readonly credits: number | null
  /** Whole hours until its files go; 0 or less when they are gone; null when the service does not say. */
  readonly hoursLeft: number | null
  /** False when the service says that it has the job no more; it is said late (API notes §8). */
  readonly isKept: boolean
}

/** One page of the history, newest first. */
export interface HistoryPage {
  readonly rows: readonly ServerJob[]
  readonly hasMore: boolean
}

/** Rows on a page: the most the service gives at once. */
export const HISTORY_PAGE_ROWS = 20

/** When the files of a job go, Unix time in milliseconds, told `asOfMs`; null when nothing tells. */
export function goesAtMs({ hoursLeft, createdAtMs, isKept }: ServerJob, asOfMs: number): number | null {
  if (!isKept) return -Infinity
  if (hoursLeft !== null) return asOfMs + hoursLeft * HOUR_MS
  return createdAtMs === null ? null : createdAtMs + RETENTION_MS
}
