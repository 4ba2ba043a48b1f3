import type { ErrorCode } from '../../shared/errors/appError'
import { backOffMs } from '../transfers/backOff'
import { POLL_AGAIN } from './schedules'

/** A window of MVSEP's own count; Laravel counts by the minute (API notes §1). */
const QUOTA_WINDOW_MS = 60_000
/** Requests of the host's quota that polls leave for what a person does. */
const QUOTA_RESERVE = 5

/** What is known of one host that is asked. Times on the monotonic clock. */
export interface HostState {
  /** Nothing at all is asked before: the host said so. */
  readonly pausedUntilMs: number
  /** No poll goes out before: it failed. */
  readonly restUntilMs: number
  /** Polls on their way. */
  inFlight: number
  /** Why nothing is heard of the host, once that is more than a hiccup. */
  readonly trouble: ErrorCode | null
  /** Earliest time for the next poll by the host's own count of requests left; Infinity never. */
  quotaDueMs(nowMs: number): number
  /** The host's count is used up. */
  isSpent(nowMs: number): boolean
  asked(nowMs: number): void
  /** X-RateLimit-Remaining of an answer. */
  toldRemaining(remaining: number, nowMs: number): void
  pause(delayMs: number, code: ErrorCode, nowMs: number): void
  failed(code: ErrorCode, nowMs: number): void
  succeeded(): void
  /** Something changed for the better: the next poll may go out at once, unless the host itself asked for rest. */
  wake(): void
}

/** A pause shorter than this is not worth a word to anyone. */
const SHORT_PAUSE_MS = 5_000

/** Builds the state of a host nothing is known of. `random` answers 0 to 1. */
export function createHostState(random: () => number): HostState {
  let [pausedUntilMs, restUntilMs, failures, lastAskedMs] = [-Infinity, -Infinity, 0, -Infinity]
  let trouble: ErrorCode | null = null
  let quota: { readonly remaining: number; readonly resetAtMs: number } | null = null
  const quotaAt = (nowMs: number): typeof quota => {
    if (quota !== null && nowMs >= quota.resetAtMs) quota = null
    return quota
  }
  return {
    inFlight: 0,
    get pausedUntilMs() { return pausedUntilMs },
    get restUntilMs() { return restUntilMs },
    get trouble() { return trouble },
    quotaDueMs(nowMs) {
      const known = quotaAt(nowMs)
      if (known === null) return nowMs
      const left = known.remaining - QUOTA_RESERVE
      // What is left is spread over what is left of the window: slower and slower as it falls, never a dead stop before its end.
      return left <= 0 ? known.resetAtMs : Math.min(known.resetAtMs, lastAskedMs + (known.resetAtMs - nowMs) / left)
    },
    isSpent: (nowMs) => (quotaAt(nowMs)?.remaining ?? 1) <= 0,
    asked(nowMs) {
      lastAskedMs = nowMs
      if (quota !== null) quota = { ...quota, remaining: quota.remaining - 1 }
    },
    toldRemaining(remaining, nowMs) {
      const before = quotaAt(nowMs)
      // More left than was believed: a new window has begun.
      const isNew = before === null || remaining > before.remaining + 1
      quota = { remaining, resetAtMs: isNew ? nowMs + QUOTA_WINDOW_MS : before.resetAtMs }
    },
    pause(delayMs, code, nowMs) {
      pausedUntilMs = Math.max(pausedUntilMs, nowMs + delayMs)
      if (delayMs >= SHORT_PAUSE_MS) trouble = code
    },
    failed(code, nowMs) {
      failures += 1
      restUntilMs = nowMs + backOffMs(POLL_AGAIN, failures, random)
      if (failures > 1) trouble = code
    },
    succeeded() {
      failures = 0
      restUntilMs = -Infinity
      trouble = null
    },
    wake() {
      failures = Math.min(failures, 1)
      restUntilMs = -Infinity
    }
  }
}
