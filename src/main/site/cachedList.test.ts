import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../shared/errors/appError'
import { createCachedLists, type ListRequest } from './cachedList'

let folder = ''
let nowMs = 1_000
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'unbraid-lists-')) })
afterEach(async () => { await rm(folder, { recursive: true, force: true }) })

const log = { info: () => undefined, warn: () => undefined, error: () => undefined, registerSecret: () => undefined }
const lists = () => createCachedLists({ folder, clock: () => nowMs, log })
const read = (answer: unknown): number => {
  const number = z.number().safeParse(answer)
  if (!number.success) throw new AppError('notMvsep')
  return number.data
}
const asks = (ask: () => Promise<unknown>, refresh = false, key = 'news'): ListRequest<number> => ({ key, refresh, ask, read })
const offline = () => Promise.reject(new AppError('offline'))

it('asks where nothing is kept, and answers the copy at once afterwards', async () => {
  expect(await lists().load(asks(async () => 7))).toEqual({ value: 7, fetchedAtMs: 1_000, fromCache: false, refreshError: null })
  nowMs = 5_000
  expect(await lists().load(asks(() => Promise.reject(new Error('not asked'))))).toEqual({ value: 7, fetchedAtMs: 1_000, fromCache: true, refreshError: null })
  expect(await lists().load(asks(async () => 8, true))).toMatchObject({ value: 8, fetchedAtMs: 5_000, fromCache: false })
  nowMs = 1_000
})

it('answers the copy with the reason when the service cannot be asked, and fails where there is none', async () => {
  await lists().load(asks(async () => 7))
  expect(await lists().load(asks(offline, true))).toMatchObject({ value: 7, fetchedAtMs: 1_000, fromCache: true, refreshError: { code: 'offline' } })
  await expect(lists().load(asks(offline, false, 'queue'))).rejects.toMatchObject({ code: 'offline' })
})

it('keeps no answer that cannot be read, and passes over a damaged copy', async () => {
  await lists().load(asks(async () => 7))
  expect(await lists().load(asks(async () => 'nonsense', true))).toMatchObject({ value: 7, refreshError: { code: 'notMvsep' } })
  const [name = ''] = await readdir(folder)
  await writeFile(join(folder, name), '{"version":1,"ke')
  expect(await lists().load(asks(async () => 9))).toMatchObject({ value: 9, fromCache: false })
})

it('shares one asking, lets a bug be a bug, and keeps two hundred copies', async () => {
  let asked = 0
  const both = lists()
  const ask = async () => { asked += 1; return asked }
  expect(await Promise.all([both.load(asks(ask, true)), both.load(asks(ask, true))])).toMatchObject([{ value: 1 }, { value: 1 }])
  await expect(lists().load(asks(() => Promise.reject(new TypeError('bug')), true))).rejects.toBeInstanceOf(TypeError)
  for (let index = 0; index < 205; index += 1) await writeFile(join(folder, `${index}.json`), '{}')
  await lists().load(asks(async () => 1, true))
  expect(await readdir(folder)).toHaveLength(200)
})
