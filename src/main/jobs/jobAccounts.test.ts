import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEngine, type Engine } from './testing/engine'
import { startSmallService, type SmallService } from './testing/smallService'

let folder = ''
let service: SmallService
let engine: Engine
let active: string | null
let signedIn: Set<string>
let asked: (string | null | undefined)[]
let refused: (string | null)[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-accounts-'))
  service = await startSmallService()
  active = 'ann'
  signedIn = new Set(['ann', 'bob'])
  asked = []
  refused = []
  engine = startEngine(folder, service.url, {
    accounts: {
      active: () => active,
      canAsk: (accountId) => signedIn.has(accountId ?? active ?? '')
    },
    async checkAccount(accountId) {
      refused.push(accountId)
      signedIn.delete(accountId ?? '')
      return 'refused'
    },
    accessFor: (_service, _home, accountId) => {
      asked.push(accountId)
      return Promise.resolve({ apiBase: `${service.url}/api`, token: signedIn.has(accountId ?? active ?? '') ? 'token' : null })
    }
  })
})
afterEach(async () => {
  await engine.close()
  await service.close()
  await rm(folder, { recursive: true })
})
async function song(name: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, randomBytes(2_000))
  return path
}
const jobOf = (id: string) => engine.service.list().find((job) => job.id === id)

describe('the account of a job', () => {
  it('is the one that was active when it was made, and asks for it after a switch', async () => {
    const [first, second] = await engine.enqueue([await song('a.wav'), await song('b.wav')])
    active = 'bob'
    const [third] = await engine.enqueue([await song('c.wav')])
    for (const job of [first, second, third]) await engine.phase(job?.id ?? '', 'ready')
    expect([jobOf(first?.id ?? ''), jobOf(second?.id ?? ''), jobOf(third?.id ?? '')].map((job) => job?.accountId)).toEqual(['ann', 'ann', 'bob'])
    expect(asked.toSorted()).toEqual(['ann', 'ann', 'bob'])
  })

  it('holds its own jobs while it is signed out, and lets those of others through', async () => {
    signedIn.delete('ann')
    const [anns] = await engine.enqueue([await song('a.wav')])
    active = 'bob'
    const [bobs] = await engine.enqueue([await song('b.wav')])
    await engine.phase(bobs?.id ?? '', 'ready')
    expect(jobOf(anns?.id ?? '')).toMatchObject({ phase: 'queued', hold: 'signIn', accountId: 'ann' })
    signedIn.add('ann')
    engine.service.wake('account')
    await engine.phase(anns?.id ?? '', 'ready')
  })

  it('that is not active and whose token is refused holds its own jobs alone', async () => {
    service.createFaults.push((_request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Unauthenticated."}')
    })
    const [anns] = await engine.enqueue([await song('a.wav')])
    active = 'bob'
    const [bobs] = await engine.enqueue([await song('b.wav')])
    await engine.phase(bobs?.id ?? '', 'ready')
    expect([jobOf(anns?.id ?? ''), refused]).toMatchObject([{ phase: 'queued', hold: 'signIn' }, ['ann']])
    signedIn.add('ann')
    active = 'ann'
    engine.service.wake('account')
    await engine.phase(anns?.id ?? '', 'ready')
  })

  it('is found for jobs that were made while nobody was signed in; those that have one keep it', async () => {
    active = null
    signedIn.clear()
    const [job] = await engine.enqueue([await song('a.wav')])
    expect(job).toMatchObject({ accountId: null })
    engine.service.claim('ann')
    engine.service.claim('bob')
    expect(jobOf(job?.id ?? '')).toMatchObject({ accountId: 'ann' })
  })
})
