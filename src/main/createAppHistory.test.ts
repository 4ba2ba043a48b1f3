import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createLocalService } from '../local-service/createLocalService'
import type { Algorithm } from '../shared/domain/algorithm'
import { defaultPlan } from '../shared/domain/defaultPlan'
import type { Job } from '../shared/domain/job'
import type { Kept } from '../shared/domain/kept'
import type { HistoryPage } from '../shared/domain/serverHistory'
import { startTestWorker } from './audio/testing/audioFiles'
import { createApp, type UnbraidApp } from './createApp'

const SAMPLE = join(import.meta.dirname, '../../resources/sample/Unbraid sample song.flac')
const PERSON = { email: 'ann-history@example.com', password: 'a pass word for the history' }

it('what one computer made is listed, taken in once and played on another, and opens without an account on a third', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unbraid-app-history-'))
  const service = await createLocalService({ dataDir: join(folder, 'service'), port: 0 })
  const nothing = (): Promise<null> => Promise.resolve(null)
  const computer = async (name: string): Promise<UnbraidApp> => {
    const app = await createApp({
      dataFolder: join(folder, name), musicFolder: join(folder, name, 'music'), samplePath: SAMPLE, version: '0.0.0', apiBase: service.baseUrl,
      desktop: {
        chooseFiles: () => Promise.resolve([]), chooseFolder: nothing, chooseFile: nothing, chooseSaveFile: nothing, chooseZip: nothing,
        showInFolder: () => undefined, startDrag: () => Promise.resolve(), copyText: () => Promise.resolve(), openLink: () => Promise.resolve(), openWebPage: () => Promise.resolve()
      },
      createAudioWorker: startTestWorker,
      launchLocalService: () => { throw new Error('not asked for') }
    })
    await app.services.start()
    return app
  }
  const ask = async (app: UnbraidApp, name: string, input?: unknown): Promise<unknown> => {
    const reply = await app.handle(name, input)
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    return reply.value
  }
  const ready = (app: UnbraidApp, id: string): Promise<Job> => new Promise((resolve) => {
    const look = (): void => {
      const job = app.services.jobs.list().find((each) => each.id === id && each.phase === 'ready')
      if (job !== undefined) resolve(job)
    }
    app.services.jobs.onChange(look)
    look()
  })

  const first = await computer('first')
  await ask(first, 'account:register', { name: 'Ann', ...PERSON })
  expect(await ask(first, 'account:logIn', PERSON)).toEqual({ outcome: 'signedIn' })
  const { algorithms } = (await ask(first, 'catalogue:load', { service: 'mvsep', refresh: false })) as { algorithms: Algorithm[] }
  const middleSide = algorithms.find(({ name }) => /middle/i.test(name))
  if (middleSide === undefined) throw new Error('no middle/side in the catalogue')
  const { added } = (await ask(first, 'inputs:addSample')) as { added: { id: string }[] }
  const [sent] = (await ask(first, 'jobs:enqueue', { service: 'mvsep', items: added.map(({ id }) => ({ inputId: id, plan: defaultPlan(middleSide, 1) })) })) as Job[]
  await ready(first, sent?.id ?? '')

  const second = await computer('second')
  expect(await ask(second, 'account:logIn', PERSON)).toEqual({ outcome: 'signedIn' })
  const { value } = (await ask(second, 'history:page', { start: 0, refresh: false })) as Kept<HistoryPage>
  expect(value).toMatchObject({ hasMore: false, rows: [{ renderId: middleSide.renderId, algorithmName: middleSide.name, hoursLeft: 72, isKept: true }] })
  const [row] = value.rows
  const hash = row?.hash ?? ''
  const wanted = { hash, isOwn: true, renderId: row?.renderId ?? 0, algorithmName: row?.algorithmName ?? '' }
  const adopted = (await ask(second, 'jobs:adopt', wanted)) as Job
  expect(await ask(second, 'jobs:adopt', wanted)).toMatchObject({ id: adopted.id })
  expect(await ready(second, adopted.id)).toMatchObject({ adopted: 'algorithmKnown', attempt: 0, accountId: second.services.account.activeId(), files: [{ done: true, damaged: false }, { done: true, damaged: false }] })
  expect(await ask(second, 'studio:open', { jobId: adopted.id })).toMatchObject({ stems: { length: 2 } })

  const third = await computer('third')
  await expect(ask(third, 'history:page', { start: 0, refresh: false })).rejects.toThrow('tokenMissing')
  const linked = (await ask(third, 'jobs:adopt', { hash, apiBase: service.baseUrl })) as Job
  expect(await ready(third, linked.id)).toMatchObject({ adopted: 'algorithmUnknown', accountId: null, plan: { algorithmName: middleSide.name } })

  expect(await ask(second, 'history:delete', { hash })).toEqual({ outcome: 'deleted' })
  expect((await ask(second, 'history:page', { start: 0, refresh: true })) as Kept<HistoryPage>).toMatchObject({ fromCache: false })
  for (const app of [first, second, third]) {
    for (const { id } of app.services.account.known()) await app.services.account.remove(id)
    await app.dispose()
  }
  await service.close()
  await rm(folder, { recursive: true, maxRetries: 5 })
})
