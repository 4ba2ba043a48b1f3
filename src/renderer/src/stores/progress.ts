import { useCallback, useSyncExternalStore } from 'react'
import type { TransferProgress } from '../../../shared/domain/job'

// Bytes move up to ten times a second a job: they live outside the job list, so that only the row concerned draws again.
const latest = new Map<string, TransferProgress>()
const listeners = new Map<string, Set<() => void>>()

const tell = (jobId: string): void => { listeners.get(jobId)?.forEach((listener) => { listener() }) }

/** Takes a report of bytes on the move. */
export function noteProgress(progress: TransferProgress): void {
  latest.set(progress.jobId, progress)
  tell(progress.jobId)
}

/** Forgets a job's bytes, when its phase changed or it is gone. */
export function forgetProgress(jobId: string): void {
  if (latest.delete(jobId)) tell(jobId)
}

/** Bytes on the move for one job, or null while none are reported. */
export function useProgress(jobId: string): TransferProgress | null {
  const subscribe = useCallback((listener: () => void) => {
    const own = listeners.get(jobId) ?? new Set()
    listeners.set(jobId, own.add(listener))
    return () => {
      own.delete(listener)
      if (own.size === 0) listeners.delete(jobId)
    }
  }, [jobId])
  return useSyncExternalStore(subscribe, () => latest.get(jobId) ?? null)
}
