import { create } from 'zustand'
import type { Job } from '../../../shared/domain/job'
import type { JobOutlook } from '../../../shared/domain/outlook'

interface OutlookState {
  readonly byJob: ReadonlyMap<string, JobOutlook>
}

const useOutlooks = create<OutlookState>(() => ({ byJob: new Map() }))

const saysNothing = ({ trouble, workedSeconds, usualSeconds, waitSeconds }: JobOutlook): boolean =>
  trouble === null && workedSeconds === null && usualSeconds === null && waitSeconds === null

/** Takes what main tells of some jobs. */
export function noteOutlooks(outlooks: readonly JobOutlook[]): void {
  useOutlooks.setState(({ byJob }) => {
    const next = new Map(byJob)
    for (const outlook of outlooks) {
      if (saysNothing(outlook)) next.delete(outlook.jobId)
      else next.set(outlook.jobId, outlook)
    }
    return { byJob: next }
  })
}

/** Begins anew with what a snapshot holds. */
export function replaceOutlooks(outlooks: readonly JobOutlook[]): void {
  useOutlooks.setState({ byJob: new Map() })
  noteOutlooks(outlooks)
}

/** What is known of a job at its service beyond its phase; null while nothing is. */
export const useOutlook = (jobId: string): JobOutlook | null => useOutlooks(({ byJob }) => byJob.get(jobId) ?? null)

/** How many of these jobs wait for their account to be signed in (again). */
export function useAccountWaiters(jobs: readonly Job[]): number {
  return useOutlooks(({ byJob }) => jobs.filter((job) =>
    (job.phase === 'queued' && job.hold === 'signIn') || byJob.get(job.id)?.trouble === 'account').length)
}
