import type { FastifyInstance } from 'fastify'
import { Refusal } from '../refusal'

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/

/**
 * Refuses what does not come from a program on this computer. The socket is bound to the loopback address, but a web
 * page open in a browser here can reach it too: by its own name pointed at 127.0.0.1 (then Host tells), or by sending
 * a form across (then Origin tells).
 */
export function refuseStrangers(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ hostname, headers: { origin } }, reply) => {
    const foreignPage = origin !== undefined && /^https?:/.test(origin) && !isLoopback(origin)
    if (LOOPBACK.test(hostname) && !foreignPage) return
    const refusal = new Refusal(403, 'This service answers programs on its own computer only.')
    await reply.code(refusal.status).send({ success: false, message: refusal.message })
  })
}

function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && LOOPBACK.test(new URL(origin).hostname)
}
