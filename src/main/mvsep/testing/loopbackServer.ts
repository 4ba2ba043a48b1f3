import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as a test server saw it. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
  /** The whole body as it came. */
  readonly body: string
}

export interface LoopbackServer {
  /** e.g. http://127.0.0.1:41234/api */
  readonly apiBase: string
  readonly host: string
  readonly seen: SeenRequest[]
  close(): Promise<void>
}

export type Answering = (request: SeenRequest, response: ServerResponse) => void

/** A real HTTP server on the loopback address that answers as told. */
export async function startLoopbackServer(answer: Answering): Promise<LoopbackServer> {
  const seen: SeenRequest[] = []
  const server = createServer((request, response) => {
    void readRequest(request).then((read) => {
      seen.push(read)
      answer(read, response)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    apiBase: `http://127.0.0.1:${port}/api`,
    host: `127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

/** Answers JSON with a status. */
export function sendJson(response: ServerResponse, body: unknown, statusCode = 200, headers: Record<string, string> = {}): void {
  send(response, typeof body === 'string' ? body : JSON.stringify(body), statusCode, { 'content-type': 'application/json', ...headers })
}

/** Answers any text with a status. */
export function send(response: ServerResponse, body: string | Buffer, statusCode = 200, headers: Record<string, string> = {}): void {
  response.writeHead(statusCode, headers)
  response.end(body)
}

async function readRequest(request: IncomingMessage): Promise<SeenRequest> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const body = Buffer.concat(parts).toString('utf8')
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    form: new URLSearchParams(body),
    body
  }
}
