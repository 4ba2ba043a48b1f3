import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../../shared/domain/job'
import { createInputService } from '../inputs/inputService'
import { toEnqueueItem } from './enqueueItem'
import { startEngine, type Engine } from './testing/engine'
import { BASE } from './testing/samples'
import { startScriptedMvsep, working, type Answer, type ScriptedMvsep } from './testing/scriptedMvsep'

const SHORT = 'n2AwBjy4KsFZfqqR'
const LONG = '20261122120000-a0bb276157-blue-song.mp3'
const WAIT: Answer = { success: false, message: 'Your audio file is being downloaded, please wait a while...' }

let folder = ''
let server: ScriptedMvsep
let engine: Engine
let fetching: readonly Answer[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-links-'))
  server = await startScriptedMvsep()
  let asked = 0
  server.others = {
    '/separation/create': () => ({ success: true, data: { hash: SHORT, link: `${server.url}/api/separation/get-remote?hash=${SHORT}` } }),
    '/separation/get-remote': () => fetching[Math.min(asked++, fetching.length - 1)]
  }
  engine = startEngine(folder, server.url, { api: server.api })
})
afterEach(async () => {
  await engine.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const take = (url: string, name: string): Job => {
  const [job] = engine.service.enqueue([toEnqueueItem({ name, link: { url, remoteType: 'drive' } }, BASE.plan)], 'mvsep')
  if (job === undefined) throw new Error('nothing was enqueued')
  return job
}
const asked = (path: string): readonly string[] => server.seen.filter((request) => request.path === path).map(({ hash }) => hash)
const fetched = (): Answer => ({ success: true, status: 'done', data: { hash: LONG, link: `${server.url}/api/separation/get?hash=${LONG}` } })

describe('a link that the service fetches itself', () => {
  it('is asked for with get-remote until it has a hash of its own, and then like any other job', async () => {
    fetching = [WAIT, { success: false, status: 'not_found' }, working('waiting', { queue_count: 4, current_order: 2 }), working('processing'), fetched()]
    const { id, input } = take('https://drive.example/file/d/1AbC/view', 'drive.example')
    expect(input).toMatchObject({ name: 'drive.example', sizeBytes: 0, isLink: true })
    const job = await engine.phase(id, 'ready')
    expect(job).toMatchObject({ attempt: 1, input: { name: 'blue song.mp3' }, remote: { hash: LONG } })
    expect(asked('/separation/get-remote')).toEqual(Array.from({ length: 5 }, () => SHORT))
    expect(new Set(asked('/separation/get'))).toEqual(new Set([LONG]))
    expect(engine.problems).toEqual([])
  })

  it('keeps the name that the link itself told', async () => {
    fetching = [fetched()]
    expect(await engine.phase(take('https://example.com/My%20Tune.flac', 'My Tune.flac').id, 'ready')).toMatchObject({ input: { name: 'My Tune.flac' } })
  })

  it('fails with the service’s own words when there is no sound behind it', async () => {
    fetching = [WAIT, working('failed', { message: 'This link is not an audio file' })]
    expect(await engine.phase(take('https://example.com/page.html', 'page.html').id, 'failed'))
      .toMatchObject({ error: { code: 'linkFailed', detail: 'This link is not an audio file' }, remote: null })
  })

  it('is forgiven for three minutes of not being known, and no longer', async () => {
    fetching = [{ success: false, status: 'not_found' }]
    expect(await engine.phase(take('https://example.com/a.mp3', 'a.mp3').id, 'failed')).toMatchObject({ error: { code: 'linkFailed' }, remote: null })
    expect(engine.clock.monotonicMs()).toBeGreaterThanOrEqual(180_000)
    expect(engine.clock.monotonicMs()).toBeLessThan(215_000)
  })

  it('is given half an hour of “please wait”, and then kept: a retry asks for it again and sends nothing', async () => {
    fetching = [WAIT]
    const { id } = take('https://example.com/a.mp3', 'a.mp3')
    expect(await engine.phase(id, 'failed')).toMatchObject({ error: { code: 'linkFailed' }, remote: { hash: SHORT, byLink: true } })
    expect(engine.clock.monotonicMs()).toBeGreaterThanOrEqual(1_800_000)
    fetching = [fetched()]
    engine.service.retry([id])
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
  })

  it('is cancelled by its first hash, and the answer counts', async () => {
    fetching = [working('processing')]
    server.others['/separation/cancel'] = () => ({ success: true })
    const { id } = take('https://example.com/a.mp3', 'a.mp3')
    await engine.phase(id, 'processing')
    expect(await engine.service.cancel([id])).toEqual([{ outcome: 'agreed', begun: false }])
    expect(await engine.phase(id, 'cancelled')).toMatchObject({ remote: null })
  })

  it('is found again by time and algorithm when the answer of its create was lost, and takes its title from there', async () => {
    let hash = ''
    server.others['/separation/create'] = () => {
      hash = `${new Date(engine.clock.nowMs()).toISOString().replace(/\D/g, '').slice(0, 14)}-a0bb276157-blue-song.mp3`
      return null
    }
    server.others['/app/separation_history'] = () => ({ success: true, data: [{ hash, algorithm: { render_id: BASE.plan.renderId } }] })
    const job = await engine.phase(take('https://drive.google.com/file/d/1AbC/view', 'drive.google.com').id, 'ready')
    expect(job).toMatchObject({ attempt: 1, remote: { hash }, input: { name: 'blue song.mp3' } })
    expect(asked('/separation/get-remote')).toEqual([])
  })

  it('comes back among the inputs, as the link it was', async () => {
    fetching = [working('failed', { message: 'no' })]
    const { id } = take('https://mega.nz/file/abc#key', 'mega.nz')
    await engine.phase(id, 'failed')
    const { added } = await createInputService().addSources(engine.service.sourcesOf([id]))
    expect(added).toMatchObject([{ name: 'mega.nz', link: { url: 'https://mega.nz/file/abc#key', remoteType: 'drive' } }])
  })

  it('goes on where it was after a restart, without a second create', async () => {
    fetching = [working('processing')]
    const { id } = take('https://example.com/a.mp3', 'a.mp3')
    await engine.phase(id, 'processing')
    await engine.close()
    fetching = [fetched()]
    engine = startEngine(folder, server.url, { api: server.api })
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1, remote: { hash: LONG } })
    expect(server.seen.filter(({ path }) => path === '/separation/create')).toHaveLength(1)
  })
})
