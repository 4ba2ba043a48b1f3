import { z } from 'zod'
import { readFile } from 'node:fs/promises'
import type { Job } from '../../shared/domain/job'
import { writeFileAtomic } from '../util/writeFileAtomic'

/** How long jobs took at their service, by algorithm: what "usually" means. */
export interface Durations {
  /** Seconds a job like this usually takes once it is worked on; null while none like it was seen. */
  usualSeconds(job: Job): number | null
  note(job: Job, seconds: number): void
  /** Ends when everything noted is on disk. */
  settled(): Promise<void>
}

/** The last few tell how fast the service is now. */
const KEPT = 10
const MOST_ALGORITHMS = 500

const runSchema = z.object({ seconds: z.number().positive(), audioMinutes: z.number().positive().nullable() })
const fileSchema = z.object({ version: z.literal(1), runs: z.record(z.string(), z.array(runSchema)) })
type Run = z.infer<typeof runSchema>

/** Builds durations from what was kept; `keep` is handed the whole to store. */
export function createDurations(kept: Readonly<Record<string, readonly Run[]>> = {}, keep: (text: string) => Promise<void> = async () => undefined): Durations {
  const runs = new Map(Object.entries(kept))
  let stored = Promise.resolve()
  return {
    usualSeconds(job) {
      const known = runs.get(keyOf(job)) ?? []
      const minutes = minutesOf(job)
      // Without a length only those without one compare.
      const like = known.filter(({ audioMinutes }) => (audioMinutes === null) === (minutes === null))
      return median(like.map(({ seconds, audioMinutes }) => (audioMinutes === null || minutes === null ? seconds : (seconds / audioMinutes) * minutes)))
    },
    note(job, seconds) {
      if (!(seconds > 0) || !Number.isFinite(seconds)) return
      const key = keyOf(job)
      const before = runs.get(key) ?? []
      runs.delete(key) // and to the end: the ones longest unused go first
      runs.set(key, [...before, { seconds, audioMinutes: minutesOf(job) }].slice(-KEPT))
      for (const oldest of [...runs.keys()].slice(0, Math.max(0, runs.size - MOST_ALGORITHMS))) runs.delete(oldest)
      const text = JSON.stringify({ version: 1, runs: Object.fromEntries(runs) })
      stored = stored.then(() => keep(text))
    },
    settled: () => stored
  }
}

/** Durations kept in a file; one that cannot be read counts as none. `report` hears of what could not be read or written. */
export async function loadDurations(path: string, report: (problem: unknown) => void): Promise<Durations> {
  const text = await readFile(path, 'utf8').catch(() => null) // none yet
  return createDurations(text === null ? {} : parse(text, report), async (content) => {
    await writeFileAtomic(path, content).catch(report)
  })
}

function parse(text: string, report: (problem: unknown) => void): Readonly<Record<string, readonly Run[]>> {
  try {
    return fileSchema.parse(JSON.parse(text)).runs
  } catch (error) {
    report(error)
    return {}
  }
}

const keyOf = ({ service, plan }: Job): string => `${service}:${plan.renderId}`

const minutesOf = ({ input: { durationSeconds } }: Job): number | null =>
  durationSeconds === null || durationSeconds <= 0 ? null : durationSeconds / 60

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
