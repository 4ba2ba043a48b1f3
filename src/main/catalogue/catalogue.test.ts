import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError, type ErrorCode } from '../../shared/errors/appError'
import { silentLog } from '../log/log'
import { createAlgorithmsApi } from '../mvsep/algorithms'
import rows from '../mvsep/__fixtures__/algorithms.json'
import { createHttp, type Http } from '../mvsep/http'
import { send, sendJson, startLoopbackServer, type Answering, type LoopbackServer } from '../mvsep/testing/loopbackServer'
import { createCatalogueService, type CatalogueChange, type CatalogueParts, type CatalogueService } from './catalogueService'

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
  for (const service of opened.splice(0)) await service.dispose()
  http.dispose()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const opened: CatalogueService[] = []
const open = (change: Partial<CatalogueParts> = {}): CatalogueService => {
  const service = createCatalogueService({
    api: createAlgorithmsApi(http), accessFor: () => ({ apiBase: server.apiBase, token: null }), folder, clock: () => nowMs, log: silentLog, ...change
  })
  opened.push(service)
  return service
}
/** The next list that follows one already answered. */
const nextChange = (catalogue: CatalogueService): Promise<CatalogueChange> => new Promise((resolve) => {
  const end = catalogue.onChange((change) => {
    end()
    resolve(change)
  })
})
const file = (): string => join(folder, 'catalogue-mvsep.json')
const broken: Answering = (_request, response) => send(response, '<h1>502</h1>', 502)

