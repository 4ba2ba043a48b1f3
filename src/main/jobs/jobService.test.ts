import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import { createDownload } from '../transfers/download'
import { closeLast, folder, one, serveForEach, server, song, start } from './testing/engines'

serveForEach()

describe('a job', () => {
  it('goes straight down and leaves its stems in a folder of its own', async () => {
    const engine = start()
    const { id } = await one(engine)
    const job = await engine.phase(id, 'ready')
    expect(engine.seen.get(id)).toEqual(['queued', 'uploading', 'waiting', 'processing', 'downloading', 'ready'])
    expect(job.attempt).toBe(1)
    const files = engine.service.filesOf(id)
    expect(files?.folder).toBe(join(folder, 'library', 'Song - BS Roformer'))
    expect(await Promise.all((files?.files ?? []).map(({ path }) => readFile(path, 'utf8')))).toEqual(['fLaC one', 'fLaC two'])
    await engine.service.dispose() // the traces of the downloads go last
    expect((await readdir(join(folder, 'library', 'Song - BS Roformer'))).sort()).toEqual(['Song (Vocals) 2.flac', 'Song (Vocals).flac'])
    expect(engine.problems).toEqual([])
  })

  it('ends with a clear reason when its file is gone or another (A7 row 20)', async () => {
    const engine = start({ accessFor: async () => {
      await writeFile(join(folder, 'changed.wav'), 'longer than before')
      await rm(join(folder, 'gone.wav'), { force: true })
      return { apiBase: `${server.url}/api`, token: 'token' }
    } })
    const [gone, changed] = await engine.enqueue([await song('gone.wav'), await song('changed.wav')])
    expect(await engine.phase(gone?.id ?? '', 'failed')).toMatchObject({ error: { code: 'fileMissing', subject: 'gone.wav' }, attempt: 0 })
    expect(await engine.phase(changed?.id ?? '', 'failed')).toMatchObject({ error: { code: 'fileChanged' } })
    expect(server.creates).toEqual([])
  })

  it('waits for files that are announced late, and for a service that does not know it yet', async () => {
    server.statuses = ['notFound', 'notFound', 'notFound', 'notFound', 'waiting', 'merging', 'done']
    const engine = start()
    const job = await one(engine)
    await engine.phase(job.id, 'ready')
    expect(engine.seen.get(job.id)).toContain('merging')
  })

  it('is believed gone only after three minutes of not being known (A7 row 43)', async () => {
    server.statuses = ['notFound']
    const engine = start()
    const { id } = await one(engine)
    expect(await engine.phase(id, 'failed')).toMatchObject({ error: { code: 'jobNotFound' }, remote: null })
    expect(engine.clock.monotonicMs()).toBeGreaterThanOrEqual(180_000)
  })

  it('shows what the service says of its failure; a retry then sends anew', async () => {
    server.statuses = ['failed']
    const engine = start()
    const { id } = await one(engine)
    expect(await engine.phase(id, 'failed')).toMatchObject({ error: { code: 'jobFailed' }, remote: null })
    server.statuses = ['done']
    engine.service.retry([id])
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 2 })
    expect(server.creates).toHaveLength(2)
  })

  it('asks for its results again on retry, and pays nothing twice', async () => {
    let broken = true
    const engine = start({ jobFolderFor: async (job) => {
      if (broken) await writeFile(join(folder, 'library'), 'in the way')
      const { createJobFolder } = await import('../library/jobFolder')
      return createJobFolder(join(folder, 'library'), job)
    } })
    const { id } = await one(engine)
    expect(await engine.held(id, 'folderGone')).toMatchObject({ place: 'library' })
    broken = false
    await rm(join(folder, 'library'))
    engine.service.retry([id])
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    expect(server.creates).toHaveLength(1)
  })

  it('moves to another library folder on retry when the first one has no room, and leaves nothing half there', async () => {
    const full = join(folder, 'library')
    const engine = start({ createDownload: (pause) => {
      const download = createDownload({ pause, random: () => 0.5 })
      return async (request) => {
        const isFull = request.folder.startsWith(full) && request.fileName.includes('2')
        return download(isFull ? { ...request, announcedBytes: 1 } : request).catch((error: unknown) => {
          throw isFull ? new AppError('diskFull', { subject: 'Song - BS Roformer' }) : error
        })
      }
    } })
    const { id } = await one(engine)
    expect(await engine.held(id, 'diskFull')).toMatchObject({ place: 'library' })
    engine.service.retry([id])
    await engine.phase(id, 'waiting')
    await engine.held(id, 'diskFull')
    engine.library = join(folder, 'another')
    engine.service.retry([id])
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    await engine.service.dispose()
    expect(engine.service.filesOf(id)?.folder).toBe(join(folder, 'another', 'Song - BS Roformer'))
    expect((await readdir(join(folder, 'another', 'Song - BS Roformer'))).sort()).toEqual(['Song (Vocals) 2.flac', 'Song (Vocals).flac'])
    expect(await readdir(join(full, 'Song - BS Roformer'))).toEqual(['Song (Vocals).flac'])
    expect([server.creates.length, engine.problems]).toEqual([1, []])
  })

  it('is forgotten when removed, results stay', async () => {
    const engine = start()
    const { id } = await one(engine)
    await engine.phase(id, 'ready')
    const paths = engine.service.filesOf(id)?.files.map(({ path }) => path) ?? []
    engine.service.remove([id])
    expect(engine.service.list()).toEqual([])
    expect(await readFile(paths[0] ?? '', 'utf8')).toBe('fLaC one')
  })
})

describe('the end of the engine', () => {
  it('leaves no timer, and the next start goes on from there', async () => {
    server.statuses = ['waiting']
    const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
    const before = timers()
    const engine = start()
    const [first, second] = await engine.enqueue([await song('a.wav'), await song('b.wav')])
    await engine.until(first?.id ?? '', (job) => job.phase === 'waiting' && job.queueCount !== null)
    await closeLast()
    expect(engine.clock.pending()).toBe(0)
    expect(timers()).toBeLessThanOrEqual(before)
    server.statuses = ['done']
    const again = start()
    for (const job of [first, second]) expect(await again.phase(job?.id ?? '', 'ready')).toMatchObject({ attempt: 1 })
    expect(server.creates).toHaveLength(2)
  })
})
