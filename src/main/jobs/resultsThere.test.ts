import { writeFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { RETENTION_MS } from '../../shared/domain/expiry'
import type { Job } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import { createDownload } from '../transfers/download'
import type { Engine } from './testing/engine'
import { one, serveForEach, server, start } from './testing/engines'

let engine: Engine
serveForEach()
beforeEach(() => { server.statuses = ['done'] })

const now = (id: string): Job | undefined => engine.service.list().find((job) => job.id === id)

describe('deleting at the service', () => {
  it('asks once, also when it is wanted twice', async () => {
    engine = start()
    const { id } = await one(engine)
    await engine.phase(id, 'ready')
    expect(await engine.service.deleteThere([id, id])).toEqual([{ outcome: 'deleted' }, { outcome: 'deleted' }])
    expect(await engine.service.deleteThere([id])).toEqual([{ outcome: 'deleted' }])
    expect(server.deleted).toHaveLength(1)
    const job = now(id)
    expect(job?.phase === 'ready' && job.remote?.deletedAtMs).toBeGreaterThan(0)
  })

  it('asks for nothing while a file is not here at its length', async () => {
    engine = start()
    const { id } = await one(engine)
    await engine.phase(id, 'ready')
    const [, second] = engine.service.filesOf(id)?.files ?? []
    await writeFile(second?.path ?? '', 'cut')
    expect(await engine.service.deleteThere([id])).toEqual([{ outcome: 'notHere' }])
    expect(server.deleted).toEqual([])
  })

  it('leaves alone what cannot be read', async () => {
    engine = start({ isReadable: () => Promise.resolve(false), deletesAfterDownload: () => true })
    const { id } = await one(engine)
    await engine.phase(id, 'ready')
    expect(await engine.service.deleteThere([id])).toEqual([{ outcome: 'notHere' }])
    expect(server.deleted).toEqual([])
  })

  it('happens by itself after the last file when that is wanted', async () => {
    engine = start({ deletesAfterDownload: () => true })
    const { id } = await one(engine)
    await engine.until(id, (job) => job.phase === 'ready' && job.remote?.deletedAtMs !== null)
    expect(server.deleted).toHaveLength(1)
  })

  it('tells when the service could not be asked, and keeps the job as it is', async () => {
    engine = start()
    const { id } = await one(engine)
    await engine.phase(id, 'ready')
    await server.close()
    expect(await engine.service.deleteThere([id])).toMatchObject([{ outcome: 'unheard', error: { code: 'serverUnreachable' } }])
    expect(now(id)).toMatchObject({ phase: 'ready', remote: { deletedAtMs: null } })
  })
})

describe('fetching everything before it goes', () => {
  it('goes on with what was stopped, while the service still has it', async () => {
    let failing = true
    engine = start({ createDownload: (pause) => {
      const download = createDownload({ pause, random: () => 0.5 })
      return (request) => (failing ? Promise.reject(new AppError('downloadDamaged')) : download(request))
    } })
    const { id: first } = await one(engine, 'One.wav')
    expect(await engine.phase(first, 'failed')).toMatchObject({ remote: { acceptedAtMs: expect.any(Number) as number } })
    const { id: second } = await one(engine, 'Two.wav')
    await engine.phase(second, 'failed')
    failing = false
    expect(engine.service.fetchMissing()).toBe(2)
    await engine.phase(first, 'ready')
    expect(await engine.phase(second, 'ready')).toMatchObject({ attempt: 1 })
    expect(engine.service.fetchMissing()).toBe(0)
  })

  it('passes over what is gone there', async () => {
    engine = start({ createDownload: () => () => Promise.reject(new AppError('downloadDamaged')) })
    const { id } = await one(engine)
    await engine.phase(id, 'failed')
    await new Promise<void>((resolve) => { engine.clock.after(RETENTION_MS, resolve) })
    expect(engine.service.fetchMissing()).toBe(0)
    expect(now(id)?.phase).toBe('failed')
  })
})
