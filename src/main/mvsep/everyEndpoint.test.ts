import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPostMultipart } from '../transfers/upload'
import { createAccountApi } from './account'
import { createAlgorithmsApi } from './algorithms'
import { createHttp } from './http'
import { createSeparationsApi } from './separations'
import { createQualityCheckerApi } from './qualityChecker'
import { createSiteApi } from './site'

const TOKEN = 'Q7rT2mZx9LkWv4NcB8sHdJ3fGpYa6E'
interface Seen { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders; readonly body: string }
const seen: Seen[] = []
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() })
    // A cookie, to see whether it comes back.
    response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'laravel_session=abc; path=/' }).end('{"success":true,"status":"waiting","data":{"hash":"h"}}')
  })
})
const http = createHttp({ userAgent: 'Unbraid/test' })
let base = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
})
afterAll(() => {
  http.dispose()
  server.close()
})
beforeEach(() => {
  seen.length = 0
})

const signal = new AbortController().signal
const watch = { signal, onProgress: () => undefined, onLastBytes: () => undefined }
const access = (): { apiBase: string; token: string } => ({ apiBase: base, token: TOKEN })
const remote = (): { hash: string; apiBase: string } => ({ hash: 'h', apiBase: base })
const apis = {
  separations: createSeparationsApi({ http, postMultipart: createPostMultipart() }),
  account: createAccountApi(http),
  algorithms: createAlgorithmsApi(http),
  site: createSiteApi(http),
  checker: createQualityCheckerApi({ http, postMultipart: createPostMultipart() })
}
/** One call of each method; a method that is not here fails the test below. */
const CALLS: Readonly<Record<string, Readonly<Record<string, () => Promise<unknown>>>>> = {
  separations: {
    create: () => apis.separations.create(access(), { sound: { kind: 'none' }, renderId: 40, options: [{ name: 'add_opt1', key: '81' }], outputFormat: 1 }, watch),
    status: () => apis.separations.status(remote(), signal),
    linkStatus: () => apis.separations.linkStatus(remote(), signal),
    cancel: () => apis.separations.cancel(remote(), TOKEN),
    remove: () => apis.separations.remove(remote(), TOKEN),
    historyPage: () => apis.separations.historyPage(access(), 0, 20),
    history: () => apis.separations.history(access(), 0, 20),
    currentQueue: () => apis.separations.currentQueue(access())
  },
  account: {
    user: () => apis.account.user(base, TOKEN),
    login: () => apis.account.login(base, { email: 'ann@example.com', password: 'word' }),
    register: () => apis.account.register(base, { name: 'Ann', email: 'ann@example.com', password: 'word' }),
    turn: () => apis.account.turn(access(), 'premium', true),
    running: () => apis.account.running(access())
  },
  algorithms: { rows: () => apis.algorithms.rows(access()) },
  site: {
    news: () => apis.site.news(access(), { language: 'en', start: 0, limit: 10 }),
    demos: () => apis.site.demos(access(), { start: 0, limit: 10, algorithmId: 1 }),
    queue: () => apis.site.queue(access()),
    queueSummary: () => apis.site.queueSummary(access()),
    queueWait: () => apis.site.queueWait(access(), signal)
  },
  checker: {
    queue: () => apis.checker.queue(access(), { start: 0, limit: 20 }),
    leaderboard: () => apis.checker.leaderboard(access(), { start: 0, limit: 20, datasetType: 1, sort: null, name: '' }),
    entry: () => apis.checker.entry(access(), 1),
    add: () => apis.checker.add(access(), { zip: { path: join(import.meta.dirname, 'tolerant.ts'), fileName: 'a.zip' }, algorithmName: 'A', text: 'B', datasetType: 0, isEnsemble: false, password: 'word' }, watch),
    remove: () => apis.checker.remove(access(), 1, 'word')
  }
}
const every = Object.entries(CALLS).flatMap(([api, calls]) => Object.entries(calls).map(([name, ask]) => ({ name: `${api}.${name}`, ask })))

it('names every method of every endpoint', () => {
  for (const [name, api] of Object.entries(apis)) expect(Object.keys(CALLS[name] ?? {}).sort()).toEqual(Object.keys(api).sort())
})

describe.each(every)('$name', ({ ask }) => {
  it('never asks for the mirror, which costs a credit (API notes, section 3)', async () => {
    await ask().catch(() => undefined)
    expect(seen.length).toBeGreaterThan(0)
    for (const { url, body } of seen) expect(`${url}\n${body}`).not.toMatch(/mirror/i)
  })

  it('A7-54: tells neither where it comes from nor who asked before; a token stands only where the service wants it', async () => {
    await ask().catch(() => undefined)
    await ask().catch(() => undefined)
    for (const { url, headers, body, method } of seen) {
      expect(headers).not.toHaveProperty('referer')
      expect(headers).not.toHaveProperty('origin')
      expect(headers).not.toHaveProperty('cookie')
      expect(JSON.stringify(headers)).not.toContain(TOKEN)
      if (method === 'POST') expect(url).not.toContain('?')
      const places = (url.match(new RegExp(`api_token=${TOKEN}`, 'g')) ?? []).length + (body.match(new RegExp(TOKEN, 'g')) ?? []).length
      expect(places).toBeLessThanOrEqual(1)
    }
  })
})

it('A7-54: asking about a job, and the news, need no token and have none', async () => {
  await CALLS['separations']?.['status']?.()
  await CALLS['site']?.['news']?.().catch(() => undefined)
  expect(seen).toHaveLength(2)
  expect(JSON.stringify(seen)).not.toContain(TOKEN)
})
