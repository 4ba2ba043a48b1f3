import { beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from './testing/engine'
import { one, scripted as server, scriptForEach, start } from './testing/engines'
import { done, working } from './testing/scriptedMvsep'

scriptForEach()
let engine: Engine
beforeEach(() => { engine = start() })

const asked = (path: string): number => server.seen.filter((request) => request.path === path).length
/** Asks for a pause this often before it listens. */
const tired = (path: string, times: number, seconds = 30): void => {
  server.others[path] = () => (asked(path) > times ? { success: true, message: 'done' } : { status: 429, body: '{}', headers: { 'retry-after': String(seconds) } })
}

describe('what a person asked for while the service wants rest', () => {
  it('A7-40: a cancel is told once the pause is over, so that no credits are lost to it', async () => {
    server.onStatus = () => working('waiting')
    tired('/separation/cancel', 2)
    const { id } = await one(engine)
    await engine.phase(id, 'waiting')
    const atMs = engine.clock.monotonicMs()
    const answer = engine.service.cancel([id])
    expect(engine.service.list()[0]?.phase).toBe('cancelled') // here it ends at once
    expect(await answer).toMatchObject([{ outcome: 'agreed' }])
    expect(engine.clock.monotonicMs() - atMs).toBeGreaterThanOrEqual(60_000)
    expect(asked('/separation/cancel')).toBe(3)
  })

  it('is not told any more once the job was taken up again', async () => {
    server.onStatus = () => working('waiting')
    tired('/separation/cancel', 1)
    const { id } = await one(engine)
    await engine.phase(id, 'waiting')
    const answer = engine.service.cancel([id])
    engine.service.retry([id])
    expect(await answer).toEqual([{ outcome: 'here' }])
    expect(asked('/separation/cancel')).toBe(0)
    expect(engine.service.list()[0]?.phase).toBe('waiting')
  })

  it('A7-40: a deletion, too', async () => {
    server.onStatus = () => done(server.url)
    tired('/separation/delete', 1)
    const { id } = await one(engine)
    await engine.phase(id, 'ready')
    expect(await engine.service.deleteThere([id])).toEqual([{ outcome: 'deleted' }])
  })

  it('is not waited for without end', async () => {
    server.onStatus = () => working('waiting')
    tired('/separation/cancel', Infinity, 240)
    const { id } = await one(engine)
    await engine.phase(id, 'waiting')
    expect(await engine.service.cancel([id])).toMatchObject([{ outcome: 'unheard', error: { code: 'rateLimited' } }])
    expect(asked('/separation/cancel')).toBe(3)
  })
})
