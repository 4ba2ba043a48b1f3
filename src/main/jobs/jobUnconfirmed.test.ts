import { describe, expect, it } from 'vitest'
import type { Job } from '../../shared/domain/job'
import { cut, one, serveForEach, server, start } from './testing/engines'

serveForEach()

describe('a create whose answer was lost (A7 row 2)', () => {
  it('is found in the history and taken up, not sent again', async () => {
    server.createFaults.push(cut(true))
    const engine = start()
    const { id } = await one(engine, 'Längerer Name (live) 2.wav')
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    expect(engine.seen.get(id)?.slice(0, 4)).toEqual(['queued', 'uploading', 'unconfirmed', 'waiting'])
    expect(server.creates).toHaveLength(1)
  })

  it('waits for the user when the history does not know it', async () => {
    server.createFaults.push(cut(false))
    const engine = start()
    const { id } = await one(engine)
    await engine.until(id, (job) => job.phase === 'unconfirmed' && job.lookedUp)
    expect(server.creates).toHaveLength(1)
    engine.service.resolveUnconfirmed(id, 'sendAgain')
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 2 })
    expect(server.creates).toHaveLength(2)
  })

  it('is looked for once more, or given up, on the user\'s word', async () => {
    server.createFaults.push(cut(false), cut(false))
    const engine = start()
    const { id } = await one(engine)
    const asked = (job: Job): boolean => job.phase === 'unconfirmed' && job.lookedUp
    await engine.until(id, asked)
    const hash = '20251122082650-0011223344-song.wav'
    server.jobs.set(hash, { row: { hash, createdAtMs: null, renderId: 40, hoursLeft: 71 }, polls: 0 })
    engine.service.resolveUnconfirmed(id, 'lookAgain')
    await engine.phase(id, 'ready')
    const other = await one(engine, 'other.wav')
    await engine.until(other.id, asked)
    engine.service.resolveUnconfirmed(other.id, 'giveUp')
    expect(engine.service.list().at(-1)).toMatchObject({ phase: 'cancelled', remote: null })
    expect(server.creates).toHaveLength(2)
  })

  it('is also a gateway that timed out after the last byte: it proves nothing', async () => {
    server.createFaults.push((_request, response, accept) => {
      accept()
      response.writeHead(504).end('<html>')
    })
    const engine = start()
    const { id } = await one(engine)
    await engine.phase(id, 'ready')
    expect(server.creates).toHaveLength(1)
  })
})
