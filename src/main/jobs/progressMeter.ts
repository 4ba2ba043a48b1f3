import type { TransferProgress } from '../../shared/domain/job'
import type { Clock } from '../transfers/clock'

const SHORTEST_INTERVAL_MS = 100

/** Lets byte progress through at most ten times a second and job; the last word of a transfer always. Needs no timer. */
export function createProgressMeter(clock: Clock, emit: (progress: TransferProgress) => void): {
  readonly tell: (progress: TransferProgress) => void
  readonly forget: (jobId: string) => void
} {
  const toldAtMs = new Map<string, number>()
  return {
    tell(progress) {
      const nowMs = clock.monotonicMs()
      const whole = progress.doneBytes === progress.totalBytes
      if (!whole && nowMs - (toldAtMs.get(progress.jobId) ?? -Infinity) < SHORTEST_INTERVAL_MS) return
      toldAtMs.set(progress.jobId, nowMs)
      emit(progress)
    },
    forget: (jobId) => {
      toldAtMs.delete(jobId)
    }
  }
}
