import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import account from '../mvsep/__fixtures__/account.json'
import captured from '../mvsep/__fixtures__/qualityChecker.json'
import { createCachedLists } from './cachedList'
import { createCheckerService, type CheckerParts } from './checkerService'
import { createExploreService, type ExploreParts } from './exploreService'

let folder = ''
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'unbraid-explore-')) })
afterEach(async () => { await rm(folder, { recursive: true, force: true }) })

const log = { info: () => undefined, warn: () => undefined, error: () => undefined, registerSecret: () => undefined }
const TOKEN = 'Q7rT2mZx9LkWv4NcB8sHdJ3fGpYa6E'
const access = { apiBase: 'https://mvsep.com/api', token: TOKEN }
const page = { service: 'mvsep', start: 0, limit: 10, refresh: false } as const
const never = () => Promise.reject(new AppError('offline'))

function explore(change: Partial<ExploreParts> = {}) {
  const site: ExploreParts['site'] = {
    news: async () => account.news, demos: async () => captured.demo, queue: async () => account.queue, queueSummary: async () => captured.queueSummary, queueWait: never
  }
  return createExploreService({
    site, checker: { queue: async () => captured.queue, leaderboard: async () => captured.leaderboard, entry: async () => ({ data: captured.leaderboard.data[0] }) },
    separations: { currentQueue: async () => [{ hash: 'h', createdAtMs: null, renderId: null, hoursLeft: null }].map((row) => ({ ...row, algorithmName: null, credits: null, isKept: true })) },
    accessFor: async () => access, lists: createCachedLists({ folder: join(folder, 'lists'), clock: () => 1_000, log }), folder, log,
    baseNow: () => access.apiBase, accountId: () => 'ann', ...change
  })
}

it('tells the queue with one’s own place, also where the service offers no summary', async () => {
  expect((await explore().queue(page)).value).toMatchObject({ ownPlan: 'registered', ahead: 4, waitSeconds: 95, ownJobs: 1, queue: { inProcess: 21 } })
  const site = { news: never, demos: never, queue: async () => account.queue, queueSummary: never, queueWait: never }
  expect((await explore({ site, separations: { currentQueue: never } }).queue({ ...page, refresh: true })).value).toMatchObject({ ahead: null, waitSeconds: null, ownJobs: null })
})

it('keeps every list for when the service is away, and the token in none of them', async () => {
  const online = explore()
  const ask = (of: typeof online) => Promise.all([
    of.news({ ...page, language: 'en' }), of.queue(page), of.demos({ ...page, algorithmId: null }), of.checkerQueue(page), of.checkerEntry({ ...page, entryId: 7675 }),
    of.leaderboard({ ...page, datasetType: 1, sort: null, name: '' })
  ])
  const told = await ask(online)
  const offline = await ask(explore({ accessFor: never }))
  expect(offline.map(({ value }) => value)).toEqual(told.map(({ value }) => value))
  expect(offline.every(({ fromCache }) => fromCache)).toBe(true)
  for (const name of await readdir(join(folder, 'lists'))) expect(await readFile(join(folder, 'lists', name), 'utf8')).not.toContain(TOKEN)
})

it('takes what another server told, or somebody else’s place, for none of its own', async () => {
  await explore().queue(page)
  for (const change of [{ baseNow: () => 'https://other.example/api' }, { accountId: () => 'ben' }]) {
    await expect(explore({ ...change, accessFor: never }).queue(page)).rejects.toMatchObject({ code: 'offline' })
  }
})

it('remembers over a restart which news were read, never going back; a damaged memory counts as none', async () => {
  const first = explore()
  expect((await first.news({ ...page, language: 'en' })).value.readUpToId).toBe(0)
  await first.markNewsRead('mvsep', 38)
  await first.markNewsRead('mvsep', 3)
  expect((await explore().news({ ...page, language: 'en' })).value.readUpToId).toBe(38)
  await writeFile(join(folder, 'read-news.json'), '{"mvs')
  expect((await explore().news({ ...page, language: 'en' })).value.readUpToId).toBe(0)
})

const draft = { algorithmName: 'Mine', text: 'x', datasetType: 1, isEnsemble: false, password: 'open sesame' }
const checker = (change: Partial<CheckerParts> = {}) => createCheckerService({
  api: { add: async () => ({ outcome: 'added', entryId: 1 }), remove: async () => ({ accepted: true, message: null }) },
  accessFor: async () => access, chooseZip: async () => join(folder, 'stems.zip'), clock: () => 0, ...change
})

it('sends only the zip that was chosen, one at a time, and stops at a word', async () => {
  await writeFile(join(folder, 'stems.zip'), 'PK')
  const sent: string[] = []
  const service = checker({
    api: {
      remove: async () => ({ accepted: true, message: null }),
      add: (_access, { zip: { path } }, { signal, onProgress }) => new Promise((_resolve, reject) => {
        sent.push(path)
        onProgress(1, 2)
        onProgress(1, 2)
        signal.addEventListener('abort', () => { reject(new AppError('cancelled')) })
      })
    }
  })
  const told: unknown[] = []
  service.onProgress((progress) => told.push(progress))
  const zip = await service.chooseZip()
  expect(zip).toMatchObject({ fileName: 'stems.zip', sizeBytes: 2 })
  await expect(service.submit('mvsep', 'another', draft)).rejects.toMatchObject({ code: 'invalidInput' })
  const sending = service.submit('mvsep', zip?.zipId ?? '', draft)
  const ended = expect(sending).rejects.toMatchObject({ code: 'cancelled' })
  await expect(service.submit('mvsep', zip?.zipId ?? '', draft)).rejects.toMatchObject({ code: 'invalidInput' })
  await new Promise(setImmediate)
  service.cancelSubmit()
  await ended
  expect(sent).toEqual([join(folder, 'stems.zip')])
  expect(told).toEqual([{ sentBytes: 1, totalBytes: 2 }])
})

it('says of a zip that is not there, or empty, that it is so; a closed dialog chooses none', async () => {
  await expect(checker({ chooseZip: async () => join(folder, 'gone.zip') }).chooseZip()).rejects.toMatchObject({ code: 'fileMissing', subject: 'gone.zip' })
  await writeFile(join(folder, 'stems.zip'), '')
  await expect(checker().chooseZip()).rejects.toMatchObject({ code: 'fileEmpty' })
  expect(await checker({ chooseZip: async () => null }).chooseZip()).toBeNull()
})
