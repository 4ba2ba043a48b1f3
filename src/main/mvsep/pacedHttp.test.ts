import { afterEach, describe, expect, it } from 'vitest'
import { createMvsepBudget } from '../jobs/asking'
import { createHastyClock } from '../jobs/testing/hastyClock'
import { createAccountApi } from './account'
import { createHttp, type GetOptions } from './http'
import { paceRequests } from './pacedHttp'
import { createSeparationsApi } from './separations'
import { createSiteApi } from './site'
import { sendJson, startLoopbackServer, type Answering, type LoopbackServer } from './testing/loopbackServer'

let server: LoopbackServer
afterEach(() => server.close())

const never = new AbortController().signal
const start = async (answer: Answering, isCounted = true) => {
  server = await startLoopbackServer(answer)
  const clock = createHastyClock()
  const budget = createMvsepBudget(clock, () => 0.5)
  const sentMs: number[] = []
  const plain = createHttp({ userAgent: 'test' })
  const { http } = paceRequests(
    { ...plain, get: (url, options) => { sentMs.push(clock.monotonicMs()); return plain.get(url, options) } },
    () => Promise.reject(new Error('nothing is sent here')), budget, () => isCounted
  )
  const access = { apiBase: server.apiBase, token: 'token' }
  const api = createSeparationsApi({ http, postMultipart: () => Promise.reject(new Error('nothing is sent here')) })
  return { clock, budget, http, sentMs, access, api, site: createSiteApi(http), account: createAccountApi(http) }
}
const queue = (): unknown => ({ queue: { in_process: 1, premium: 2 } })
const poll = (host: string) => ({ host, kind: 'poll', urgency: () => 1 }) as const

describe('everything that is asked of MVSEP', () => {
  it('keeps within sixty requests a minute, whatever page asks', async () => {
    const { sentMs, site, access, clock } = await start((_request, response) => { sendJson(response, queue()) })
    for (let times = 0; times < 60; times += 1) await site.queue(access)
    await expect(site.queue(access)).rejects.toMatchObject({ code: 'rateLimited' })
    expect(sentMs).toHaveLength(60)
    await new Promise<void>((resolve) => { clock.after(61_000, resolve) })
    await site.queue(access)
    expect(sentMs).toHaveLength(61)
  })

  it('A7-40: one 429, wherever it came up, holds every job of the host', async () => {
    const { budget, site, access, clock } = await start((_request, response) => { sendJson(response, {}, 429, { 'retry-after': '30' }) })
    await expect(site.queue(access)).rejects.toMatchObject({ code: 'rateLimited', retryAfterMs: 30_000 })
    expect(budget.troubleOf(server.host)).toBe('rateLimited')
    const fromMs = clock.monotonicMs()
    await budget.run(poll(server.host), undefined, async () => undefined)
    expect(clock.monotonicMs() - fromMs).toBe(30_000)
  })

  it('slows polls down when an answer to anybody says that few requests are left', async () => {
    const { budget, site, access, clock } = await start((_request, response) => {
      sendJson(response, queue(), 200, { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '8' })
    })
    await site.queue(access)
    const at: number[] = []
    for (let times = 0; times < 3; times += 1) await budget.run(poll(server.host), undefined, async () => { at.push(clock.monotonicMs()) })
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(10_000)
  })

  it('asks the service on this computer freely', async () => {
    const { sentMs, site, access } = await start((_request, response) => { sendJson(response, queue(), 200, { 'x-ratelimit-remaining': '0' }) }, false)
    for (let times = 0; times < 100; times += 1) await site.queue(access)
    expect(sentMs).toHaveLength(100)
  })

  it('gives a status that stalls up after ten seconds: the other jobs of its host wait for it', async () => {
    const limits: (number | undefined)[] = []
    const { http, access } = await start((_request, response) => { sendJson(response, { success: true, status: 'processing', data: {} }) })
    const watched = { ...http, get: (url: string, options?: GetOptions) => { limits.push(options?.responseMs); return http.get(url, options) } }
    const api = createSeparationsApi({ http: watched, postMultipart: () => Promise.reject(new Error('nothing is sent here')) })
    expect(await api.status({ hash: 'h', apiBase: access.apiBase }, never)).toMatchObject({ status: 'processing' })
    expect(limits).toEqual([10_000])
  })

  it('leaves it to the asker of a status to take its turn', async () => {
    const { api, budget } = await start((_request, response) => {
      sendJson(response, { success: true, status: 'processing', data: {} }, 200, { 'x-ratelimit-remaining': '0' })
    })
    const remote = { hash: 'a', apiBase: server.apiBase }
    await budget.run(poll(server.host), undefined, (signal) => api.status(remote, signal))
    expect(server.seen).toHaveLength(1)
  })
})

describe('the service\'s own estimate of the wait (API notes §9)', () => {
  it.each<readonly [string, unknown, number, number | null]>([
    ['told', { success: true, data: { ahead: 4, estimated_wait_seconds: 240 } }, 200, 240],
    ['told as text', { success: 'true', data: { ahead: '4', estimated_wait_seconds: '240.5' } }, 200, 240.5],
    ['not offered', { message: 'Not Found' }, 404, null],
    ['without a number', { success: true, data: { ahead: 4 } }, 200, null],
    ['absurd', { success: true, data: { estimated_wait_seconds: 1e30 } }, 200, null],
    ['negative', { success: true, data: { estimated_wait_seconds: -3 } }, 200, null]
  ])('is read when %s', async (_what, body, status, expected) => {
    const { site, access } = await start((_request, response) => { sendJson(response, body, status) })
    expect(await site.queueWait(access, never)).toBe(expected)
    expect(server.seen[0]).toMatchObject({ path: '/api/app/queue/summary' })
  })

  it('is not asked for without a token', async () => {
    const { site } = await start((_request, response) => { sendJson(response, {}) })
    expect(await site.queueWait({ apiBase: server.apiBase, token: null })).toBeNull()
    expect(server.seen).toEqual([])
  })
})
