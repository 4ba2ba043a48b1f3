import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Job } from '../../shared/domain/job'
import type { Engine } from './testing/engine'
import { closeLast, folder, holdCreate, serveForEach, serveInstead, server, songs, start, words } from './testing/engines'
import { startSmallService } from './testing/smallService'

serveForEach()

const all = (engine: Engine): readonly Job[] => engine.service.list()
const sentNames = (): string => [...server.jobs.keys()].map((hash) => hash.at(-5)).join('')

describe('a pause', () => {
  it('keeps queued jobs from being sent, also over a restart, until they are resumed', async () => {
    server.statuses = ['done']
    const engine = start()
    const [a = '', b = '', c = ''] = await songs(engine, 'abc')
    engine.service.pause([a, b])
    await engine.phase(c, 'ready')
    expect(words(engine)).toBe('a:queued! b:queued! c:ready')
    await closeLast()
    const again = start()
    const [d = ''] = await songs(again, 'd')
    await again.phase(d, 'ready')
    expect(sentNames()).toBe('cd')
    again.service.resume([a, b])
    await Promise.all([again.phase(a, 'ready'), again.phase(b, 'ready')])
    expect([sentNames(), again.problems]).toEqual(['cdab', []])
  })

  it('ends an upload that is under way and sends it whole, once, when resumed', async () => {
    let moving = (): void => undefined
    const sending = new Promise<void>((resolve) => (moving = resolve))
    const engine = start()
    const stop = engine.service.onProgress(({ direction }) => {
      if (direction === 'upload') moving()
    })
    const [a = ''] = await songs(engine, 'a', 32 * 1024 * 1024)
    await sending
    stop()
    engine.service.pause([a])
    expect(all(engine)[0]).toMatchObject({ phase: 'queued', hold: 'paused', paused: true, attempt: 1 })
    engine.service.resume([a])
    expect(await engine.phase(a, 'ready')).toMatchObject({ attempt: 2 })
    expect([server.creates.length, engine.problems]).toEqual([1, []])
  })

  it('leaves what is sent whole to the service; its results wait for the resume', async () => {
    const held = holdCreate()
    server.statuses = ['done']
    const engine = start()
    const [a = ''] = await songs(engine, 'a')
    await held.arrived
    engine.service.pause([a])
    held.answer()
    await engine.phase(a, 'downloading')
    expect([words(engine), server.served]).toEqual(['a:downloading!', 0])
    await closeLast()
    const again = start()
    expect(words(again)).toBe('a:downloading!')
    again.service.resume([a])
    expect(await again.phase(a, 'ready')).toMatchObject({ attempt: 1 })
    expect(server.creates).toHaveLength(1)
  })

  it('stops a download, keeps what is here, and goes on from there', async () => {
    await server.close()
    const content = Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(4 * 1024 * 1024, 7)])
    serveInstead(await startSmallService([content]))
    server.statuses = ['done']
    server.trickleBytes = 256 * 1024
    let moved = (): void => undefined
    const half = new Promise<void>((resolve) => (moved = resolve))
    const engine = start()
    engine.service.onProgress(({ doneBytes }) => {
      if (doneBytes >= content.length / 2) moved()
    })
    const [a = ''] = await songs(engine, 'a')
    await half
    engine.service.pause([a])
    expect(words(engine)).toBe('a:downloading!')
    server.trickleBytes = null
    engine.service.resume([a])
    await engine.phase(a, 'ready')
    const [file] = engine.service.filesOf(a)?.files ?? []
    expect((await readFile(file?.path ?? '')).equals(content)).toBe(true)
    expect(engine.problems).toEqual([])
  })

  it('passes over jobs it does not apply to, and changes nothing for an unknown one', async () => {
    server.statuses = ['done']
    const engine = start()
    const [a = ''] = await songs(engine, 'a')
    await engine.phase(a, 'ready')
    engine.service.pause([a])
    engine.service.resume([a])
    const [b = ''] = await songs(engine, 'b')
    expect(() => { engine.service.pause([b, 'nobody']) }).toThrow(expect.objectContaining({ code: 'invalidInput' }))
    expect([words(engine), engine.problems]).toEqual(['a:ready b:queued', []])
  })
})

describe('a move', () => {
  it('decides who is sent next, and is kept over a restart', async () => {
    const engine = start()
    engine.access = { ...engine.access, token: null }
    const [a = '', b = '', c = '', d = ''] = await songs(engine, 'abcd')
    engine.service.move([d], a)
    engine.service.move([a], null)
    expect(words(engine)).toBe('d:queued b:queued c:queued a:queued')
    await closeLast()
    server.statuses = ['done']
    const again = start()
    await Promise.all([a, b, c, d].map((id) => again.phase(id, 'ready')))
    expect(sentNames()).toBe('dbca')
    const [e = ''] = await songs(again, 'e')
    expect(words(again).at(-'e:queued'.length)).toBe('e')
    await again.phase(e, 'ready')
  })

  it('writes a thousand jobs at once', async () => {
    const engine = start()
    engine.access = { ...engine.access, token: null }
    const [a = ''] = await songs(engine, 'a')
    const source = { path: join(folder, 'a.wav'), sizeBytes: 8, mtimeMs: 1 }
    const { plan } = all(engine)[0] ?? { plan: null }
    if (plan === null) throw new Error('no plan')
    const many = engine.service.enqueue(Array.from({ length: 1_000 }, (_, index) => ({ source, name: `${index}.wav`, sizeBytes: 8, durationSeconds: null, plan })), 'mvsep')
    const changes: number[] = []
    engine.service.onChange(({ jobs }) => changes.push(jobs.length))
    engine.service.move(many.map(({ id }) => id), a)
    expect(changes).toEqual([1_000])
    expect(all(engine).map(({ id }) => id)).toEqual([...many.map(({ id }) => id), a])
    engine.service.remove(many.map(({ id }) => id))
    expect(all(engine)).toHaveLength(1)
  })
})

describe('a job that is followed no longer', () => {
  it('goes on at the service, and a retry takes it up again without paying', async () => {
    server.statuses = ['processing']
    const engine = start()
    const [a = ''] = await songs(engine, 'a')
    await engine.phase(a, 'processing')
    engine.service.stopFollowing([a])
    expect(all(engine)[0]).toMatchObject({ phase: 'cancelled', remote: { hash: [...server.jobs.keys()][0] } })
    expect(server.cancelled).toEqual([])
    server.statuses = ['done']
    engine.service.retry([a])
    expect(await engine.phase(a, 'ready')).toMatchObject({ attempt: 1 })
    expect(server.creates).toHaveLength(1)
  })
})

describe('several jobs cancelled at once', () => {
  it('are all stopped in one change, each with its own answer', async () => {
    server.statuses = ['waiting']
    const engine = start()
    const [a = '', b = '', c = ''] = await songs(engine, 'abc')
    await engine.phase(a, 'waiting')
    const changes: number[] = []
    engine.service.onChange(({ jobs }) => changes.push(jobs.length))
    const answers = engine.service.cancel([c, a, b])
    expect([changes[0], words(engine)]).toEqual([3, 'a:cancelled b:cancelled c:cancelled'])
    expect(await answers).toEqual([{ outcome: 'here' }, { outcome: 'agreed', begun: false }, { outcome: 'here' }])
    expect(server.creates).toHaveLength(1)
  })
})
