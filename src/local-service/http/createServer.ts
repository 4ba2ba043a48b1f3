import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import createFastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { Refusal } from '../refusal'
import { accountRoutes } from './accountRoutes'
import { toRefusalBody, type RefusalShape } from './answers'
import { checkerRoutes } from './checkerRoutes'
import { MULTIPART_OPTIONS } from './form'
import { refuseStrangers } from './loopback'
import { limitRate } from './rateLimit'
import { separationRoutes } from './separationRoutes'
import type { ServiceParts } from './service'
import { siteRoutes } from './siteRoutes'
import { storageRoutes } from './storageRoutes'

/** The HTTP side of the service, not yet listening. `onFault` is told what went wrong in us. */
export async function createServer(parts: ServiceParts, onFault: (fault: unknown) => void): Promise<FastifyInstance> {
  const app = createFastify({ forceCloseConnections: true, routerOptions: { ignoreTrailingSlash: true } })
  await app.register(multipart, MULTIPART_OPTIONS)
  await app.register(formbody)
  refuseStrangers(app)
  app.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ success: false, message: 'Not Found' }))
  await app.register(async (api) => {
    limitRate(api, parts.nowMs)
    api.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-cache, private'))
    await api.register(async (scope) => {
      answerRefusals(scope, 'errors', onFault)
      separationRoutes(scope, parts)
    })
    await api.register(async (scope) => {
      answerRefusals(scope, 'message', onFault)
      accountRoutes(scope, parts)
      siteRoutes(scope, parts)
      checkerRoutes(scope, parts)
    })
  }, { prefix: '/api' })
  await storageRoutes(app, parts.storage)
  return app
}

/** Turns what a route throws into the answer its clients understand. */
function answerRefusals(scope: FastifyInstance, shape: RefusalShape, onFault: (fault: unknown) => void): void {
  scope.setErrorHandler<FastifyError>(async (error, _request, reply): Promise<FastifyReply> => {
    if (error instanceof Refusal) return reply.code(error.status).send(toRefusalBody(error, shape))
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return reply.code(error.statusCode).send(toRefusalBody(new Refusal(400, error.message), shape))
    }
    onFault(error)
    return reply.code(500).send(toRefusalBody(new Refusal(400, 'Server Error'), shape))
  })
}
