import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Storage } from '../jobs/storage'

const WEAK = /^W\//

/**
 * `/storage/temp/<hash>` and `/storage/processed/...`: inputs and results, for whoever knows the address, with ranges
 * (206, 416), ETag, Last-Modified and If-Range as @fastify/static answers them.
 */
export async function storageRoutes(app: FastifyInstance, storage: Storage): Promise<void> {
  await app.register(async (scope) => {
    // A file is whole before its address is told and never changes, so its tag is a strong one. The library only makes
    // weak tags, and a weak one is of no use to somebody who wants to continue a download (RFC 9110, 13.1.5).
    scope.addHook('onRequest', async ({ headers }) => {
      const tag = headers['if-range']
      if (typeof tag === 'string' && tag.startsWith('"')) headers['if-range'] = `W/${tag}`
    })
    await scope.register(fastifyStatic, {
      root: storage.storageDir,
      prefix: '/storage/',
      decorateReply: false,
      // The root itself holds only the three folders; neither they nor anything else is ever listed.
      index: false,
      dotfiles: 'ignore',
      setHeaders: (reply) => {
        const tag = reply.getHeader('etag')
        if (typeof tag === 'string') reply.header('etag', tag.replace(WEAK, ''))
      }
    })
  })
}
