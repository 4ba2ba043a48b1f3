import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import { silentLog } from '../log/log'
import { createAlgorithmsApi } from '../mvsep/algorithms'
import rows from '../mvsep/__fixtures__/algorithms.json'
import { createHttp, type Http } from '../mvsep/http'
import { send, sendJson, startLoopbackServer, type Answering, type LoopbackServer } from '../mvsep/testing/loopbackServer'
import { createCatalogueService, type CatalogueParts } from './catalogueService'

let folder = ''
let server: LoopbackServer
let http: Http
let answer: Answering
let nowMs = 0
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unbraid-catalogue-'))
  nowMs = 1_000_000
  answer = (_request, response) => sendJson(response, rows)
  server = await startLoopbackServer((request, response) => answer(request, response))
  http = createHttp({ userAgent: 'Unbraid/test' })
})
afterEach(async () => {
  http.dispose()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = (change: Partial<CatalogueParts> = {}) =>
  createCatalogueService({
    api: createAlgorithmsApi(http), accessFor: () => ({ apiBase: server.apiBase, token: null }), folder, clock: () => nowMs, log: silentLog, ...change
  })
const file = (): string => join(folder, 'catalogue-mvsep.json')
const broken: Answering = (_request, response) => send(response, '<h1>502</h1>', 502)

describe('the catalogue', () => {
  it('is asked for once, then answers from memory for a day', async () => {
    const catalogue = open()
    const first = await catalogue.load('mvsep', false)
    expect([first.algorithms.length, first.unreadableRows, first.fetchedAtMs, first.fromCache]).toEqual([3, 5, nowMs, false])
    nowMs += 24 * 3_600_000 - 1
    expect(await catalogue.load('mvsep', false)).toBe(first)
    expect(server.seen).toHaveLength(1)
    nowMs += 1
    expect((await catalogue.load('mvsep', false)).fetchedAtMs).toBe(nowMs)
    await catalogue.load('mvsep', true)
    expect(server.seen).toHaveLength(3)
  })

  it('asks once for everyone who waits, and each service by itself', async () => {
    const catalogue = open()
    await Promise.all([catalogue.load('mvsep', false), catalogue.load('mvsep', true), catalogue.load('mvsep', false), catalogue.load('local', false)])
    expect(server.seen).toHaveLength(2)
    expect(readdirSync(folder).sort()).toEqual(['catalogue-local.json', 'catalogue-mvsep.json'])
  })

  it.each<[string, () => Promise<void> | void, Partial<CatalogueParts>]>([
    ['is out of reach', () => server.close(), {}],
    ['is in trouble', () => void (answer = broken), {}],
    ['gives a sign-in page', () => void (answer = (_request, response) => send(response, '<html>hotel</html>')), {}],
    ['gives an empty list', () => void (answer = (_request, response) => sendJson(response, [])), {}],
    ['gives rows nobody can read', () => void (answer = (_request, response) => sendJson(response, [{ a: 1 }])), {}],
    ['does not start', () => undefined, { accessFor: () => Promise.reject(new AppError('localServiceFailed')) }]
  ])('comes from the disk after a restart when the service %s', async (_what, trouble, change) => {
    await open().load('mvsep', false)
    const fetchedAtMs = nowMs
    nowMs += 60_000
    await trouble()
    const catalogue = open(change)
    const copy = await catalogue.load('mvsep', false)
    expect([copy.algorithms.length, copy.fromCache, copy.fetchedAtMs]).toEqual([3, true, fetchedAtMs])
  })

  it('asks again as soon as the service is back', async () => {
    await open().load('mvsep', false)
    answer = broken
    const catalogue = open()
    expect((await catalogue.load('mvsep', false)).fromCache).toBe(true)
    answer = (_request, response) => sendJson(response, rows)
    expect((await catalogue.load('mvsep', false)).fromCache).toBe(false)
  })

  it('answers a refresh that fails with what it knows', async () => {
    const catalogue = open()
    await catalogue.load('mvsep', false)
    rmSync(folder, { recursive: true })
    answer = broken
    expect(await catalogue.load('mvsep', true)).toMatchObject({ fromCache: true, algorithms: { length: 3 } })
  })

  it('says what is wrong when there is no copy', async () => {
    answer = broken
    await expect(open().load('mvsep', false)).rejects.toMatchObject({ code: 'serverError' })
  })

  it('does not take the copy of another server', async () => {
    await open().load('mvsep', false)
    answer = broken
    const elsewhere = open({ accessFor: () => ({ apiBase: `${server.apiBase}/v2`, token: null }) })
    await expect(elsewhere.load('mvsep', false)).rejects.toMatchObject({ code: 'serverError' })
  })

  it('puts a damaged copy aside and goes on', async () => {
    answer = broken
    writeFileSync(file(), '{"version":1,"rows":[')
    await expect(open().load('mvsep', false)).rejects.toMatchObject({ code: 'serverError' })
    expect([existsSync(file()), readFileSync(`${file()}.damaged`, 'utf8')]).toEqual([false, '{"version":1,"rows":['])
    answer = (_request, response) => sendJson(response, rows)
    expect((await open().load('mvsep', false)).algorithms).toHaveLength(3)
    expect(existsSync(file())).toBe(true)
  })

  it('is there also when it cannot be kept', async () => {
    mkdirSync(file())
    expect((await open().load('mvsep', false)).algorithms).toHaveLength(3)
  })

  it('meets any file on disk with a catalogue or an AppError', async () => {
    answer = broken
    const good = JSON.stringify({ version: 1, apiBase: server.apiBase, fetchedAtMs: 1, rows })
    const content = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.nat(good.length).map((at) => good.slice(0, at)), fc.jsonValue().map((value) => JSON.stringify({ ...(JSON.parse(good) as object), rows: [value] })))
    await fc.assert(
      fc.asyncProperty(content, async (text) => {
        writeFileSync(file(), text)
        const outcome: unknown = await open().load('mvsep', false).catch((error: unknown) => error)
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AppError)
      }),
      { numRuns: 60 }
    )
  })
})
