import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLocalService } from '../local-service/createLocalService'
import type { Job } from '../shared/domain/job'
import { createApp, type AppParts } from './createApp'
import type { LocalServiceProcess } from './localService/localServiceHost'
import { ask, sendSample, testParts } from './testing/testApp'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-app-'))
})
afterEach(() => rm(folder, { recursive: true, maxRetries: 5 }))

/** The real local service, in this process instead of one of its own. */
function launchHere(dataFolder: string): LocalServiceProcess {
  const started = createLocalService({ dataDir: dataFolder, port: 0 })
  let end: (ended: { reason: string }) => void
  const ended = new Promise<{ reason: string }>((resolve) => {
    end = resolve
  })
  const kill = (): void => void started.then(({ close }) => close()).then(() => { end({ reason: 'killed' }) })
  return { apiBase: started.then(({ baseUrl }) => baseUrl), ended, kill }
}

const parts = (): AppParts => testParts(folder, { apiBase: 'http://127.0.0.1:9/api', launchLocalService: launchHere })

/** Open timers, sockets, servers, threads and files of this process, less those of the test runner at the start. */
function openedSince(before: readonly string[]): string[] {
  const left = [...before]
  return process.getActiveResourcesInfo().filter((kind) => {
    const known = left.indexOf(kind)
    if (known >= 0) left.splice(known, 1)
    return known < 0
  })
}

it('A7-9: tells of notes that could not be read, by what they were of, at the start that found them, and goes on', async () => {
  const inProfile = (...names: string[]): string => join(folder, 'profile', ...names)
  for (const room of ['recipe-runs', 'splits', 'watch-folders']) {
    await mkdir(inProfile(room), { recursive: true })
    await writeFile(inProfile(room, '00000000-0000-4000-8000-000000000001.json'), '{"version":1,')
  }
  for (const list of ['settings', 'presets']) await writeFile(inProfile(`${list}.json`), '[1,')
  await writeFile(inProfile('recipes.json'), JSON.stringify({ version: 1, recipes: [{ id: 7 }] }))
  const noticesOf = async (): Promise<unknown> => {
    const app = await createApp(parts())
    const { notices } = app.services.snapshot()
    await app.dispose()
    return notices
  }
  const lists = { kind: 'listsDamaged', of: ['settings', 'presets', 'recipes'] }
  expect(await noticesOf()).toEqual([{ kind: 'notesDamaged', of: ['runs', 'splits', 'watches'] }, lists])
  // A recipe that is set aside stays in its file until that is written.
  expect(await noticesOf()).toEqual([{ ...lists, of: ['recipes'] }])
  expect((await readdir(inProfile('recipe-runs')))[0]).toContain('.damaged-')
})

it('ends only once what was changed in its last moment is on disk', async () => {
  const app = await createApp(parts())
  const mixer = { stems: [], masterGain: 0.5, loop: null, rate: 1, semitones: 0 }
  const jobIds = Array.from({ length: 200 }, (_, number) => `job-${number}`)
  const answers = jobIds.map((jobId) => app.handle('studio:saveMixer', { jobId, mixer }))
  await app.dispose()
  expect(await readdir(join(folder, 'profile', 'mixers'))).toHaveLength(jobIds.length)
  for (const answer of await Promise.all(answers)) expect(answer.ok).toBe(true)
})

it('separates, plays and exports through its commands, and leaves nothing open behind', async () => {
  const before = process.getActiveResourcesInfo()
  const app = await createApp(parts())
  const { services, dispose } = app
  const call = (name: string, input?: unknown): Promise<unknown> => ask(app, name, input)
  const ready = new Promise<Job>((resolve, reject) => {
    services.onFact((name, fact) => {
      if (name !== 'jobs:changed') return
      for (const job of (fact as { jobs: readonly Job[] }).jobs) {
        if (job.phase === 'ready') resolve(job)
        if (job.phase === 'failed') reject(new Error(JSON.stringify(job.error)))
      }
    })
  })
  await services.start()
  await sendSample(app, 'local')
  const { id: jobId } = await ready
  const session = (await call('studio:open', { jobId })) as { stems: { pcmUrl: string }[] }
  expect(session.stems).toHaveLength(2)
  const response = await services.studio.respond(session.stems[0]?.pcmUrl ?? '', 'bytes=0-7', 'GET')
  expect(response.status).toBe(206)
  await response.arrayBuffer()
  expect(await call('exports:start', {
    jobId, what: { kind: 'stems', stemIndexes: [0, 1] }, range: null, format: 'same', lowerByDecibels: 0, template: '{title} ({stem})', tags: true,
    estimates: { bpm: null, key: null }, exportId: 'one', place: 'folder', zip: false, collision: 'number', agreedNames: [], mayClip: false
  })).toMatchObject({ fileNames: [expect.any(String), expect.any(String)] })
  expect(openedSince(before)).not.toEqual([])
  await dispose()
  await expect.poll(() => openedSince(before)).toEqual([])
})

it('refuses an API base that would send the token over plain http', async () => {
  await expect(createApp({ ...parts(), apiBase: 'http://example.org/api' })).rejects.toMatchObject({ code: 'invalidInput' })
})
