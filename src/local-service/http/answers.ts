import type { FastifyRequest } from 'fastify'
import type { Refusal } from '../refusal'

/** Where a resource's answers keep the sentence of a refusal: the real service has both shapes (API notes, create). */
export type RefusalShape = 'errors' | 'message'

/** A refusal as this resource's clients expect it. */
export function toRefusalBody(refusal: Refusal, shape: RefusalShape): Readonly<Record<string, unknown>> {
  if (shape === 'message') return { success: false, message: refusal.detail }
  return { success: false, errors: [refusal.message], data: { message: refusal.message } }
}

/** The address under which this client reaches the service: links in answers must work from where it stands. */
export function toOrigin(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`
}

/** The link to a job's result (API page, data -> link). */
export function toResultLink(request: FastifyRequest, hash: string): string {
  return `${toOrigin(request)}/api/separation/get?hash=${encodeURIComponent(hash)}`
}