describe('the catalogue', () => {
  it('is asked for once, then answers from memory; after a day it is renewed behind the answer', async () => {
    const catalogue = open()
    const first = await catalogue.load('mvsep', false)
    expect([first.algorithms.length, first.unreadableRows, first.fetchedAtMs, first.fromCache, first.refreshError]).toEqual([3, 5, nowMs, false, null])
    nowMs += 24 * 3_600_000 - 1
    expect(await catalogue.load('mvsep', false)).toBe(first)
    expect(server.seen).toHaveLength(1)
    nowMs += 1
    const change = nextChange(catalogue)
    expect(await catalogue.load('mvsep', false)).toBe(first)
    expect(await change).toMatchObject({ service: 'mvsep', catalogue: { fetchedAtMs: nowMs, fromCache: false } })
    await catalogue.load('mvsep', true)
    expect(server.seen).toHaveLength(3)
  })

  it('asks once for everyone who waits, and each service by itself', async () => {
    const catalogue = open()
    await Promise.all([catalogue.load('mvsep', false), catalogue.load('mvsep', true), catalogue.load('mvsep', false), catalogue.load('local', false)])
    expect(server.seen).toHaveLength(2)
    expect(readdirSync(folder).sort()).toEqual(['catalogue-local.json', 'catalogue-mvsep.json'])
  })

  it('is there at once after a restart, and the fresh one follows', async () => {
    await open().load('mvsep', false)
    const fetchedAtMs = nowMs
    nowMs += 60_000
    const waiting: ServerResponse[] = []
    answer = (_request, response) => void waiting.push(response)
    const catalogue = open()
    const change = nextChange(catalogue)
    const [copy, again] = await Promise.all([catalogue.load('mvsep', false), catalogue.load('mvsep', false)])
    expect([copy.algorithms.length, copy.fromCache, copy.fetchedAtMs, copy.refreshError]).toEqual([3, true, fetchedAtMs, null])
    expect(again).toBe(copy)
    const refreshed = catalogue.load('mvsep', true)
    await expect.poll(() => waiting.length).toBe(1)
    for (const response of waiting) sendJson(response, rows)
    expect((await change).catalogue).toMatchObject({ fromCache: false, fetchedAtMs: nowMs })
    expect(await refreshed).toBe((await change).catalogue)
    expect(server.seen).toHaveLength(2)
  })

  it('does not wait for the local service to start before it shows the copy', async () => {
    await open().load('local', false)
    const catalogue = open({ accessFor: () => new Promise(() => undefined) })
    expect(await catalogue.load('local', false)).toMatchObject({ fromCache: true, algorithms: { length: 3 } })
  })

  it.each<[string, ErrorCode, () => Promise<void> | void, Partial<CatalogueParts>]>([
    ['is out of reach', 'serverUnreachable', () => server.close(), {}],
    ['is in trouble', 'serverError', () => void (answer = broken), {}],
    ['gives a sign-in page', 'notMvsep', () => void (answer = (_request, response) => send(response, '<html>hotel</html>')), {}],
    ['gives an empty list', 'notMvsep', () => void (answer = (_request, response) => sendJson(response, [])), {}],
    ['gives rows nobody can read', 'notMvsep', () => void (answer = (_request, response) => sendJson(response, [{ a: 1 }])), {}],
    ['does not start', 'localServiceFailed', () => undefined, { accessFor: () => Promise.reject(new AppError('localServiceFailed')) }]
  ])('stays as it was kept, with the reason, when the service %s', async (_what, code, trouble, change) => {
    await open().load('mvsep', false)
    const fetchedAtMs = nowMs
    nowMs += 60_000
    await trouble()
    const catalogue = open(change)
    const told = nextChange(catalogue)
    expect(await catalogue.load('mvsep', false)).toMatchObject({ algorithms: { length: 3 }, fromCache: true, fetchedAtMs, refreshError: null })
    expect((await told).catalogue).toMatchObject({ algorithms: { length: 3 }, fromCache: true, fetchedAtMs, refreshError: { code } })
    expect(await catalogue.load('mvsep', true)).toMatchObject({ algorithms: { length: 3 }, fetchedAtMs, refreshError: { code } })
    expect(existsSync(file())).toBe(true)
  })

  it('asks again as soon as the service is back', async () => {
    await open().load('mvsep', false)
    answer = broken
    const catalogue = open()
    const failed = nextChange(catalogue)
    await catalogue.load('mvsep', false)
    expect((await failed).catalogue.refreshError).toMatchObject({ code: 'serverError' })
    answer = (_request, response) => sendJson(response, rows)
    const renewed = nextChange(catalogue)
    expect((await catalogue.load('mvsep', false)).refreshError).toMatchObject({ code: 'serverError' })
    expect((await renewed).catalogue).toMatchObject({ fromCache: false, refreshError: null })
  })

  it('answers a refresh that fails with what it knows', async () => {
    const catalogue = open()
    const { fetchedAtMs } = await catalogue.load('mvsep', false)
    rmSync(folder, { recursive: true })
    answer = broken
    nowMs += 5_000
    expect(await catalogue.load('mvsep', true)).toMatchObject({ fromCache: false, fetchedAtMs, algorithms: { length: 3 }, refreshError: { code: 'serverError' } })
  })

  it('answers a refresh that fails right after the start with the copy', async () => {
    await open().load('mvsep', false)
    answer = broken
    expect(await open().load('mvsep', true)).toMatchObject({ fromCache: true, algorithms: { length: 3 }, refreshError: { code: 'serverError' } })
  })

  it('describes an algorithm from the rows it holds, in the language asked for', async () => {
    const catalogue = open()
    expect(await catalogue.describe('mvsep', 77, 'de')).toEqual({ language: 'en', text: [{ kind: 'paragraph', children: [{ kind: 'text', text: 'Long.' }] }] })
    expect(await catalogue.describe('mvsep', 0, 'de')).toBeNull()
    expect(await catalogue.describe('mvsep', 4_242, 'de')).toBeNull()
    expect(server.seen).toHaveLength(1)
    answer = broken
    expect((await open().describe('mvsep', 77, 'en'))?.language).toBe('en')
    await expect(open().describe('local', 77, 'en')).rejects.toMatchObject({ code: 'serverError' })
  })

  it('stops asking when it is put away, and tells nobody any more', async () => {
    await open().load('mvsep', false)
    const asked = new Promise<void>((resolve) => { answer = () => resolve() })
    const catalogue = open()
    const told: unknown[] = []
    catalogue.onChange((change) => told.push(change))
    await catalogue.load('mvsep', false)
    const refreshed = catalogue.load('mvsep', true)
    await asked
    await catalogue.dispose()
    await expect(refreshed).rejects.toMatchObject({ code: 'cancelled' })
    expect(told).toEqual([])
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
