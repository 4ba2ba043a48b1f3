import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import { createConnections, type Connections } from '../network/connections'
import { call } from '../network/testing/callers'
import { readAnswer } from './answer'
import { createHttp } from './http'
import { toRemoteStatus } from './toDomain'
import type { HttpAnswer } from './types'

const closing: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
async function serve(answer: (response: ServerResponse, url: string) => void): Promise<{ base: string; connections: Connections; sockets: Set<Socket>; readonly opened: number }> {
  const sockets = new Set<Socket>()
  let opened = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => answer(response, request.url ?? ''))
  })
  server.on('connection', (socket) => {
    opened += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => { server.close(resolve); server.closeAllConnections() }))
  const connections = createConnections({ authorities: () => [] })
  closing.push(() => connections.dispose())
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections, sockets, get opened() {
    return opened
  } }
}
const answerOf = (statusCode: number, body: string): HttpAnswer => ({ statusCode, headers: {}, body })
const failureOf = (read: () => unknown): unknown => {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.detail ?? ''}`
    throw error
  }
}

describe('A7-45: an answer', () => {
  it.each(['json', 'form', 'upload'] as const)('without end is cut at 8 MiB (%s)', async (caller) => {
    let sentBytes = 0
    const server = await serve((response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const more = (): void => {
        if (response.destroyed) return
        sentBytes += 1_048_576
        response.write(Buffer.alloc(1_048_576, '['), () => setImmediate(more))
      }
      more()
    })
    const error = await call(caller, server.base, server.connections)
    // After the whole song was sent, an answer that cannot be read proves nothing.
    expect(error).toMatchObject({ code: caller === 'upload' ? 'answerLost' : 'notMvsep' })
    expect(sentBytes).toBeLessThan(64 * 1_048_576)
  })

  it.each([
    ['nested 10,000 deep', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['nested 10,000 deep in a message', `{"success":false,"message":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`],
    ['cut in the middle', '{"success":true,"data":{"ha'],
    ['of null', 'null'], ['of nothing', ''], ['of a number', '7'], ['of wrong types', '{"success":[],"status":{},"data":"x"}'],
    ['with a poisoned prototype', '{"__proto__":{"success":true},"constructor":1}']
  ])('%s is read or refused in an instant, and breaks nothing', (_what, body) => {
    const startedMs = performance.now()
    for (const statusCode of [200, 400, 500]) failureOf(() => toRemoteStatus(readAnswer(answerOf(statusCode, body))))
    expect(performance.now() - startedMs).toBeLessThan(500)
    expect(({} as { success?: unknown }).success).toBeUndefined()
  })

  it('of any shape leaves a status or an AppError, and an unknown word is progress', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(200, 400, 404, 500), (body, statusCode) => {
      failureOf(() => toRemoteStatus(readAnswer(answerOf(statusCode, body))))
    }))
    expect(toRemoteStatus({ success: true, status: 'polishing', data: { message: 'soon' } })).toEqual({ status: 'unknown', word: 'polishing', message: 'soon' })
  })
})

describe('A7-47: a packed answer', () => {
  it('that unpacks to more than 8 MiB is refused, whatever it weighed on the way', async () => {
    const bomb = gzipSync(Buffer.alloc(256 * 1_048_576)) // a quarter of a megabyte
    const server = await serve((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    const before = process.memoryUsage().rss
    expect(await call('json', server.base, server.connections)).toMatchObject({ code: 'notMvsep' })
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1_048_576)
  })
})

describe('A7-44: a refusal of the size, the format or the credits', () => {
  it.each([
    ['{"success":false,"errors":["File is too large. Max size: 100 MB"]}', 'refused: File is too large. Max size: 100 MB'],
    ['{"success":false,"message":{"audiofile":["The audiofile must be a file of type: mp3, wav."],"output_format":["The selected output format is invalid."]}}',
      'refused: The audiofile must be a file of type: mp3, wav.; The selected output format is invalid.'],
    ['{"success":false,"data":{"message":"Not enough credits"}}', 'refused: Not enough credits']
  ])('%s is told in the service\'s words', (body, told) => {
    for (const statusCode of [400, 402, 413, 422]) expect(failureOf(() => readAnswer(answerOf(statusCode, body)))).toBe(told)
  })

  it('as a gateway\'s page (413) is a refusal too, not an outage', () => {
    expect(failureOf(() => readAnswer(answerOf(413, '<html><h1>413 Request Entity Too Large</h1></html>')))).toMatch(/^refused: .*413/)
  })
})

describe('A7-49: a connection kept for the next request', () => {
  it('is used for a GET and never for a POST', async () => {
    const server = await serve((response) => response.end('{}'))
    const http = createHttp({ userAgent: 'Unbraid/test', connections: server.connections })
    await http.get(`${server.base}/api/app/queue`)
    await http.get(`${server.base}/api/app/queue`)
    expect(server.opened).toBe(1)
    await http.postForm(`${server.base}/api/separation/cancel`, {})
    await call('upload', server.base, server.connections)
    await call('upload', server.base, server.connections)
    expect(server.opened).toBe(4)
  })

  it('that the server closes meanwhile costs a POST nothing, and no request arrives twice', async () => {
    const urls: string[] = []
    const server = await serve((response, url) => {
      urls.push(url.split('?')[0] ?? '')
      response.end('{}')
    })
    const http = createHttp({ userAgent: 'Unbraid/test', connections: server.connections })
    await http.get(`${server.base}/api/app/queue`)
    for (const socket of server.sockets) socket.resetAndDestroy()
    expect((await http.postForm(`${server.base}/api/separation/cancel`, {})).statusCode).toBe(200)
    expect(await call('upload', server.base, server.connections)).toBe('{}')
    expect(urls).toEqual(['/api/app/queue', '/api/separation/cancel', '/api/separation/create'])
  })
})
