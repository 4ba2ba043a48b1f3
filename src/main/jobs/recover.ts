import type { JobEvent } from './jobEvents'
import type { LedgerRow } from './ledger'

/**
 * What a job that was being sent when the app ended has become: before its last bytes the service cannot have it, and it
 * simply waits again; after them nobody knows, and it is never sent again by itself. Null for every other job.
 */
export function recoveryOf({ job, lastBytesAtMs }: LedgerRow): JobEvent | null {
  if (job.phase !== 'uploading') return null
  return lastBytesAtMs === null ? { type: 'sentBack', hold: null } : { type: 'answerLost', sentAtMs: lastBytesAtMs }
}
