import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLocalService, type LocalService } from '../local-service/createLocalService'
import type { KnownAccount } from '../shared/domain/accounts'
import type { UnbraidApp } from './createApp'
import { ask, endTestApp, inPhase, sendSample, startTestApp } from './testing/testApp'

const PASSWORD = 'a pass word that stays nowhere'

let folder = ''
let service: LocalService
let app: UnbraidApp
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-app-accounts-'))
  service = await createLocalService({ dataDir: join(folder, 'service'), port: 0 })
  app = await startTestApp(folder, service.baseUrl)
})
afterEach(async () => {
  await endTestApp(app)
  await service.close()
  await rm(folder, { recursive: true, maxRetries: 5 })
})
const call = (name: string, input?: unknown): Promise<unknown> => ask(app, name, input)
const enter = async (name: string): Promise<void> => {
  await call('account:register', { name, email: `${name}@example.com`, password: PASSWORD })
  expect(await call('account:logIn', { email: `${name}@example.com`, password: PASSWORD })).toEqual({ outcome: 'signedIn' })
}
const creditsOf = async (id: string): Promise<number> => {
  await call('account:switchTo', { accountId: id })
  const account = app.services.account.current()
  return account.status === 'signedIn' ? account.credits : -1
}

it('two people, one after the other: each job is created, finished and paid for as the one it was made by', async () => {
  await enter('ann')
  await enter('bob')
  const [ann, bob] = (await call('account:known')) as readonly KnownAccount[]
  const [annId, bobId] = [ann?.id ?? '', bob?.id ?? '']
  await call('account:switchTo', { accountId: annId })
  const job = await sendSample(app, 'mvsep')
  expect(job.accountId).toBe(annId)
  await call('account:switchTo', { accountId: bobId })
  expect(await inPhase(app, job.id, 'ready', 'failed')).toMatchObject({ phase: 'ready', accountId: annId })
  const [bobs, anns] = [await creditsOf(bobId), await creditsOf(annId)]
  expect(anns).toBeLessThan(bobs)
  await call('account:switchTo', { accountId: bobId })
  // Deleted as Ann, who owns it; Bob would be refused.
  expect(await call('jobs:deleteThere', { jobIds: [job.id] })).toEqual([{ outcome: 'deleted' }])
})

it('a form is refused field by field; a switch holds there; a password is in no file', async () => {
  expect(await call('account:register', { name: 'ann', email: 'ann', password: 'short' })).toEqual({
    outcome: 'refused', errors: { email: 'The email must be a valid email address.', password: expect.stringContaining('at least 8') as unknown }
  })
  await enter('ann')
  expect(await call('account:logIn', { email: 'ann@example.com', password: `not ${PASSWORD}` })).toMatchObject({ outcome: 'refused', errors: { email: expect.any(String) as unknown } })
  expect(await call('account:turn', { which: 'premium', on: false })).toMatchObject({ premiumEnabled: false, longFilenames: false })
  expect(await call('account:turn', { which: 'longFilenames', on: true })).toMatchObject({ premiumEnabled: false, longFilenames: true })
  expect(await call('account:refresh')).toMatchObject({ premiumEnabled: false, longFilenames: true })
  expect(await call('account:running')).toMatchObject({ jobs: [] })
  for (const entry of await readdir(join(folder, 'profile'), { recursive: true, withFileTypes: true })) {
    // What is being written stands under a name of its own for a moment.
    const content = await readFile(join(entry.parentPath, entry.name)).catch(() => '')
    if (entry.isFile()) expect(content.includes(PASSWORD), entry.name).toBe(false)
  }
})
