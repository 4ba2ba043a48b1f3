import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../../shared/domain/job'
import { startEngine, type Engine } from './testing/engine'
import { done, startScriptedMvsep, working, type Answer, type ScriptedMvsep } from './testing/scriptedMvsep'

let folder = ''
let server: ScriptedMvsep
let engine: Engine
let active = 'ann'
let paying: Set<string>
/** Accounts whose token the service takes. */
let taken: Set<string>
let checks: (string | null)[]
const refusal: Answer = { status: 401, body: '{"message":"Unauthenticated."}' }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-two-'))
  server = await startScriptedMvsep(() => engine.clock.monotonicMs())
  active = 'ann'
  paying = new Set()
  taken = new Set(['ann', 'bob'])
  checks = []
  engine = startEngine(folder, server.url, {
    api: server.api,
    accounts: { active: () => active, canAsk: () => true },
    accessFor: async (_service, _home, accountId) => ({ apiBase: `${server.url}/api`, token: accountId ?? active }),
    isPremium: (accountId) => paying.has(accountId ?? active),
    async checkAccount(accountId) {
      checks.push(accountId)
      return taken.has(accountId ?? active) ? 'good' : 'refused'
    }
  })
  engine.limits = { ...engine.limits, uploadsAtOnce: 4 }
})
afterEach(async () => {
  await engine.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

/** So many jobs of this account. */
async function jobsOf(account: string, count: number): Promise<readonly string[]> {
  active = account
  const paths = await Promise.all(Array.from({ length: count }, async (_each, index) => {
    const path = join(folder, `${account} ${index}.wav`)
    await writeFile(path, `RIFF ${account} ${index}`)
    return path
  }))
  return (await engine.enqueue(paths)).map(({ id }) => id)
}
const job = (id: string | undefined): Job | undefined => engine.service.list().find((each) => each.id === id)
const held = (id: string | undefined, hold: string): Promise<Job> => engine.until(id ?? '', (each) => each.phase === 'queued' && each.hold === hold)
const createsOf = (account: string): number => server.seen.filter(({ path, token }) => path === '/separation/create' && token === account).length
const pass = (ms: number): Promise<void> => new Promise((resolve) => { engine.clock.after(ms, resolve) })

describe('jobs of two accounts', () => {
  it('run beside each other where each account may have one', async () => {
    let isDone = false
    server.onStatus = () => (isDone ? done(server.url) : working())
    const [anns, bobs] = [await jobsOf('ann', 2), await jobsOf('bob', 2)]
    for (const id of [anns[0], bobs[0]]) await engine.phase(id ?? '', 'processing')
    expect([job(anns[1]), job(bobs[1])]).toMatchObject([{ phase: 'queued', hold: 'oneAtATime' }, { phase: 'queued', hold: 'oneAtATime' }])
    expect([createsOf('ann'), createsOf('bob')]).toEqual([1, 1])
    isDone = true
    for (const id of [...anns, ...bobs]) expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    expect([createsOf('ann'), createsOf('bob')]).toEqual([2, 2])
  })

  it('count against the account that pays, whichever is active', async () => {
    paying.add('ann')
    server.onStatus = () => working()
    const [anns, bobs] = [await jobsOf('ann', 3), await jobsOf('bob', 2)]
    for (const id of [...anns, bobs[0]]) await engine.phase(id ?? '', 'processing')
    expect(job(bobs[1])).toMatchObject({ phase: 'queued', hold: 'oneAtATime' })
  })

  it('do not wait for an account that is busy elsewhere', async () => {
    let busy = true
    server.others['/separation/create'] = (_request, _url, token) =>
      (token === 'ann' && busy ? { success: false, errors: ['You already have unprocessed file in queue. Please wait before adding new file!'] } : undefined)
    const [anns] = await jobsOf('ann', 1)
    await held(anns, 'oneAtATime')
    const bobs = await jobsOf('bob', 3)
    for (const id of bobs) {
      expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
      engine.service.wake('account') // bob's plan has changed: nothing of ann's
    }
    expect(engine.seen.get(anns ?? '')).not.toContain('waiting')
    const triedAtMs = server.seen.filter(({ path, token }) => path === '/separation/create' && token === 'ann').map(({ atMs }) => atMs)
    for (const [index, atMs] of triedAtMs.slice(1).entries()) expect(atMs - (triedAtMs[index] ?? 0)).toBeGreaterThanOrEqual(19_000)
    busy = false
    await engine.phase(anns ?? '', 'ready')
  })

  it('A7-42: do not wait for an account whose token is refused, be it at the create or while they are followed', async () => {
    let isDone = false
    const hashes = new Map<string, string>()
    server.others['/separation/create'] = (_request, _url, token) => {
      if (!taken.has(token ?? '')) return { ...refusal }
      const hash = `20261122120000-${String(hashes.size).padStart(10, '0')}-song.wav`
      hashes.set(hash, token ?? '')
      return { success: true, data: { hash } }
    }
    server.onStatus = (hash) => (!taken.has(hashes.get(hash) ?? '') ? refusal : isDone ? done(server.url) : working())
    paying = new Set(['ann', 'bob'])
    const [anns, bobs] = [await jobsOf('ann', 2), await jobsOf('bob', 2)]
    for (const id of [...anns, ...bobs]) await engine.phase(id, 'processing')
    const troubled = new Promise<void>((resolve) => {
      engine.service.onOutlook(() => {
        if (anns.every((id) => engine.service.outlooks().some(({ jobId, trouble }) => jobId === id && trouble === 'account'))) resolve()
      })
    })
    taken.delete('ann')
    await troubled
    const [late] = await jobsOf('ann', 1)
    active = 'bob'
    await held(late, 'signIn')
    isDone = true
    for (const id of [...bobs, ...(await jobsOf('bob', 1))]) expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    expect(checks).toEqual(['ann'])
    engine.service.wake('account') // bob's: it tells nothing of ann
    await pass(3_600_000)
    expect(anns.map((id) => job(id)?.phase)).toEqual(['processing', 'processing'])

    taken.add('ann')
    active = 'ann'
    engine.service.wake('account')
    for (const id of [...anns, late ?? '']) expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    expect(checks).toEqual(['ann'])
  })

  it('wait together where the service itself wants rest', async () => {
    let tired = true
    server.others['/separation/create'] = () => (tired ? { status: 429, body: '{}', headers: { 'retry-after': '40' } } : undefined)
    engine.limits = { ...engine.limits, uploadsAtOnce: 0 }
    const [[anns], [bobs]] = [await jobsOf('ann', 1), await jobsOf('bob', 1)]
    engine.limits = { ...engine.limits, uploadsAtOnce: 1 }
    engine.service.applyLimits()
    await Promise.all([held(anns, 'slowedDown'), held(bobs, 'slowedDown')])
    tired = false
    for (const id of [anns, bobs]) await engine.phase(id ?? '', 'ready')
    const [first, second] = server.seen.filter(({ path }) => path === '/separation/create')
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(39_000)
  })
})
