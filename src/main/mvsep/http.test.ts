import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import { createHttp, type Http, type HttpOptions } from './http'
import { networkErrorCode } from './networkError'
import { send, sendJson, startLoopbackServer, type Answering, type LoopbackServer } from './testing/loopbackServer'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function serve(answer: Answering): Promise<LoopbackServer> {
  const server = await startLoopbackServer(answer)
  closing.push(() => server.close())
  return server
}

function open(options: Partial<HttpOptions> = {}): Http {
  const http = createHttp({ userAgent: 'Unbraid/test', ...options })
  closing.push(() => http.dispose())
  return http
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(() => 'no error', (thrown: unknown) => thrown)
  if (error instanceof AppError) return error
  throw new Error(`expected an AppError, got ${inspect(error)}`)
}

describe('a request', () => {
  it('sends the query and gives back status, headers and body', async () => {
    const server = await serve((_request, response) => sendJson(response, { ok: 'ü' }, 418, { 'retry-after': '3' }))
    const answer = await open().get(`${server.apiBase}/app/user`, { query: { api_token: 'a b&c', start: 0, none: null } })
    expect(answer).toMatchObject({ statusCode: 418, body: '{"ok":"ü"}', headers: { 'retry-after': '3' } })
    expect(Object.fromEntries(server.seen[0]?.query ?? [])).toEqual({ api_token: 'a b&c', start: '0' })
  })

  it('posts an urlencoded form', async () => {
    const server = await serve((_request, response) => sendJson(response, {}))
    await open().postForm(`${server.apiBase}/app/login`, { email: 'a+b@example.org', password: 'ü&=' })
    expect(server.seen[0]?.method).toBe('POST')
    expect(Object.fromEntries(server.seen[0]?.form ?? [])).toEqual({ email: 'a+b@example.org', password: 'ü&=' })
  })

  it('unpacks a compressed answer', async () => {
    const server = await serve((_request, response) => send(response, gzipSync('{"a":1}'), 200, { 'content-encoding': 'gzip' }))
    expect((await open().get(server.apiBase)).body).toBe('{"a":1}')
  })

  it.each(['http://mvsep.com/api', 'http://127.0.0.1.example.org/api', 'ftp://localhost/api', 'https://user:pass@mvsep.com/api', 'file:///etc/passwd', 'nonsense', ''])(
    'is not sent to %j',
    async (address) => {
      expect((await failure(open().get(address))).code).toBe('invalidInput')
      expect((await failure(open().postForm(address, {}))).code).toBe('invalidInput')
    }
  )
})

describe('redirects', () => {
  it('are followed on the same host', async () => {
    const server = await serve((request, response) =>
      request.path === '/api/old' ? send(response, '', 302, { location: '/api/new' }) : sendJson(response, { path: request.path })
    )
    expect((await open().get(`${server.apiBase}/old`)).body).toBe('{"path":"/api/new"}')
  })

  it('are never followed to another host, so the token does not travel', async () => {
    const other = await serve((_request, response) => sendJson(response, {}))
    const server = await serve((request, response) => send(response, '', 302, { location: `${other.apiBase}/x?${request.query.toString()}` }))
    expect((await open().get(server.apiBase, { query: { api_token: 'secret' } })).statusCode).toBe(302)
    expect(other.seen).toHaveLength(0)
  })

  it('are never followed by a POST', async () => {
    const server = await serve((_request, response) => send(response, '', 307, { location: '/api/again' }))
    expect((await open().postForm(server.apiBase, { a: '1' })).statusCode).toBe(307)
    expect(server.seen).toHaveLength(1)
  })

  it('do not go round for ever', async () => {
    const server = await serve((_request, response) => send(response, '', 302, { location: '/api/round' }))
    expect((await failure(open().get(server.apiBase))).code).toBe('notMvsep')
    expect(server.seen.length).toBeLessThan(6)
  })
})

