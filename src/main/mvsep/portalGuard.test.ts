import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import { createPostMultipart } from '../transfers/upload'
import { createAccountApi } from './account'
import { createHttp, type Http } from './http'
import { guardPortals, type Guarded } from './portalGuard'
import { createSeparationsApi } from './separations'
import { send, sendJson, startLoopbackServer, type Answering, type LoopbackServer } from './testing/loopbackServer'

const TOKEN = 'Q7rT2mZx9LkWv4NcB8sHdJ3fGpYa6E'
const USER = { success: true, data: { name: 'Ann', email: 'ann@example.com', api_token: TOKEN, premium_minutes: 3, premium_enabled: 0 } }
const page: Answering = (_request, response) => send(response, '<!doctype html><p>Welcome to Hotel Wifi', 200, { 'content-type': 'text/html' })
const good: Answering = (request, response) =>
  sendJson(response, request.path.endsWith('/app/user') ? USER : request.path.endsWith('/create') ? { success: true, data: { hash: 'h' } } : { queue: {} })

let server: LoopbackServer
let http: Http
let guarded: Guarded
let answering: Answering
beforeEach(async () => {
  answering = good
  server = await startLoopbackServer((request, response) => answering(request, response))
  http = createHttp({ userAgent: 'Unbraid/test' })
  guarded = guardPortals(http, createPostMultipart())
})
afterEach(async () => {
  http.dispose()
  await server.close()
})
const user = (): Promise<unknown> =>
  createAccountApi(guarded.http).user(server.apiBase, TOKEN).then(({ email }) => email, (error: unknown) => (error instanceof AppError ? error.code : error))
const create = (): Promise<unknown> =>
  createSeparationsApi(guarded).create(
    { apiBase: server.apiBase, token: TOKEN }, { sound: { kind: 'none' }, renderId: 1, options: [], outputFormat: 1 },
    { signal: new AbortController().signal, onProgress: () => undefined, onLastBytes: () => undefined }
  ).then(({ hash }) => hash, (error: unknown) => (error instanceof AppError ? error.code : error))
const withToken = (): number => server.seen.filter(({ query, body }) => query.has('api_token') || body.includes(TOKEN)).length
const paths = (): string[] => server.seen.map(({ path }) => path.replace('/api/', ''))

describe('A7-35: a page where MVSEP should answer', () => {
  it.each<[string, Answering]>([
    ['an HTML page with 200', page],
    ['an empty 200', (_request, response) => send(response, '')],
    ['a redirect to another host', (_request, response) => send(response, '', 302, { location: 'http://portal.example/login' })],
    ['HTTP 511', (_request, response) => send(response, '<p>Sign in', 511)]
  ])('as %s gets the token once and never again until the service is back', async (_what, portal) => {
    answering = portal
    expect(await user()).not.toBe('ann@example.com')
    expect(withToken()).toBe(1)
    for (let times = 0; times < 3; times += 1) expect(await user()).toBe('notMvsep')
    expect(await create()).toBe('notMvsep')
    expect(withToken()).toBe(1)
    expect(paths()).toEqual(['app/user', 'app/queue', 'app/queue', 'app/queue', 'app/queue'])
    answering = good
    expect(await user()).toBe('ann@example.com')
    expect(await create()).toBe('h')
    expect(paths().slice(5)).toEqual(['app/queue', 'app/user', 'separation/create'])
  })

  it('also stops songs, and is found out by a request that has no token', async () => {
    answering = page
    await createSeparationsApi(guarded).status({ hash: 'h', apiBase: server.apiBase }, new AbortController().signal).catch(() => undefined)
    expect(await create()).toBe('notMvsep')
    expect(withToken()).toBe(0)
  })

  it('is asked with one probe, however many wait', async () => {
    answering = page
    await user()
    await Promise.all([user(), user(), create()])
    expect(paths()).toEqual(['app/user', 'app/queue'])
  })

  it('does not hold up whoever gives up', async () => {
    answering = page
    await user()
    const stop = new AbortController()
    answering = () => stop.abort() // the probe is never answered
    await expect(guarded.http.get(`${server.apiBase}/app/user`, { query: { api_token: TOKEN }, signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' })
    expect(withToken()).toBe(1)
  })

  it('of one host says nothing about another', async () => {
    const other = await startLoopbackServer(good)
    try {
      answering = page
      await user()
      expect(await createAccountApi(guarded.http).user(other.apiBase, TOKEN)).toMatchObject({ email: 'ann@example.com' })
      expect(other.seen.map(({ path }) => path)).toEqual(['/api/app/user'])
    } finally {
      await other.close()
    }
  })

  it('is not what a refusal, a gateway\'s error page or a broken connection is', async () => {
    for (const answer of [
      (_request, response) => sendJson(response, { success: false }, 401),
      (_request, response) => send(response, '<h1>502 Bad Gateway</h1>', 502),
      (_request, response) => send(response, '<h1>413</h1>', 413),
      (_request, response) => response.socket?.destroy()
    ] satisfies Answering[]) {
      answering = answer
      await user()
    }
    expect(paths()).toEqual(Array.from({ length: 4 }, () => 'app/user'))
  })
})
