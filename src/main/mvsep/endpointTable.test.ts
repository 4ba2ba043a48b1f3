import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { createAccountApi } from './account'
import { createAlgorithmsApi } from './algorithms'
import { createHttp } from './http'
import { createQualityCheckerApi } from './qualityChecker'
import { createSeparationsApi } from './separations'
import { createSiteApi } from './site'

const ROOT = resolve(import.meta.dirname, '../../..')
const http = createHttp({ userAgent: 'Unbraid/test' })
const postMultipart = () => Promise.reject(new Error('nothing is sent here'))
const APIS: Readonly<Record<string, object>> = {
  separations: createSeparationsApi({ http, postMultipart }), account: createAccountApi(http), algorithms: createAlgorithmsApi(http),
  site: createSiteApi(http), checker: createQualityCheckerApi({ http, postMultipart })
}

interface Row {
  readonly endpoint: string
  readonly methods: readonly string[]
  readonly client: readonly string[]
  readonly views: readonly string[]
  readonly routes: readonly string[]
  readonly tests: readonly string[]
}

const quoted = (cell = ''): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)

const [, section = ''] = readFileSync(join(ROOT, 'docs', 'api-notes.md'), 'utf8').split('## Endpoint, client, view, test')
const rows: readonly Row[] = (section.split('\n## ')[0] ?? '').split('\n').flatMap((line) => {
  const [, endpoint = '', methods, client, views, routes, tests] = line.split('|').map((cell) => cell.trim())
  return tests === undefined || endpoint === 'endpoint' || endpoint.startsWith('---')
    ? []
    : [{ endpoint, methods: quoted(methods), client: quoted(client), views: quoted(views), routes: quoted(routes), tests: quoted(tests) }]
})

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))

const TESTS = new Set(['src', 'e2e'].flatMap(filesBelow).map((path) => basename(path)).filter((name) => /\.(test|spec)\.tsx?$/.test(name)))

it('the table of endpoints names every method of the client once, and none that it has not', () => {
  const named = rows.flatMap(({ methods }) => methods).sort()
  const real = Object.entries(APIS).flatMap(([api, methods]) => Object.keys(methods).map((method) => `${api}.${method}`)).sort()
  expect(named).toEqual(real)
})

it('the table knows every address the client asks', () => {
  const sources = filesBelow('src/main/mvsep').filter((path) => !path.endsWith('.test.ts') && !path.includes('testing')).map((path) => readFileSync(path, 'utf8'))
  const asked = sources.flatMap((source) => [...source.matchAll(/apiBase\}\/((?:app|separation|quality_checker)\/[^`'"]*)/g)].map(([, path = '']) => path))
  const endpoints = rows.flatMap(({ endpoint }) => quoted(endpoint))
  expect(asked.length).toBeGreaterThan(15)
  // An address that is put together (enable or disable, which switch) is known by how it begins.
  expect(asked.filter((path) => !endpoints.some((known) => (path.includes('${') ? known.startsWith(path.split('${')[0] ?? '') : known === path)))).toEqual([])
})

it.each(rows)('the row of $endpoint names files that are there', ({ methods, client, views, routes, tests }) => {
  for (const file of client) expect([file, existsSync(join(ROOT, 'src/main', file))]).toEqual([file, true])
  for (const view of views) expect([view, existsSync(join(ROOT, 'src/renderer/src/views', view))]).toEqual([view, true])
  for (const route of routes) expect([route, existsSync(join(ROOT, 'src/local-service/http', route))]).toEqual([route, true])
  for (const test of tests) expect([test, TESTS.has(test)]).toEqual([test, true])
  if (methods.length > 0) {
    expect(client.length * views.length * routes.length).toBeGreaterThan(0)
    expect(tests.some((test) => test.endsWith('.test.ts')) && tests.some((test) => test.endsWith('.spec.ts'))).toBe(true)
  }
})
