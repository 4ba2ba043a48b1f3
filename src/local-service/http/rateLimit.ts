import type { FastifyInstance } from 'fastify'
import { Refusal } from '../refusal'

/**
 * The real service allows 120 calls a minute (API notes, hosts and limits). Here nobody else waits, so the limit is
 * only there to stop a program that polls without a pause.
 */
const CALLS_A_MINUTE = 6000
const MINUTE_MS = 60_000

/** Counts the calls of each minute, tells them in X-RateLimit headers and refuses the rest with 429 and Retry-After. */
export function limitRate(app: FastifyInstance, nowMs: () => number): void {
  let minute = 0
  let calls = 0
  app.addHook('onRequest', async (_request, reply) => {
    const now = Math.floor(nowMs() / MINUTE_MS)
    if (now !== minute) {
      minute = now
      calls = 0
    }
    calls += 1
    reply.headers({
      'x-ratelimit-limit': String(CALLS_A_MINUTE),
      'x-ratelimit-remaining': String(Math.max(0, CALLS_A_MINUTE - calls))
    })
    if (calls <= CALLS_A_MINUTE) return
    reply.header('retry-after', String(Math.ceil(((minute + 1) * MINUTE_MS - nowMs()) / 1000)))
    throw new Refusal(429, 'Too Many Attempts.')
  })
}
