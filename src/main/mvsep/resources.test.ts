import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import account from './__fixtures__/account.json'
import rows from './__fixtures__/algorithms.json'
import statuses from './__fixtures__/statuses.json'
import { createAccountApi } from './account'
import { createAlgorithmsApi } from './algorithms'
import { createHttp, type Http } from './http'
import { createSeparationsApi } from './separations'
import { createSiteApi, readNews, readQueue } from './site'
import { send, sendJson, startLoopbackServer, type Answering, type LoopbackServer } from './testing/loopbackServer'
import type { CreateRequest, HttpAnswer, MultipartRequest } from './types'

const token = 'Q7rT2mZx9LkWv4NcB8sHdJ3fGpYa6E'
let server: LoopbackServer
let http: Http
let answer: Answering = () => undefined
beforeAll(async () => {
  server = await startLoopbackServer((request, response) => answer(request, response))
  http = createHttp({ userAgent: 'Unbraid/test' })
})
afterAll(async () => {
  http.dispose()
  await server.close()
})
beforeEach(() => {
  server.seen.length = 0
})

const access = () => ({ apiBase: server.apiBase, token })
const firstPage = { language: 'en', start: 0, limit: 10 } as const
const never = new AbortController().signal
const remote = () => ({ hash: '20260801101500-a0bb276157-träck?.mp3', apiBase: server.apiBase })

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(() => 'no error', (thrown: unknown) => thrown)
  if (error instanceof AppError) return error
  throw new Error(`expected an AppError, got ${inspect(error)}`)
}

describe('separation/create', () => {
  const posted: MultipartRequest[] = []
  let reply: HttpAnswer | AppError
  afterEach(() => posted.splice(0))
  const json = (body: unknown, statusCode = 200): HttpAnswer => ({ statusCode, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) })
  const api = () =>
    createSeparationsApi({
      http,
      postMultipart: async (request) => {
        posted.push(request)
        if (reply instanceof AppError) throw reply
        return reply
      }
    })
  const request: CreateRequest = {
    sound: { kind: 'file', file: { path: '/music/a.mp3', fileName: 'a.mp3' } }, renderId: 0, outputFormat: 1,
    options: [{ name: 'add_opt1', key: '0.3' }, { name: 'add_opt3', key: 'auto' }]
  }
  const watch = { signal: never, onProgress: () => undefined, onLastBytes: () => undefined }
  const hash = '20260131145833-a0bb276157-mixture.wav'

  it('sends exactly the fields of the plan, sep_type also when it is 0', async () => {
    reply = json({ success: 'true', data: { link: `https://evil.example/?hash=x`, hash } })
    expect(await api().create(access(), request, watch)).toEqual({ hash, apiBase: server.apiBase })
    expect(posted[0]).toMatchObject({
      url: `${server.apiBase}/separation/create`,
      fields: [['api_token', token], ['sep_type', '0'], ['add_opt1', '0.3'], ['add_opt3', 'auto'], ['output_format', '1']],
      files: [{ field: 'audiofile', path: '/music/a.mp3', fileName: 'a.mp3' }]
    })
  })

  it('pins the node that took the job', async () => {
    reply = json({ success: true, data: { link: `https:\\/\\/de2.mvsep.com\\/api\\/separation\\/get?hash=${hash}`.replaceAll('\\', ''), hash } })
    expect(await api().create({ apiBase: 'https://mvsep.com/api', token }, request, watch)).toEqual({ hash, apiBase: 'https://de2.mvsep.com/api' })
  })

  it('takes the hash from the link when it stands only there', async () => {
    reply = json({ success: true, data: { link: `${server.apiBase}/separation/get?hash=${hash}` } })
    expect((await api().create(access(), request, watch)).hash).toBe(hash)
  })

  it.each([
    ['a second job of a free account', json({ success: false, errors: ['You already have unprocessed file in queue. Please wait'] }, 400), 'alreadyRunning'],
    ['a wrong token', json({ message: 'Unauthenticated.' }, 401), 'tokenInvalid'], ['too many requests', json('', 429), 'rateLimited'],
    ['a closed door', json('Service Temporarily Unavailable', 503), 'serverError'], ['a redirect', json('', 302), 'notMvsep'],
    ['a gateway’s error: the job may be there', json('<h1>502 Bad Gateway</h1>', 502), 'answerLost'], ['a time-out behind the gateway', json('', 504), 'answerLost'],
    ['half an answer', json('{"success":true,"data":{"ha'), 'answerLost'], ['an answer without a job', json({ success: true }), 'answerLost'],
    ['a lost connection', new AppError('answerLost'), 'answerLost']
  ])('tells %s', async (_what, sent, code) => {
    reply = sent
    expect((await failure(api().create(access(), request, watch))).code).toBe(code)
    expect(posted).toHaveLength(1)
  })

  it('is not sent without a token', async () => {
    expect((await failure(api().create({ apiBase: server.apiBase, token: null }, request, watch))).code).toBe('tokenMissing')
    expect(posted).toHaveLength(0)
  })

  it('only ever ends in a job or an AppError, and never shows the token', async () => {
    const damaged = fc.oneof(fc.json(), fc.string(), fc.constant(JSON.stringify({ success: false, message: `bad ${token}` })), fc.jsonValue().map((data) => JSON.stringify({ success: true, data })))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 200, max: 599 }), damaged, async (statusCode, body) => {
        reply = json(body, statusCode)
        const outcome = await api().create(access(), request, watch).catch((error: unknown) => error)
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AppError)
        expect(inspect(outcome, { depth: 9, showHidden: true })).not.toContain(token)
      }),
      { numRuns: 300 }
    )
  })
})

