import type { Job } from '../../shared/domain/job'
import type { JobOutlook } from '../../shared/domain/outlook'
import type { RemoteStatus } from '../mvsep/types'
import type { Clock } from '../transfers/clock'
import type { Durations } from './durations'

/** How long a job has been worked on, as far as that was seen. */
export interface WorkWatch {
  heard(status: RemoteStatus): void
  times(): { readonly workedSeconds: number | null; readonly usualSeconds: number | null }
  /** The same in steps worth showing. */
  shown(): Pick<JobOutlook, 'workedSeconds' | 'usualSeconds'>
}

const MINUTE_SECONDS = 60
const STEP_SECONDS = 10
/** A job that has waited since just now was accepted in this run: its work cannot have begun unseen. */
const JUST_NOW_MS = 10_000

/** Builds a watch for a job about to be asked about. Measures on the clock that never jumps; what began unseen stays unknown. */
export function createWorkWatch(job: Job, clock: Clock, { durations }: { readonly durations: Durations }): WorkWatch {
  let startedMs: number | null = null
  const ageMs = clock.nowMs() - job.updatedAtMs
  let sawWaiting = job.phase === 'waiting' && ageMs >= 0 && ageMs < JUST_NOW_MS
  let noted = false
  const usualSeconds = durations.usualSeconds(job)
  const workedSeconds = (): number | null => (startedMs === null ? null : (clock.monotonicMs() - startedMs) / 1_000)
  return {
    heard({ status }) {
      if (status === 'waiting') {
        sawWaiting = true
        startedMs = null
      } else if (status === 'done' || status === 'failed') {
        const seconds = workedSeconds()
        if (status === 'done' && seconds !== null && !noted) durations.note(job, seconds)
        noted = true
      } else if (status !== 'notFound' && sawWaiting) startedMs ??= clock.monotonicMs()
    },
    times: () => ({ workedSeconds: workedSeconds(), usualSeconds }),
    shown() {
      const seconds = workedSeconds()
      if (seconds === null) return { workedSeconds: null, usualSeconds }
      const step = seconds < MINUTE_SECONDS ? STEP_SECONDS : MINUTE_SECONDS
      return { workedSeconds: Math.floor(seconds / step) * step, usualSeconds }
    }
  }
}
