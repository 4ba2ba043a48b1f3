import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { httpServer, type TestServer } from './servers'

export interface ResultServer extends TestServer {
  /** Headers of every request, in order. */
  readonly requests: IncomingHttpHeaders[]
  /** Bytes of body offered in all. */
  sentBytes: number
}

/** What a server does for one request; the default answers ranges as RFC 9110 says. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse, content: Buffer) => unknown

/** Serves `content` below /storage/. `behaviours` are used one request each; afterwards the server is a good one. */
export async function resultServer(content: Buffer, behaviours: Behaviour[] = [], etag: string | null = tagOf(content)): Promise<ResultServer> {
  const requests: IncomingHttpHeaders[] = []
  const state = { sentBytes: 0 }
  const server = await httpServer((request, response) => {
    requests.push(request.headers)
    const behaviour = behaviours.shift()
    if (behaviour !== undefined) behaviour(request, response, content)
    else state.sentBytes += answerRange(request, response, content, etag)
  })
  return { ...server, requests, get sentBytes() {
    return state.sentBytes
  } }
}

export const tagOf = (content: Buffer): string => `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`

/** A correct answer with or without Range; answers the bytes of body it sends. */
export function answerRange(request: IncomingMessage, response: ServerResponse, content: Buffer, etag: string | null): number {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const partial = request.headers.range !== undefined && (request.headers['if-range'] ?? etag) === etag
  const body = partial ? content.subarray(from) : content
  if (etag !== null) response.setHeader('etag', etag)
  if (partial) response.setHeader('content-range', `bytes ${from}-${content.length - 1}/${content.length}`)
  response.writeHead(partial ? 206 : 200, { 'content-type': 'audio/flac', 'content-length': body.length }).end(body)
  return body.length
}

/** Sends the head of a correct answer and `bytes` of its body, then cuts the connection. */
export const cutAfter = (bytes: number, etag?: string | null): Behaviour => (request, response, content) => {
  const tag = etag === undefined ? tagOf(content) : etag
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  if (tag !== null) response.setHeader('etag', tag)
  if (from > 0) response.setHeader('content-range', `bytes ${from}-${content.length - 1}/${content.length}`)
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': content.length - from })
  response.write(content.subarray(from, from + bytes), () => request.socket.end())
}