describe('a failure on the way (A7-28, A7-31)', () => {
  it('is serverUnreachable when nothing listens', async () => {
    const server = await serve(() => undefined)
    await server.close()
    expect(await failure(open().get(server.apiBase))).toMatchObject({ code: 'serverUnreachable', detail: 'ECONNREFUSED' })
  })

  it('is offline when the name cannot be looked up', async () => {
    expect((await failure(open().get('https://no-such-host.invalid/api'))).code).toBe('offline')
  })

  it.each([
    ['the server never answers', { responseMs: 80 }, (): void => undefined],
    ['the answer stops in the middle', { idleMs: 80 }, (_request: unknown, response: Parameters<Answering>[1]): void => void response.write('{"a":')],
    ['the whole takes too long', { wholeMs: 80 }, (): void => undefined]
  ] as const)('is serverUnreachable when %s', async (_what, timeouts, answer) => {
    const server = await serve(answer)
    expect(await failure(open({ timeouts }).get(server.apiBase))).toMatchObject({ code: 'serverUnreachable', detail: 'ETIMEDOUT' })
  })

  it('keeps to the limit of the request where that has one of its own', async () => {
    const server = await serve(() => undefined)
    expect(await failure(open().get(server.apiBase, { responseMs: 80 }))).toMatchObject({ code: 'serverUnreachable', detail: 'ETIMEDOUT' })
  })

  it('is serverUnreachable when the connection breaks in the middle of the answer', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"a":', () => response.socket?.destroy())
    })
    expect((await failure(open().get(server.apiBase))).code).toBe('serverUnreachable')
  })

  it('sends a broken POST once and never again', async () => {
    const server = await serve((_request, response) => response.socket?.destroy())
    expect((await failure(open().postForm(server.apiBase, { a: '1' }))).code).toBe('serverUnreachable')
    expect(server.seen).toHaveLength(1)
  })

  it('is tlsFailed when https meets a server without TLS', async () => {
    const server = await serve(() => undefined)
    expect((await failure(open().get(`https://${server.host}/api`))).code).toBe('tlsFailed')
  })

  it('is notMvsep when the other side does not speak HTTP', async () => {
    const tcp = createTcpServer((socket) => socket.end('220 mail ready\r\n'))
    const port = await listen(tcp)
    closing.push(() => void tcp.close())
    expect((await failure(open().get(`http://127.0.0.1:${port}/api`))).code).toBe('notMvsep')
  })

  it('is notMvsep when the answer is larger than allowed, also when it grows by unpacking', async () => {
    const server = await serve((_request, response) => send(response, gzipSync(Buffer.alloc(3_000_000)), 200, { 'content-encoding': 'gzip' }))
    expect((await failure(open({ maximumBodyBytes: 1_000_000 }).get(server.apiBase))).code).toBe('notMvsep')
  })

  it('is notMvsep when a compressed answer is damaged', async () => {
    const server = await serve((_request, response) => send(response, 'not gzip', 200, { 'content-encoding': 'gzip' }))
    expect((await failure(open().get(server.apiBase))).code).toBe('notMvsep')
  })

  it('is cancelled when the signal fires, before or during', async () => {
    const abort = new AbortController()
    const server = await serve(() => abort.abort())
    expect((await failure(open().get(server.apiBase, { signal: abort.signal }))).code).toBe('cancelled')
    expect((await failure(open().get(server.apiBase, { signal: AbortSignal.abort() }))).code).toBe('cancelled')
    expect(server.seen).toHaveLength(1)
  })

  it.each([
    ['ENETUNREACH', 'offline'], ['EAI_AGAIN', 'offline'], ['ECONNRESET', 'serverUnreachable'], ['EHOSTUNREACH', 'serverUnreachable'],
    ['CERT_HAS_EXPIRED', 'tlsFailed'], ['ERR_TLS_CERT_ALTNAME_INVALID', 'tlsFailed'], ['ERR_SSL_WRONG_VERSION_NUMBER', 'tlsFailed'],
    ['HPE_INVALID_CONSTANT', 'notMvsep'], ['Z_DATA_ERROR', 'notMvsep'], ['SOMETHING_NEW', 'serverUnreachable']
  ])('named %s is %s', (systemCode, code) => {
    expect(networkErrorCode(systemCode)).toBe(code)
  })
})

describe('A7-61: the token', () => {
  const canary = 'Q7rT2mZx9LkWv4NcB8sHdJ3fGpYa6E'
  it.each<[string, Answering]>([
    ['a reset', (_request, response) => response.socket?.destroy()],
    ['a timeout', () => undefined],
    ['a damaged body', (_request, response) => send(response, 'x', 200, { 'content-encoding': 'gzip' })],
    ['a redirect loop', (request, response) => send(response, '', 302, { location: `/api?${request.query.toString()}` })]
  ])('is nowhere in the error after %s', async (_what, answer) => {
    const server = await serve(answer)
    const http = open({ timeouts: { responseMs: 80 } })
    for (const error of [await failure(http.get(server.apiBase, { query: { api_token: canary } })), await failure(http.get(`https://${server.host}`, { query: { api_token: canary } }))]) {
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(canary)
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(canary)
    }
  })
})

it('closes its idle connections when disposed', async () => {
  let open = 0
  const server = await startLoopbackServer((_request, response) => {
    response.socket?.once('close', () => (open -= 1))
    open += 1
    sendJson(response, {})
  })
  const http = createHttp({ userAgent: 'Unbraid/test' })
  await http.get(server.apiBase)
  expect(open).toBe(1)
  http.dispose()
  await expect.poll(() => open).toBe(0)
  await server.close()
})
