import type { QueueHold } from '../../shared/domain/job'
import type { ServiceId } from '../../shared/domain/service'
import type { RemoteStatus } from '../mvsep/types'
import type { BackOff } from '../transfers/backOff'

/** Requests a minute at most to MVSEP for all jobs together; it counts 60 to 120 itself (API notes §1). */
export const REQUESTS_PER_MINUTE = 60
/** Polls that may go out at once after a rest, and that may be on their way at one host. */
export const POLL_BURST = 3
export const POLLS_IN_FLIGHT = 1
export const LOCAL_POLLS_IN_FLIGHT = 4
/** Delays after which an account that already has a job running is asked again: the first (API notes §2) and the largest. */
export const ALREADY_RUNNING_DELAY_MS = 20_000
export const LONGEST_ALREADY_RUNNING_DELAY_MS = 300_000
export const RATE_LIMIT_DELAY_MS = 30_000
export const RECONNECT: BackOff = { firstMs: 2_000, largestMs: 300_000 }
export const POLL_AGAIN: BackOff = { firstMs: 1_000, largestMs: 60_000 }
/** A new job may be unknown for this long, and a done one without its files (API notes §3, §4). */
export const NOT_FOUND_GRACE_MS = 180_000
/** The service may say this long that it is fetching a link, where it says so with a refusal (API notes §4). */
export const LINK_GRACE_MS = 1_800_000
export const EMPTY_FILES_GRACE_MS = 300_000
/** A job is believed gone after being unknown this often in a row, and to have no files after being asked for them this often. */
export const NOT_FOUND_TIMES = 3
export const EMPTY_FILES_TIMES = 5
/** The service's own estimate of the wait is asked for at most this often (API notes §9). */
export const ESTIMATE_INTERVAL_MS = 30_000
/** Delay after which a job is sent again that the ledger could not note as going out. */
export const LEDGER_FULL_DELAY_MS = 30_000
/** Delays between looks for room on a full disk: the first and the largest. */
export const FIRST_ROOM_PROBE_MS = 5_000
export const LAST_ROOM_PROBE_MS = 60_000
/** When the history is looked at after an answer was lost: the service may still be taking the file in. */
export const LOOK_UP_DELAYS_MS: readonly number[] = [2_000, 15_000, 60_000]

const LOCAL_JOBS_AT_ONCE = 2

/** How many jobs a service takes at once over its API (API notes §11); with premium as many as the user set. */
export function jobsAtOnce(service: ServiceId, premium: boolean, premiumJobsAtOnce: number): number {
  if (service === 'local') return LOCAL_JOBS_AT_ONCE
  return premium ? premiumJobsAtOnce : 1
}

/** Why a job waits when its service cannot be reached. */
export const unreachableHold = (service: ServiceId): QueueHold => (service === 'local' ? 'localService' : 'offline')

/** What is known of a job when the next question about it is planned. */
export interface PollFacts {
  readonly status: RemoteStatus
  readonly service: ServiceId
  /** Whether somebody may be looking. */
  readonly seen: boolean
  /** Seconds it has been worked on, and how long such a job usually takes; null while unknown. */
  readonly workedSeconds: number | null
  readonly usualSeconds: number | null
}

/** Hidden, a window's jobs are asked about this much more seldom. */
const HIDDEN_TIMES = 5
/** A job that should be done within this time is asked about as if it were looked at: its owner will be back. */
const SHORT_SECONDS = 60

/**
 * Milliseconds until a job wants to be asked about again: each second near the front or while it is worked on, seldom far
 * back, and more seldom still while nobody looks. How many jobs share the budget is the budget's matter. `random` answers 0 to 1.
 */
export function pollDelayMs(facts: PollFacts, random: () => number): number {
  const wantedMs = facts.service === 'local' ? 1_000 : wantedDelayMs(facts.status)
  const patientMs = facts.seen || isSoonDone(facts) ? wantedMs : wantedMs * HIDDEN_TIMES
  return Math.round(patientMs * (0.9 + 0.2 * random()))
}

function isSoonDone({ status, workedSeconds, usualSeconds }: PollFacts): boolean {
  if (status.status === 'waiting' || workedSeconds === null || usualSeconds === null) return false
  // Far over time it is anybody's guess.
  return workedSeconds > usualSeconds - SHORT_SECONDS && workedSeconds < 3 * usualSeconds + SHORT_SECONDS
}

function wantedDelayMs(status: RemoteStatus): number {
  if (status.status === 'done' || status.status === 'notFound') return 5_000
  if (status.status !== 'waiting') return 1_000
  const place = status.currentOrder ?? 0
  if (place <= 3) return 1_000
  if (place <= 10) return 4_000
  return place <= 30 ? 15_000 : 30_000
}

/**
 * How likely a job is to be done at this moment, as a rate that only compares: times the seconds since it was last asked
 * about it says whose turn it is, so that nobody is forgotten.
 */
export function doneRate({ status, workedSeconds, usualSeconds }: Pick<PollFacts, 'status' | 'workedSeconds' | 'usualSeconds'>): number {
  switch (status.status) {
    case 'merging': return 6
    case 'done': return 2 // its files are being written
    case 'notFound': return 0.5
    case 'failed':
    case 'fetched': return 0
    case 'waiting': return waitingRate(status.currentOrder ?? 1)
    case 'distributing': return status.allChunks !== null && status.finishedChunks !== null && status.finishedChunks * 4 >= status.allChunks * 3 ? 3 : 0.5
    case 'processing':
    case 'unknown': return workingRate(workedSeconds, usualSeconds)
  }
}

function waitingRate(place: number): number {
  if (place <= 3) return 0.5
  if (place <= 10) return 0.15
  return place <= 30 ? 0.05 : 0.02
}

function workingRate(workedSeconds: number | null, usualSeconds: number | null): number {
  if (workedSeconds === null || usualSeconds === null) return 1
  const share = workedSeconds / Math.max(1, usualSeconds)
  if (share < 0.5) return 0.3
  if (share < 0.9) return 1
  return share < 3 ? 5 : 2
}
