import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLocalService, type LocalService } from '../../local-service/createLocalService'
import { createPostMultipart } from '../transfers/upload'
import { createAccountApi } from './account'
import { createHttp } from './http'
import { createQualityCheckerApi } from './qualityChecker'
import { readCheckerEntry, readCheckerQueue, readLeaderboard } from './toChecker'

const http = createHttp({ userAgent: 'Unbraid/test' })
const api = createQualityCheckerApi({ http, postMultipart: createPostMultipart() })
const watch = { signal: new AbortController().signal, onProgress: () => undefined, onLastBytes: () => undefined }
let folder = ''
let service: LocalService
let access = { apiBase: '', token: '' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-checker-'))
  service = await createLocalService({ dataDir: join(folder, 'service'), port: 0 })
  const account = createAccountApi(http)
  const who = { email: 'ann@example.org', password: 'correct horse' }
  await account.register(service.baseUrl, { name: 'Ann', ...who })
  access = { apiBase: service.baseUrl, token: (await account.login(service.baseUrl, who)).apiToken ?? '' }
})
afterAll(async () => {
  await service.close()
  http.dispose()
  await rm(folder, { recursive: true, force: true })
})

const submission = (path: string) => ({ zip: { path, fileName: 'stems.zip' }, algorithmName: 'Mine "quoted"', text: 'Home made', datasetType: 2, isEnsemble: true, password: 'open sesame' })

it('sends an entry over real HTTP, finds it in the queue and alone, and deletes it by its password only', async () => {
  const path = join(folder, 'stems.zip')
  await writeFile(path, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(2_000_000)]))
  const steps: number[] = []
  const answer = await api.add(access, submission(path), { ...watch, onProgress: (sentBytes) => steps.push(sentBytes) })
  expect(answer).toEqual({ outcome: 'added', entryId: 1 })
  expect(steps.at(-1)).toBeGreaterThan(2_000_000)
  expect(readCheckerQueue(await api.queue(access, { start: 0, limit: 20 }), 20).items).toMatchObject([{ id: 1, algorithmName: 'Mine "quoted"', datasetType: 2, isEnsemble: true, status: 'waiting' }])
  expect(readCheckerEntry(await api.entry(access, 1))).toMatchObject({ id: 1, text: [{ kind: 'paragraph' }] })
  expect(readLeaderboard(await api.leaderboard(access, { start: 0, limit: 20, datasetType: 2, sort: null, name: '' }), 20)).toMatchObject({ entries: [], sortables: [] })
  expect(await api.remove(access, 1, 'a guess')).toMatchObject({ accepted: false, message: 'Entry and password do not belong together.' })
  expect(await api.remove(access, 1, 'open sesame')).toEqual({ accepted: true, message: 'successfully deleted' })
  await expect(api.entry(access, 1)).rejects.toMatchObject({ code: 'jobNotFound' })
})

it('tells at which field a zip is not one, and sends nothing without a token', async () => {
  const path = join(folder, 'text.zip')
  await writeFile(path, 'no archive')
  expect(await api.add(access, submission(path), watch)).toMatchObject({ outcome: 'refused', fields: { zipfile: 'The zipfile must be a zip archive.' } })
  await expect(api.add({ ...access, token: null }, submission(path), watch)).rejects.toMatchObject({ code: 'tokenMissing' })
  await expect(api.add({ ...access, token: 'x'.repeat(30) }, submission(path), watch)).rejects.toMatchObject({ code: 'tokenInvalid' })
})
