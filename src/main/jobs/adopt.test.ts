import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Adoption } from './adopt'
import type { Engine } from './testing/engine'
import { closeLast, one, serveForEach, server, start } from './testing/engines'

const HASH = '20251122082640-0123456789-evening-tape.mp3'
let engine: Engine
serveForEach()
beforeEach(() => {
  server.statuses = ['processing', 'done']
  has(HASH)
  engine = start()
})

const has = (hash: string): void => {
  server.jobs.set(hash, { row: { hash, createdAtMs: null, renderId: 9, hoursLeft: 71 }, polls: 0 })
}
const adoption = (change: Partial<Adoption> = {}): Adoption => ({ service: 'mvsep', remote: { hash: HASH, apiBase: `${server.url}/api` }, ...change })

describe('a job that exists at the service', () => {
  it('is followed and fetched, and nothing is ever sent for it', async () => {
    const { id } = engine.service.adopt(adoption({ algorithmName: 'MelBand Roformer', renderId: 9 }))
    const job = await engine.phase(id, 'ready')
    expect(job).toMatchObject({ attempt: 0, adopted: 'algorithmKnown', input: { name: 'evening tape.mp3' }, plan: { renderId: 9, algorithmName: 'MelBand Roformer' } })
    const files = await readdir(join(engine.library, 'evening tape - MelBand Roformer'))
    expect(files.filter((name) => name.startsWith('evening tape (Vocals)') && !name.endsWith('.json'))).toHaveLength(2)
    expect(server.creates).toEqual([])
    expect(engine.problems).toEqual([])
  })

  it('needs no token', async () => {
    engine.access = { ...engine.access, token: null }
    const { id } = engine.service.adopt(adoption())
    await engine.phase(id, 'ready')
  })

  it('does not wait for an account whose token is refused', async () => {
    await closeLast()
    engine = start({ checkAccount: () => Promise.resolve('refused') })
    server.createFaults.push((_request, response) => { response.writeHead(401).end() })
    const own = await one(engine)
    await engine.until(own.id, (job) => job.phase === 'queued' && job.hold === 'signIn')
    const { id } = engine.service.adopt(adoption())
    await engine.phase(id, 'ready')
    expect(engine.service.list().find((job) => job.id === own.id)).toMatchObject({ phase: 'queued', hold: 'signIn' })
  })

  it('is taken in once, however often it is asked for, in this run and the next', async () => {
    const first = engine.service.adopt(adoption())
    expect(engine.service.adopt(adoption({ name: 'Other' })).id).toBe(first.id)
    await engine.phase(first.id, 'ready')
    await closeLast()
    engine = start()
    expect(engine.service.adopt(adoption())).toMatchObject({ id: first.id, phase: 'ready' })
    expect(engine.service.list()).toHaveLength(1)
  })

  it('is the one that was sent from here, where one was', async () => {
    const own = await one(engine)
    const job = await engine.phase(own.id, 'ready')
    const hash = job.phase === 'ready' ? (job.remote?.hash ?? '') : ''
    expect(engine.service.adopt(adoption({ remote: { hash, apiBase: `${server.url}/api` } }))).toEqual(job)
    expect(engine.service.list()).toHaveLength(1)
  })

  it('comes back when it was removed, instead of standing there twice', async () => {
    const { id } = engine.service.adopt(adoption())
    await engine.phase(id, 'ready')
    engine.service.remove([id])
    expect(engine.service.adopt(adoption()).id).toBe(id)
    engine.service.restore([id])
    expect(engine.service.list()).toHaveLength(1)
  })

  it('is asked for again after it was cancelled here', async () => {
    server.statuses = ['processing']
    const { id } = engine.service.adopt(adoption())
    await engine.phase(id, 'processing')
    engine.service.stopFollowing([id])
    server.statuses = ['done']
    engine.service.adopt(adoption())
    await engine.phase(id, 'ready')
  })

  it('fails soon when the service does not know it, and a retry sends nothing', async () => {
    const { id } = engine.service.adopt(adoption({ remote: { hash: '20251122082640-ffffffffff-gone.mp3', apiBase: `${server.url}/api` } }))
    expect(await engine.phase(id, 'failed')).toMatchObject({ error: { code: 'jobNotFound' }, remote: null })
    engine.service.retry([id])
    expect(engine.service.list()).toMatchObject([{ phase: 'failed' }])
    expect(server.creates).toEqual([])
    expect(engine.problems).toEqual([])
  })

  it('does not keep an own song waiting', async () => {
    server.statuses = ['processing']
    await engine.phase(engine.service.adopt(adoption()).id, 'processing')
    const own = await one(engine)
    await engine.phase(own.id, 'processing')
  })

  it('is not deleted at the service by itself', async () => {
    await closeLast()
    engine = start({ deletesAfterDownload: () => true })
    await engine.phase(engine.service.adopt(adoption()).id, 'ready')
    await closeLast()
    expect(server.deleted).toEqual([])
    engine = start()
  })
})
