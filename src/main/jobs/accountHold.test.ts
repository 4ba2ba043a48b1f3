import { beforeEach, describe, expect, it } from 'vitest'
import type { AccountVerdict } from './accountHold'
import type { Engine } from './testing/engine'
import { one, scripted as server, scriptForEach, songs, start } from './testing/engines'
import { done, working, type Answer } from './testing/scriptedMvsep'

scriptForEach()
let engine: Engine
let checks = 0
let verdict: AccountVerdict = 'refused'
const refusal: Answer = { status: 401, body: '{"message":"Unauthenticated."}' }

beforeEach(() => {
  checks = 0
  verdict = 'refused'
  engine = start({ checkAccount: async () => { checks += 1; return verdict } })
  engine.premium = true
})

const enqueue = (count: number): Promise<readonly string[]> => songs(engine, 'abcdefghij'.slice(0, count))
const statusRequests = (): number => server.seen.filter(({ path }) => path === '/separation/get').length
const pass = (ms: number): Promise<void> => new Promise((resolve) => { engine.clock.after(ms, resolve) })
const allTroubled = (ids: readonly string[]): Promise<void> => new Promise((resolve) => {
  engine.service.onOutlook(() => {
    if (ids.every((id) => engine.service.outlooks().some(({ jobId, trouble }) => jobId === id && trouble === 'account'))) resolve()
  })
})

describe('a token that is refused while jobs are at work', () => {
  it.each([401, 403])('A7-42: %i holds all of them, asks about the token once, and every job goes on with the new one', async (status) => {
    let [good, isDone] = [true, false] // none may be done before the last one is at work
    server.onStatus = () => (!good ? { ...refusal, status, body: '{"message":"Forbidden"}' } : isDone ? done(server.url) : working())
    const ids = await enqueue(6)
    await Promise.all(ids.map((id) => engine.phase(id, 'processing')))
    const held = allTroubled(ids)
    good = false
    await held
    const asked = statusRequests()
    await pass(3_600_000)
    engine.service.wake('online')
    engine.service.wake('resume')
    await pass(3_600_000)
    expect(statusRequests()).toBe(asked) // an hour and two wake-ups later nobody has asked
    expect(checks).toBe(1)
    expect(engine.service.list().map(({ phase }) => phase)).toEqual(ids.map(() => 'processing'))
    const [late] = await enqueue(1)
    await engine.until(late ?? '', (job) => job.phase === 'queued' && job.hold === 'signIn')

    good = isDone = true
    engine.service.wake('account')
    for (const id of [...ids, late ?? '']) expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    expect(server.creates).toHaveLength(7)
    expect(checks).toBe(1)
  })

  it('A7-42: a create that is refused holds the queue and asks about the token once', async () => {
    let good = false
    server.others['/separation/create'] = () => (good ? undefined : { ...refusal })
    const ids = await enqueue(3)
    await Promise.all(ids.map((id) => engine.until(id, (job) => job.phase === 'queued' && job.hold === 'signIn')))
    await pass(3_600_000)
    expect(checks).toBe(1)
    good = true
    engine.service.wake('account')
    for (const id of ids) await engine.phase(id, 'ready')
    expect(server.creates).toHaveLength(3)
  })

  it.each(['/separation/cancel', '/separation/delete'])('A7-42: a refusal of %s holds the queue and asks about the token once, however many were wanted', async (path) => {
    server.others[path] = () => ({ ...refusal })
    const ids = await enqueue(3)
    server.onStatus = () => (path === '/separation/cancel' ? working() : done(server.url))
    await Promise.all(ids.map((id) => engine.phase(id, path === '/separation/cancel' ? 'processing' : 'ready')))
    const answers = path === '/separation/cancel' ? engine.service.cancel(ids) : engine.service.deleteThere(ids)
    for (const answer of await answers) expect(answer).toMatchObject({ outcome: 'unheard', error: { code: 'tokenInvalid' } })
    const [late] = await enqueue(1)
    await engine.until(late ?? '', (job) => job.phase === 'queued' && job.hold === 'signIn')
    expect(checks).toBe(1)
  })

  it('is tried again by itself, seldom, when the account says it is good', async () => {
    verdict = 'good'
    const startMs = engine.clock.monotonicMs()
    server.onStatus = () => (engine.clock.monotonicMs() - startMs < 600_000 ? refusal : done(server.url))
    const [id] = await enqueue(1)
    await engine.phase(id ?? '', 'ready')
    expect(statusRequests()).toBeLessThan(15)
    expect(checks).toBeLessThan(15)
  })

  it('A7-42: a job whose answer was lost is looked for with the new token, and the user is not asked meanwhile', async () => {
    let good = false
    server.others['/separation/create'] = (request) => (server.creates.length === 0 ? (server.creates.push('20261122120000-a0bb276157-song-0.wav'), request.destroy(), null) : undefined)
    const mine = { hash: '20261122120000-a0bb276157-song-0.wav', created_at: new Date(engine.clock.nowMs()).toISOString(), algorithm: { render_id: 40 } }
    server.others['/app/user'] = () => (good ? { success: true, data: { email: 'a@b.c', current_queue: null } } : { ...refusal })
    server.others['/app/separation_history'] = () => ({ success: true, data: [mine] })
    const { id } = await one(engine, 'Song 0.wav')
    await engine.phase(id, 'unconfirmed')
    await pass(600_000)
    expect(engine.service.list()[0]).toMatchObject({ phase: 'unconfirmed', lookedUp: false })
    good = true
    engine.service.wake('account')
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
  })
})
