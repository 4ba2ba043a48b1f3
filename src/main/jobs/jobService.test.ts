import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import { createDownload } from '../transfers/download'
import { startEngine, type Engine } from './testing/engine'
import { startSmallService, type SmallService } from './testing/smallService'

let folder = ''
let server: SmallService
const engines: Engine[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-engine-'))
  server = await startSmallService()
})
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const start = (change?: Parameters<typeof startEngine>[2], url = server.url): Engine => {
  const engine = startEngine(folder, url, change)
  engines.push(engine)
  return engine
}
const song = async (name: string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, `RIFF ${name}`)
  return path
}
const one = async (engine: Engine, name = 'Song.wav'): Promise<Job> => {
  const [job] = await engine.enqueue([await song(name)])
  if (job === undefined) throw new Error('nothing was enqueued')
  return job
}
const cut = (accepted: boolean): SmallService['createFaults'][number] => (request, _response, accept) => {
  if (accepted) accept()
  request.socket.resetAndDestroy()
}

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

  it('is cancelled where it is, and at the service when it is there', async () => {
    server.statuses = ['waiting']
    const engine = start()
    const [first, second] = await engine.enqueue([await song('a.wav'), await song('b.wav')])
    await engine.until(first?.id ?? '', (job) => job.phase === 'waiting' && job.queueCount !== null)
    const answers = [engine.service.cancel([second?.id ?? '']), engine.service.cancel([first?.id ?? ''])]
    expect(engine.service.list().map(({ phase }) => phase)).toEqual(['cancelled', 'cancelled'])
    expect(await Promise.all(answers)).toEqual([[{ outcome: 'here' }], [{ outcome: 'agreed', begun: false }]])
    expect(await engine.service.cancel([first?.id ?? ''])).toEqual([{ outcome: 'here' }])
    await engine.service.dispose()
    expect(server.cancelled).toHaveLength(1)
    expect(server.creates).toHaveLength(1)
  })

  it('is left alone also when the service has begun, refuses or cannot be told, and says which', async () => {
    server.statuses = ['processing']
    const engine = start()
    const cancelOne = async (answer: 'agree' | 'refuse' | 'away'): Promise<unknown> => {
      server.cancelAnswer = answer
      const { id } = await one(engine, `${answer}.wav`)
      await engine.phase(id, 'processing')
      const [told] = await engine.service.cancel([id])
      expect(engine.service.list().find((job) => job.id === id)?.phase).toBe('cancelled')
      return told
    }
    expect(await cancelOne('agree')).toEqual({ outcome: 'agreed', begun: true })
    server.statuses = ['done']
    engine.service.retry([engine.service.list()[0]?.id ?? ''])
    await engine.until(engine.service.list()[0]?.id ?? '', (job) => job.phase === 'ready' && job.attempt === 2) // sent anew
    server.statuses = ['processing']
    expect(await cancelOne('refuse')).toEqual({ outcome: 'refused', message: 'It is too late.' })
    expect(await cancelOne('away')).toMatchObject({ outcome: 'unheard', error: { code: 'serverUnreachable' } })
    expect(engine.problems).toEqual([])
  })

  it('is cancelled at the service once it has answered, when the last bytes were already out', async () => {
    let release = (): void => undefined
    const arrived = new Promise<void>((tell) => {
      server.createFaults.push((_request, response, accept) => {
        const hash = accept()
        release = () => response.end(JSON.stringify({ hash }))
        tell()
      })
    })
    server.statuses = ['waiting']
    const engine = start()
    const { id } = await one(engine)
    await arrived
    const answer = engine.service.cancel([id])
    release()
    expect(await answer).toEqual([{ outcome: 'agreed', begun: false }])
    expect([server.cancelled.length, engine.service.list()[0]?.phase]).toEqual([1, 'cancelled'])
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

describe('the local service', () => {
  it('is followed to another port, with its jobs and half-downloaded files', async () => {
    server.statuses = ['done']
    server.trickleBytes = 0 // results begin and never come
    const engine = start()
    const [job] = await engine.enqueue([await song('Song.wav')], 'local')
    const id = job?.id ?? ''
    await engine.phase(id, 'downloading')
    await engines.pop()?.close()
    const moved = await startSmallService()
    await server.close()
    server = moved
    const again = start()
    expect(await again.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    expect(await readFile(again.service.filesOf(id)?.files[1]?.path ?? '', 'utf8')).toBe('fLaC two')
  })
})

describe('the local service that ends while results come in', () => {
  it('is followed to where it is now, by itself', async () => {
    server.statuses = ['done']
    server.trickleBytes = 0 // results begin and never come
    const engine = start()
    const [job] = await engine.enqueue([await song('Song.wav')], 'local')
    const id = job?.id ?? ''
    await engine.phase(id, 'downloading')
    const moved = await startSmallService()
    engine.access = { ...engine.access, apiBase: `${moved.url}/api` }
    await server.close()
    server = moved
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    expect(engine.seen.get(id)).not.toContain('failed')
  })
})

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

describe('the end of the engine', () => {
  it('leaves no timer, and the next start goes on from there', async () => {
    server.statuses = ['waiting']
    const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
    const before = timers()
    const engine = start()
    const [first, second] = await engine.enqueue([await song('a.wav'), await song('b.wav')])
    await engine.until(first?.id ?? '', (job) => job.phase === 'waiting' && job.queueCount !== null)
    await engines.pop()?.close()
    expect(engine.clock.pending()).toBe(0)
    expect(timers()).toBeLessThanOrEqual(before)
    server.statuses = ['done']
    const again = start()
    for (const job of [first, second]) expect(await again.phase(job?.id ?? '', 'ready')).toMatchObject({ attempt: 1 })
    expect(server.creates).toHaveLength(2)
  })
})
