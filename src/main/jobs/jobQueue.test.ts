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

  it('sends more and more seldom while another device uses the account for hours, and says nothing but that it waits', async () => {
    const engine = start()
    const busyUntilMs = engine.clock.monotonicMs() + 3 * 3_600_000
    const busy: (typeof server.createFaults)[number] = (_request, response, accept) => {
      if (engine.clock.monotonicMs() >= busyUntilMs) return response.end(JSON.stringify({ hash: accept() }))
      server.createFaults.push(busy)
      return response.writeHead(400).end('running')
    }
    server.createFaults.push(busy)
    const { id } = await one(engine)
    await engine.phase(id, 'ready')
    expect(server.creates.length).toBeLessThan(45) // every five minutes in the end: a try may send the whole song
    expect(engine.clock.monotonicMs() - busyUntilMs).toBeLessThan(310_000)
    expect([...new Set(engine.seen.get(id))]).toEqual(['queued', 'uploading', 'queued:oneAtATime', 'waiting', 'processing', 'downloading', 'ready'])
    expect(engine.problems).toEqual([])
  })

  it('says why jobs wait that premium would let in: the limit that was set, or a pause MVSEP asks for', async () => {
    server.statuses = ['waiting']
    const engine = start()
    engine.premium = true
    engine.limits = { ...engine.limits, premiumJobsAtOnce: 2 }
    const jobs = await engine.enqueue(await Promise.all(['a.wav', 'b.wav', 'c.wav'].map(song)))
    await engine.phase(jobs[1]?.id ?? '', 'waiting')
    expect(engine.service.list()[2]).toMatchObject({ phase: 'queued', hold: 'turn' })
    server.createFaults.push((_request, response) => response.writeHead(429).end())
    engine.limits = { ...engine.limits, premiumJobsAtOnce: 3 }
    engine.service.applyLimits()
    await engine.until(jobs[2]?.id ?? '', (job) => job.phase === 'queued' && job.hold === 'slowedDown')
    engine.service.wake('online') // what the service asked for is not cut short
    const atMs = engine.clock.monotonicMs()
    await engine.phase(jobs[2]?.id ?? '', 'waiting')
    expect(engine.clock.monotonicMs() - atMs).toBeGreaterThan(25_000)
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
