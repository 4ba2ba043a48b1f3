import type { QueueHold } from '../../shared/domain/job'
import type { ServiceId } from '../../shared/domain/service'
import type { RemoteStatus } from '../mvsep/types'
import type { BackOff } from '../transfers/backOff'

/** Requests a minute at most to MVSEP for all jobs together; it counts 60 to 120 itself (API notes §1). */
export const REQUESTS_PER_MINUTE = 60
/** Delay after which an account that already has a job running is asked again (API notes §2). */
export const ALREADY_RUNNING_DELAY_MS = 20_000
export const RATE_LIMIT_DELAY_MS = 30_000
export const RECONNECT: BackOff = { firstMs: 2_000, largestMs: 300_000 }
export const POLL_AGAIN: BackOff = { firstMs: 1_000, largestMs: 60_000 }
/** A new job may be unknown for this long, and a done one without its files (API notes §3, §4). */
export const NOT_FOUND_GRACE_MS = 180_000
export const EMPTY_FILES_GRACE_MS = 300_000
/** A job that is not new is believed gone after being unknown this often in a row. */
export const NOT_FOUND_TIMES = 3
export const FILES_AT_ONCE = 3
/** When the history is looked at after an answer was lost: the service may still be taking the file in. */
export const LOOK_UP_DELAYS_MS: readonly number[] = [2_000, 15_000, 60_000]

const LOCAL_JOBS_AT_ONCE = 2
const PREMIUM_JOBS_AT_ONCE = 10

/** How many jobs a service takes at once over its API (API notes §11). */
export function jobsAtOnce(service: ServiceId, premium: boolean): number {
  if (service === 'local') return LOCAL_JOBS_AT_ONCE
  return premium ? PREMIUM_JOBS_AT_ONCE : 1
}

/** Why a job waits when its service cannot be reached. */
export const unreachableHold = (service: ServiceId): QueueHold => (service === 'local' ? 'localService' : 'offline')

/**
 * Milliseconds until a job is asked about again: each second near the front or while it is worked on, seldom far back,
 * and more seldom the more jobs share the budget. `jobs` is how many are at the service; `random` answers 0 to 1.
 */
export function pollDelayMs(status: RemoteStatus, service: ServiceId, jobs: number, random: () => number): number {
  const wantedMs = service === 'local' ? 1_000 : Math.max(wantedDelayMs(status), jobs * 1_000)
  return Math.round(wantedMs * (0.9 + 0.2 * random()))
}

function wantedDelayMs(status: RemoteStatus): number {
  if (status.status === 'done' || status.status === 'notFound') return 5_000
  if (status.status !== 'waiting') return 1_000
  const place = status.currentOrder ?? 0
  if (place <= 3) return 1_000
  if (place <= 10) return 4_000
  return place <= 30 ? 15_000 : 30_000
}
