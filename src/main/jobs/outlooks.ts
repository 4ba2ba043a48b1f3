import { NO_OUTLOOK, type JobOutlook } from '../../shared/domain/outlook'
import type { Clock } from '../transfers/clock'
import { createEmitter, type Emitter } from '../util/emitter'

/** What is known of the jobs at their services, and when it is told. */
export interface Outlooks {
  set(jobId: string, change: Partial<Omit<JobOutlook, 'jobId'>>): void
  /** The job is with its service no more. */
  clear(jobId: string): void
  list(): readonly JobOutlook[]
  /** Nobody looks: nothing is told until somebody does. */
  setSeen(seen: boolean): void
  readonly told: Emitter<readonly JobOutlook[]>
  dispose(): void
}

const SHORTEST_INTERVAL_MS = 1_000

/** Builds an empty set of outlooks. Holds a timer only while something is to be told. */
export function createOutlooks(clock: Clock): Outlooks {
  const known = new Map<string, JobOutlook>()
  const untold = new Set<string>()
  const told = createEmitter<readonly JobOutlook[]>()
  let seen = true
  let toldAtMs = -Infinity
  let stopTimer: (() => void) | null = null

  const tell = (): void => {
    stopTimer = null
    if (!seen || untold.size === 0) return
    toldAtMs = clock.monotonicMs()
    const outlooks = [...untold].map((jobId) => known.get(jobId) ?? { ...NO_OUTLOOK, jobId })
    untold.clear()
    told.emit(outlooks)
  }
  const plan = (): void => {
    if (!seen || untold.size === 0 || stopTimer !== null) return
    // A turn later at the earliest: what many jobs learn at once is told at once.
    stopTimer = clock.after(Math.max(0, toldAtMs + SHORTEST_INTERVAL_MS - clock.monotonicMs()), tell)
  }
  const stop = (): void => {
    stopTimer?.()
    stopTimer = null
  }
  return {
    set(jobId, change) {
      const before = known.get(jobId) ?? { ...NO_OUTLOOK, jobId }
      const after = { ...before, ...change }
      if (isSame(before, after)) return
      known.set(jobId, after)
      untold.add(jobId)
      plan()
    },
    clear(jobId) {
      if (!known.delete(jobId)) return
      untold.add(jobId)
      plan()
    },
    list: () => [...known.values()],
    setSeen(now) {
      seen = now
      if (seen) plan()
      else stop()
    },
    told,
    dispose() {
      stop()
      told.clear()
    }
  }
}

const isSame = (one: JobOutlook, other: JobOutlook): boolean =>
  one.trouble === other.trouble && one.workedSeconds === other.workedSeconds && one.usualSeconds === other.usualSeconds && one.waitSeconds === other.waitSeconds
