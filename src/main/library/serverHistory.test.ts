import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttp } from '../mvsep/http'
import { createSeparationsApi } from '../mvsep/separations'
import { sendJson, startLoopbackServer, type Answering, type LoopbackServer } from '../mvsep/testing/loopbackServer'
import { toHistoryRow } from '../mvsep/toDomain'
import { createCachedLists } from '../site/cachedList'
import { createServerHistory, type ServerHistory } from './serverHistory'

// The shape of a captured row (API notes §8).
const ROW = {
  id: 1074359, hash: '20240212161927-413c481b80-10-track.mp3', created_at: '2024-02-12 16:19:29', updated_at: '2024-02-12 16:19:29', job_exists: true, credits: 2,
  time_left: 41, algorithm: { name: 'Demucs4 HT (vocals, drums, bass, other)', algorithm_group_id: 2, orientation: 1, render_id: 20, algorithm_group: { id: 2, name: 'HQ Models' } }
}
const READ = {
  hash: ROW.hash, createdAtMs: Date.UTC(2024, 1, 12, 16, 19, 29), renderId: 20, algorithmName: 'Demucs4 HT (vocals, drums, bass, other)', credits: 2, hoursLeft: 41, isKept: true
}
const TOKEN = 'HistoryTokenHistoryTokenHistor'
const log = { info: () => undefined, warn: () => undefined, error: () => undefined, registerSecret: () => undefined }

let folder = ''
let server: LoopbackServer
let answer: Answering
let token: string | null = TOKEN
let accountId: string | null = 'ann'
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-history-'))
  server = await startLoopbackServer((request, response) => { answer(request, response) })
  token = TOKEN
  accountId = 'ann'
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const history = (): ServerHistory => createServerHistory({
  api: createSeparationsApi({ http: createHttp({ userAgent: 'Unbraid/test' }), postMultipart: () => Promise.reject(new Error('nothing is sent')) }),
  access: () => ({ apiBase: server.apiBase, token }), accountId: () => accountId,
  lists: createCachedLists({ folder, clock: () => 1_000, log })
})
const rows = (count: number): unknown[] => Array.from({ length: count }, (_each, index) => ({ ...ROW, hash: `20240212161927-413c481b80-${index}.mp3` }))

describe('a row of the history', () => {
  it('is read as it was captured', () => {
    expect(toHistoryRow(ROW)).toEqual([READ])
  })

  it.each([
    ['numbers as text, and 1 for true', { ...ROW, credits: '2', time_left: '41', job_exists: 1 }, READ],
    ['no credits, long gone', { ...ROW, credits: null, time_left: -900 }, { ...READ, credits: null, hoursLeft: -900 }],
    ['a job that exists no more', { ...ROW, job_exists: 0 }, { ...READ, isKept: false }],
    ['no algorithm', { hash: ROW.hash }, { hash: ROW.hash, createdAtMs: null, renderId: null, algorithmName: null, credits: null, hoursLeft: null, isKept: true }],
    ['a number that is no algorithm’s', { ...ROW, algorithm: { name: ' ', render_id: -1.5 } }, { ...READ, renderId: null, algorithmName: null }]
  ])('with %s', (_what, sent, read) => {
    expect(toHistoryRow(sent)).toEqual([read])
  })

  it('is read from anything without failing', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.record({ hash: fc.string(), credits: fc.anything(), time_left: fc.anything(), job_exists: fc.anything(), algorithm: fc.anything() })), (sent) => {
      for (const row of toHistoryRow(sent)) expect(row.hash).not.toBe('')
    }))
  })
})

describe('the history of the account', () => {
  it('comes in pages of 20, and a damaged row does not end it', async () => {
    answer = ({ query }, response) => {
      const [start, limit] = [Number(query.get('start')), Number(query.get('limit'))]
      sendJson(response, { success: true, data: [...rows(19), { hash: 7 }, ...rows(25).slice(20)].slice(start, start + limit) })
    }
    expect((await history().page(0, false)).value).toMatchObject({ hasMore: true, rows: { length: 19 } })
    expect((await history().page(20, false)).value).toMatchObject({ hasMore: false, rows: { length: 5 } })
    expect(server.seen.map(({ query }) => [query.get('start'), query.get('limit')])).toEqual([['0', '20'], ['20', '20']])
  })

  it('is kept for when the service is away, one copy an account, without the token', async () => {
    answer = (_request, response) => { sendJson(response, { success: true, data: [ROW] }) }
    await history().page(0, false)
    await server.close()
    expect(await history().page(0, true)).toMatchObject({ value: { rows: [READ] }, fetchedAtMs: 1_000, fromCache: true, refreshError: { code: 'serverUnreachable' } })
    accountId = 'ben'
    await expect(history().page(0, false)).rejects.toMatchObject({ code: 'serverUnreachable' })
    const [name = ''] = await readdir(folder)
    expect(await readFile(join(folder, name), 'utf8')).not.toContain(TOKEN)
  })

  it('is nobody’s while nobody is signed in', async () => {
    token = null
    await expect(history().page(0, false)).rejects.toMatchObject({ code: 'tokenMissing' })
    expect(server.seen).toEqual([])
  })

  it.each([
    ['an answer without rows', (response: Parameters<Answering>[1]) => { sendJson(response, { success: true, data: 'none' }) }, 'notMvsep'],
    ['a page of a gateway', (response: Parameters<Answering>[1]) => { sendJson(response, '<html>', 502) }, 'serverError'],
    ['a refused token', (response: Parameters<Answering>[1]) => { sendJson(response, { success: false, message: 'Invalid API key' }, 401) }, 'tokenInvalid']
  ])('fails with %s', async (_what, send, code) => {
    answer = (_request, response) => { send(response) }
    await expect(history().page(0, false)).rejects.toMatchObject({ code })
  })
})

describe('deleting from the history', () => {
  it('tells what the service said', async () => {
    answer = (_request, response) => { sendJson(response, { success: true, data: { message: 'deleted' } }) }
    expect(await history().remove(ROW.hash)).toEqual({ outcome: 'deleted' })
    expect(server.seen).toMatchObject([{ method: 'POST', path: '/api/separation/delete' }])
    answer = (_request, response) => { sendJson(response, { success: false, data: { message: 'Not yours' } }, 400) }
    expect(await history().remove(ROW.hash)).toMatchObject({ outcome: 'refused', message: 'Not yours' })
    await server.close()
    expect(await history().remove(ROW.hash)).toMatchObject({ outcome: 'unheard', error: { code: 'serverUnreachable' } })
  })
})