describe('the other separation endpoints', () => {
  const api = () => createSeparationsApi({ http, postMultipart: () => Promise.reject(new Error('not asked')) })

  it('ask for a job by its hash, without a token', async () => {
    answer = (_request, response) => sendJson(response, statuses.waiting)
    expect(await api().status(remote(), never)).toMatchObject({ status: 'waiting' })
    expect(server.seen[0]?.path).toBe('/api/separation/get')
    expect(Object.fromEntries(server.seen[0]?.query ?? [])).toEqual({ hash: remote().hash })
  })

  it.each([200, 400, 404])('know an unknown job by HTTP %i', async (statusCode) => {
    answer = (_request, response) => sendJson(response, statuses.notFound, statusCode)
    expect(await api().status(remote(), never)).toEqual({ status: 'notFound', message: 'File or File Hash not found' })
    answer = (_request, response) => sendJson(response, { success: false, errors: ['File or File Hash not found'] }, statusCode)
    expect(await api().status(remote(), never)).toEqual({ status: 'notFound', message: 'File or File Hash not found' })
  })

  it.each([
    ['a bad gateway, even one that says done', (response: Parameters<Answering>[1]) => sendJson(response, statuses.done, 502), 'serverError'],
    ['a hotel’s page', (response: Parameters<Answering>[1]) => send(response, '<html>Hello</html>'), 'notMvsep'],
    ['too many requests', (response: Parameters<Answering>[1]) => sendJson(response, {}, 429, { 'retry-after': '7' }), 'rateLimited'],
    ['JSON of something else', (response: Parameters<Answering>[1]) => sendJson(response, { hello: 1 }), 'notMvsep']
  ] as const)('tell %s from a status', async (_what, reply, code) => {
    answer = (_request, response) => reply(response)
    const error = await failure(api().status(remote(), never))
    expect([error.code, error.retryAfterMs]).toEqual([code, code === 'rateLimited' ? 7_000 : undefined])
  })

  it('cancel, and tell a no from a failure', async () => {
    answer = (_request, response) => sendJson(response, { success: true })
    expect(await api().cancel(remote(), token)).toEqual({ accepted: true, message: null })
    expect(Object.fromEntries(server.seen[0]?.form ?? [])).toEqual({ api_token: token, hash: remote().hash })
    answer = (_request, response) => sendJson(response, { success: false, data: { message: 'Processing has begun' } }, 400)
    expect(await api().cancel(remote(), token)).toEqual({ accepted: false, message: 'Processing has begun' })
    answer = (_request, response) => sendJson(response, {}, 401)
    expect((await failure(api().cancel(remote(), token))).code).toBe('tokenInvalid')
  })

  it('delete; a job that is gone already is as good as deleted', async () => {
    answer = (_request, response) => sendJson(response, { success: true })
    expect(await api().remove(remote(), token)).toEqual({ accepted: true, message: null })
    expect([server.seen[0]?.path, Object.fromEntries(server.seen[0]?.form ?? [])]).toEqual(['/api/separation/delete', { api_token: token, hash: remote().hash }])
    answer = (_request, response) => sendJson(response, { success: false, data: { message: 'File or File Hash not found' } }, 400)
    expect(await api().remove(remote(), token)).toMatchObject({ accepted: true })
    answer = (_request, response) => sendJson(response, { success: false, data: { message: 'Not yours' } }, 400)
    expect(await api().remove(remote(), token)).toEqual({ accepted: false, message: 'Not yours' })
    answer = (_request, response) => sendJson(response, {}, 502)
    expect((await failure(api().remove(remote(), token))).code).toBe('serverError')
  })

  it('list the history', async () => {
    answer = (_request, response) => sendJson(response, account.history)
    expect(await api().history(access(), 0, 20)).toHaveLength(2)
    expect(Object.fromEntries(server.seen[0]?.query ?? [])).toEqual({ api_token: token, start: '0', limit: '20' })
    answer = (_request, response) => sendJson(response, { success: true })
    expect((await failure(api().history(access(), 0, 20))).code).toBe('notMvsep')
  })
})

