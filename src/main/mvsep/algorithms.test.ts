import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAlgorithmsApi } from './algorithms'
import { createHttp, type Http } from './http'
import { send, sendJson, startLoopbackServer, type Answering, type LoopbackServer } from './testing/loopbackServer'

let server: LoopbackServer
let http: Http
let answer: Answering
beforeEach(async () => {
  server = await startLoopbackServer((request, response) => answer(request, response))
  http = createHttp({ userAgent: 'Unbraid/test' })
})
afterEach(async () => {
  http.dispose()
  await server.close()
})

const ALL = 'single_upload,no_upload,matchering_upload'
const rows = [{ render_id: 1, name: 'One' }]
const ask = (token: string | null = null): Promise<readonly unknown[]> => createAlgorithmsApi(http).rows({ apiBase: server.apiBase, token })
const asked = (): (string | null)[] => server.seen.map(({ query }) => query.get('scopes'))

describe('the rows of every scope', () => {
  it('are asked for at once', async () => {
    answer = (_request, response) => sendJson(response, rows)
    expect(await ask()).toEqual(rows)
    expect(asked()).toEqual([ALL])
  })

  it.each<[string, Answering]>([
    ['refuses them', (_request, response) => sendJson(response, { message: 'The selected scopes is invalid.' }, 422)],
    ['finds nothing there', (_request, response) => sendJson(response, { message: 'Algorithm not found' }, 404)],
    ['answers with none', (_request, response) => sendJson(response, [])],
    ['answers with none, in an envelope', (_request, response) => sendJson(response, { data: [] })]
  ])('are those of one upload where the service %s', async (_what, otherwise) => {
    answer = (request, response) => (request.query.get('scopes') === 'single_upload' ? sendJson(response, rows) : otherwise(request, response))
    expect(await ask()).toEqual(rows)
    expect(asked()).toEqual([ALL, 'single_upload'])
  })

  it.each<[string, Answering, string]>([
    ['is in trouble', (_request, response) => send(response, 'x', 502), 'serverError'],
    ['is asked too often', (_request, response) => sendJson(response, { message: 'Too Many Attempts.' }, 429), 'rateLimited'],
    ['gives a sign-in page', (_request, response) => send(response, '<html>'), 'notMvsep'],
    ['gives no list', (_request, response) => sendJson(response, { data: {} }), 'notMvsep']
  ])('are not asked for twice where the service %s', async (_what, trouble, code) => {
    answer = trouble
    await expect(ask()).rejects.toMatchObject({ code })
    expect(asked()).toEqual([ALL])
  })

  it('come without a token where the token is not good any more', async () => {
    answer = (request, response) => (request.query.has('api_token') ? sendJson(response, { message: 'Unauthenticated.' }, 401) : sendJson(response, rows))
    expect(await ask('Q7rT2mZx9LkWv4NcB8sHdJ3fGpYa6E')).toEqual(rows)
    expect(asked()).toEqual([ALL, ALL])
  })
})
