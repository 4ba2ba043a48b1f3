/** How a delay grows: the first, the largest, and the factor between two. Milliseconds. */
export interface BackOff {
  readonly firstMs: number
  readonly largestMs: number
}

/**
 * Delay before try number `failures` + 1, in milliseconds: full jitter, that is anywhere between a tenth and the whole
 * of an exponentially growing ceiling, so that many clients cut at once do not come back at once.
 * `random` answers 0 (included) to 1 (excluded).
 */
export function backOffMs({ firstMs, largestMs }: BackOff, failures: number, random: () => number): number {
  const ceilingMs = Math.min(largestMs, firstMs * 2 ** Math.min(Math.max(failures - 1, 0), 30))
  return Math.round(ceilingMs * (0.1 + 0.9 * random()))
}

const SHORTEST_RETRY_AFTER_MS = 1_000
const LONGEST_RETRY_AFTER_MS = 3_600_000

/**
 * Reads a Retry-After header: seconds or an HTTP date (RFC 9110, 10.2.3), kept between one second and one hour.
 * Undefined when there is none or it says nothing.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined || header.trim() === '') return undefined
  const text = header.trim()
  const waitMs = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs
  if (!Number.isFinite(waitMs)) return undefined
  return Math.min(Math.max(waitMs, SHORTEST_RETRY_AFTER_MS), LONGEST_RETRY_AFTER_MS)
}
