import { describe, expect, it } from 'vitest'
import type { Job } from '../../shared/domain/job'
import { startSmallService } from './testing/smallService'
import { one, serveForEach, server, song, start } from './testing/engines'

serveForEach()

describe('the queue', () => {
  it('sends one at a time for an account without premium, in order, and says why the others wait', async () => {
    const engine = start()
    const jobs = await engine.enqueue(await Promise.all(['a.wav', 'b.wav', 'c.wav'].map(song)))
    await Promise.all(jobs.map(({ id }) => engine.phase(id, 'ready')))
    expect(engine.seen.get(jobs[1]?.id ?? '')?.slice(0, 3)).toEqual(['queued', 'queued:oneAtATime', 'uploading'])
    expect([...server.jobs.keys()].map((hash) => hash.at(-5))).toEqual(['a', 'b', 'c'])
  })

  it('sends several at once with premium', async () => {
    server.statuses = ['waiting']
    const engine = start()
    engine.premium = true
    const jobs = await engine.enqueue(await Promise.all(['a.wav', 'b.wav', 'c.wav'].map(song)))
    await Promise.all(jobs.map(({ id }) => engine.phase(id, 'waiting')))
    expect(server.creates).toHaveLength(3)
  })

  it('waits politely when the account has a job running elsewhere', async () => {
    server.createFaults.push((_request, response) => response.writeHead(400).end('running'))
    const engine = start()
    const { id } = await one(engine)
    await engine.phase(id, 'ready')
    expect(engine.seen.get(id)).toEqual(['queued', 'uploading', 'queued:oneAtATime', 'uploading', 'waiting', 'processing', 'downloading', 'ready'])
    expect(engine.clock.monotonicMs()).toBeGreaterThan(20_000)
  })

  it('fails what the service refuses', async () => {
    server.createFaults.push((_request, response) => response.writeHead(400).end('File is too large'))
    const engine = start()
    const { id } = await one(engine)
    expect(await engine.phase(id, 'failed')).toMatchObject({ error: { code: 'refused', detail: 'File is too large' }, remote: null })
  })

  it('waits without a token, or with a rejected one, until the account changes (A7 row 42)', async () => {
    server.createFaults.push((_request, response) => response.writeHead(401).end())
    const engine = start()
    const token = engine.access
    engine.access = { ...token, token: null }
    const { id } = await one(engine)
    const waits = (job: Job): boolean => job.phase === 'queued' && job.hold === 'signIn'
    await engine.until(id, waits)
    engine.service.wake('online')
    expect(server.creates).toHaveLength(0)
    engine.access = token
    engine.service.wake('account')
    await engine.phase(id, 'uploading')
    await engine.until(id, waits)
    engine.service.wake('account')
    await engine.phase(id, 'ready')
    expect(engine.problems).toEqual([])
  })

  it('waits for a service that cannot be reached with one probe for all jobs (A7 row 28)', async () => {
    const closed = await startSmallService()
    await closed.close()
    const engine = start({}, closed.url)
    engine.premium = true
    const jobs = await engine.enqueue(await Promise.all(['a.wav', 'b.wav', 'c.wav'].map(song)))
    await Promise.all(jobs.map(({ id }) => engine.until(id, (job) => job.phase === 'queued' && job.hold === 'offline')))
    engine.access = { ...engine.access, apiBase: `${server.url}/api` }
    await Promise.all(jobs.map(({ id }) => engine.phase(id, 'ready')))
    expect(server.creates).toHaveLength(3)
  })

  it('keeps polling through an outage, at the host the job belongs to', async () => {
    server.statuses = ['waiting', 'waiting', 'done']
    const engine = start()
    const { id } = await one(engine)
    await engine.phase(id, 'waiting')
    engine.access = { apiBase: 'http://127.0.0.1:9/api', token: 'token' }
    await engine.phase(id, 'ready')
  })
})