describe('the account endpoints', () => {
  const api = () => createAccountApi(http)

  it('read a user whose numbers are text', async () => {
    answer = (_request, response) => sendJson(response, account.user)
    expect(await api().user(server.apiBase, token)).toEqual({ name: 'Ann', email: 'ann@example.com', credits: 54, premiumEnabled: true, longFilenames: true, apiToken: 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5' })
    answer = (_request, response) => sendJson(response, account.userWithoutToken)
    expect(await api().user(server.apiBase, token)).toEqual({ name: '', email: 'ann@example.com', credits: 0, premiumEnabled: false, longFilenames: false, apiToken: null })
  })

  it('log in and register', async () => {
    answer = (_request, response) => sendJson(response, account.user)
    await api().login(server.apiBase, { email: 'a@b.c', password: 'hushhush' })
    await api().register(server.apiBase, { name: 'A', email: 'a@b.c', password: 'hushhush' })
    expect(server.seen.map(({ method, path, form }) => [method, path, Object.fromEntries(form)])).toEqual([
      ['POST', '/api/app/login', { email: 'a@b.c', password: 'hushhush' }],
      ['POST', '/api/app/register', { name: 'A', email: 'a@b.c', password: 'hushhush', password_confirmation: 'hushhush' }]
    ])
    answer = (_request, response) => sendJson(response, { success: false, message: { password: ['hushhush is too short.'] } }, 400)
    expect(await failure(api().login(server.apiBase, { email: 'a@b.c', password: 'hushhush' }))).toMatchObject({ code: 'refused', detail: '… is too short.' })
  })

  it('know JSON that is no account', async () => {
    answer = (_request, response) => sendJson(response, { success: true, data: [] })
    expect((await failure(api().user(server.apiBase, token))).code).toBe('notMvsep')
  })
})

describe('the catalogue and the site', () => {
  it('fetch the rows, once more without the token when it is not good', async () => {
    answer = (request, response) => (request.query.has('api_token') ? sendJson(response, {}, 401) : sendJson(response, rows))
    expect(await createAlgorithmsApi(http).rows(access())).toHaveLength(rows.length)
    expect(server.seen.map(({ query }) => query.get('api_token'))).toEqual([token, null])
    answer = (_request, response) => sendJson(response, { data: 'x' })
    expect((await failure(createAlgorithmsApi(http).rows(access()))).code).toBe('notMvsep')
  })

  it('tell news and queue', async () => {
    answer = (request, response) => sendJson(response, request.path === '/api/app/news' ? account.news : account.queue)
    expect(readNews(await createSiteApi(http).news(access(), firstPage), 10)).toMatchObject({ items: [{ id: 38 }], hasMore: false })
    expect(readQueue(await createSiteApi(http).queue({ ...access(), token: null }))).toMatchObject({ inProcess: 21 })
  })

  it('only ever fail with an AppError, whatever bytes come', async () => {
    const cut = fc.constantFrom(JSON.stringify(rows), JSON.stringify(account.queue), JSON.stringify(statuses.done)).chain((text) => fc.nat(text.length).map((at) => text.slice(0, at)))
    await fc.assert(
      fc.asyncProperty(fc.oneof(cut, fc.json(), fc.string({ unit: 'binary' })), fc.constantFrom(200, 201, 400, 500), async (body, statusCode) => {
        answer = (_request, response) => send(response, body, statusCode)
        const site = createSiteApi(http)
        const calls = [
          createAlgorithmsApi(http).rows(access()), site.news(access(), firstPage).then((sent) => readNews(sent, 10)), site.queue(access()).then(readQueue), createAccountApi(http).user(server.apiBase, token),
          createSeparationsApi({ http, postMultipart: () => Promise.reject(new Error('not asked')) }).status(remote(), never)
        ]
        for (const outcome of await Promise.allSettled(calls)) {
          if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(AppError)
        }
      }),
      { numRuns: 60 }
    )
  })
})
