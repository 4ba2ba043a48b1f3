import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createLocalService } from '../local-service/createLocalService'
import type { Job } from '../shared/domain/job'
import type { Kept } from '../shared/domain/kept'
import type { HistoryPage } from '../shared/domain/serverHistory'
import type { UnbraidApp } from './createApp'
import { ask, endTestApp, inPhase, sendSample, startTestApp } from './testing/testApp'

const PERSON = { email: 'ann-history@example.com', password: 'a pass word for the history' }

it('what one computer made is listed, taken in once and played on another, and opens without an account on a third', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unbraid-app-history-'))
  const service = await createLocalService({ dataDir: join(folder, 'service'), port: 0 })
  const computer = (name: string): Promise<UnbraidApp> => startTestApp(join(folder, name), service.baseUrl)
  const ready = (app: UnbraidApp, id: string): Promise<Job> => inPhase(app, id, 'ready')

  const first = await computer('first')
  await ask(first, 'account:register', { name: 'Ann', ...PERSON })
  expect(await ask(first, 'account:logIn', PERSON)).toEqual({ outcome: 'signedIn' })
  const { id: sentId, plan } = await sendSample(first, 'mvsep')
  await ready(first, sentId)

  const second = await computer('second')
  expect(await ask(second, 'account:logIn', PERSON)).toEqual({ outcome: 'signedIn' })
  const { value } = (await ask(second, 'history:page', { start: 0, refresh: false })) as Kept<HistoryPage>
  expect(value).toMatchObject({ hasMore: false, rows: [{ renderId: plan.renderId, algorithmName: plan.algorithmName, hoursLeft: 72, isKept: true }] })
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
  expect(await ready(third, linked.id)).toMatchObject({ adopted: 'algorithmUnknown', accountId: null, plan: { algorithmName: plan.algorithmName } })

  expect(await ask(second, 'history:delete', { hash })).toEqual({ outcome: 'deleted' })
  expect((await ask(second, 'history:page', { start: 0, refresh: true })) as Kept<HistoryPage>).toMatchObject({ fromCache: false })
  for (const app of [first, second, third]) await endTestApp(app)
  await service.close()
  await rm(folder, { recursive: true, maxRetries: 5 })
})
