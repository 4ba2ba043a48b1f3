import type { Job } from '../../../../shared/domain/job'
import { isAtRest } from '../../stores/jobs'

/** Jobs at rest beyond this many are only in the library. */
const MOST_AT_REST = 30

export interface JobOrder {
  /** Under way, then the queue in its order, then what came to rest lately, newest first. */
  readonly jobs: readonly Job[]
  /** At rest, and left out of the list. */
  readonly hiddenCount: number
}

/** The jobs of the card, of all jobs newest first. */
export function inCardOrder(newestFirst: readonly Job[]): JobOrder {
  const byPlace = (one: Job, other: Job): number => one.position - other.position
  const atRest = newestFirst.filter(isAtRest)
  const active = newestFirst.filter((job) => !isAtRest(job))
  const started = active.filter((job) => job.phase !== 'queued').sort(byPlace)
  const queued = active.filter((job) => job.phase === 'queued').sort(byPlace)
  return { jobs: [...started, ...queued, ...atRest.slice(0, MOST_AT_REST)], hiddenCount: Math.max(0, atRest.length - MOST_AT_REST) }
}

/** Where queued jobs come to stand one step up (-1) or down (1), or at the front: before this job, or (null) behind all. */
export function stepTarget(jobs: readonly Job[], moved: ReadonlySet<string>, step: -1 | 1 | 'top'): { readonly beforeId: string | null } | null {
  const queue = jobs.filter((job) => job.phase === 'queued')
  const places = queue.flatMap((job, index) => (moved.has(job.id) ? [index] : []))
  const [first] = places
  const last = places.at(-1)
  if (first === undefined || last === undefined) return null
  const stays = (job: Job | undefined): boolean => job !== undefined && !moved.has(job.id)
  if (step === 'top') return { beforeId: queue.find(stays)?.id ?? null }
  if (step === -1) return first === 0 ? null : { beforeId: queue[first - 1]?.id ?? null }
  return last === queue.length - 1 ? null : { beforeId: queue[last + 2]?.id ?? null }
}

/** The place, from 1, at which the first of the moved jobs will stand in the queue, and how long that is. */
export function placeAfter(jobs: readonly Job[], moved: ReadonlySet<string>, beforeId: string | null): { readonly place: number; readonly all: number } {
  const queue = jobs.filter((job) => job.phase === 'queued')
  const staying = queue.filter(({ id }) => !moved.has(id))
  const at = staying.findIndex(({ id }) => id === beforeId)
  return { place: (at < 0 ? staying.length : at) + 1, all: queue.length }
}
