import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest'
import type { Job } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import { createDownload } from '../transfers/download'
import { mountSmallDisk, type SmallDisk } from '../transfers/testing/smallDisk'
import { createJobFolder } from '../library/jobFolder'
import { startEngine, type Engine } from './testing/engine'
import { startSmallService, type SmallService } from './testing/smallService'

const MIB = 1024 * 1024
let folder = ''
let server: SmallService
let engine: Engine
const disks: SmallDisk[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-hold-'))
  server = await startSmallService([Buffer.concat([Buffer.from('fLaC'), randomBytes(3 * MIB)])])
  server.statuses = ['done']
})
afterEach(async () => {
  await engine.close()
  await server.close()
  for (const disk of disks.splice(0)) disk.unmount()
  await rm(folder, { recursive: true, force: true })
})

function disk(context: TestContext, name: string, sizeMebibytes: number): SmallDisk {
  const small = mountSmallDisk(join(folder, name), sizeMebibytes)
  if (small === null) return context.skip('mounting is not allowed here')
  disks.push(small)
  return small
}
async function enqueue(name: string): Promise<string> {
  await writeFile(join(folder, name), 'a song')
  const [job] = await engine.enqueue([join(folder, name)])
  return job?.id ?? ''
}
const now = (id: string): Job | undefined => engine.service.list().find((job) => job.id === id)
const resultOf = async (id: string): Promise<Buffer> => readFile(engine.service.filesOf(id)?.files[0]?.path ?? '')

describe('a full disk (A7 row 13; needs the right to mount)', () => {
  it('holds the job with its place named, and goes on by itself once there is room', async (context) => {
    const small = disk(context, 'Small disk', 2)
    engine = startEngine(folder, server.url)
    engine.library = join(folder, 'Small disk')
    const id = await enqueue('Song.wav')
    expect(await engine.held(id, 'diskFull')).toMatchObject({ place: 'Small disk' })
    const servedBefore = server.served
    small.resize(8)
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    expect((await resultOf(id)).equals(server.results[0] ?? Buffer.alloc(0))).toBe(true)
    // What was there by then was not fetched again.
    expect(server.served - servedBefore).toBeLessThan(3 * MIB)
    expect(engine.problems).toEqual([])
  })

  it('lets jobs on other disks go on', async (context) => {
    disk(context, 'Small disk', 1)
    engine = startEngine(folder, server.url, {
      jobFolderFor: (job) => createJobFolder(join(folder, job.input.name.startsWith('Big') ? 'library' : 'Small disk'), job)
    })
    engine.premium = true
    const small = await enqueue('Small.wav')
    await engine.held(small, 'diskFull')
    const big = await enqueue('Big.wav')
    await engine.phase(big, 'ready')
    expect(now(small)).toMatchObject({ phase: 'downloading' })
  })
})

describe('a folder that takes nothing', () => {
  it('that became read-only holds the job without trying on, until another is chosen (A7 row 15)', async (context) => {
    disk(context, 'Archive', 8).setReadOnly()
    engine = startEngine(folder, server.url)
    engine.library = join(folder, 'Archive')
    const id = await enqueue('Song.wav')
    expect(await engine.held(id, 'folderGone')).toMatchObject({ place: 'Archive' })
    expect([server.served, engine.clock.pending()]).toEqual([0, 0])
    engine.library = join(folder, 'library')
    engine.service.moveToLibrary([id])
    await engine.phase(id, 'ready')
    expect(engine.service.filesOf(id)?.folder).toBe(join(folder, 'library', 'Song - BS Roformer'))
    expect(engine.problems).toEqual([])
  })

  it('of a drive that was pulled out is not made anew at its place (A7 row 16)', async (context) => {
    const drive = disk(context, 'Drive', 1)
    engine = startEngine(folder, server.url)
    engine.library = join(folder, 'Drive')
    const id = await enqueue('Song.wav')
    await engine.held(id, 'diskFull')
    drive.unmount()
    expect(await engine.held(id, 'folderGone')).toMatchObject({ place: 'Drive' })
    expect(await readdir(join(folder, 'Drive'))).toEqual([])
    // Plugged in again, at the user's word it goes on there.
    await mkdir(join(folder, 'Drive', 'Song - BS Roformer'))
    engine.service.retry([id])
    await engine.phase(id, 'ready')
    expect(engine.service.filesOf(id)?.folder).toBe(join(folder, 'Drive', 'Song - BS Roformer'))
  })
})

describe('a line that is cut', () => {
  it('is said while no byte comes in, and no more once they do', async () => {
    let begin: (tell: (isCutOff: boolean) => void) => void = () => undefined
    const begun = new Promise<(isCutOff: boolean) => void>((resolve) => { begin = resolve })
    let finish = (): void => undefined
    engine = startEngine(folder, server.url, { createDownload: (pause) => {
      const download = createDownload({ pause, random: () => 0.5 })
      return async (request) => {
        await new Promise<void>((resolve) => {
          finish = resolve
          begin((isCutOff) => request.onCutOff?.(isCutOff))
        })
        return download(request)
      }
    } })
    const id = await enqueue('Song.wav')
    const tell = await begun
    tell(true)
    expect(now(id)).toMatchObject({ hold: 'offline' })
    tell(false)
    expect(now(id)).toMatchObject({ hold: null })
    tell(true)
    finish()
    expect(await engine.phase(id, 'ready')).toMatchObject({ files: [{ done: true }] })
  })
})

describe('a folder that something else leads to', () => {
  it('is not written to (A7 row 26)', async () => {
    let failing = true
    engine = startEngine(folder, server.url, { createDownload: (pause) => {
      const download = createDownload({ pause, random: () => 0.5 })
      return (request) => (failing ? Promise.reject(new AppError('downloadDamaged')) : download(request))
    } })
    const id = await enqueue('Song.wav')
    await engine.phase(id, 'failed')
    const own = join(folder, 'library', 'Song - BS Roformer')
    await rm(own, { recursive: true })
    await mkdir(join(folder, 'victim'))
    await symlink(join(folder, 'victim'), own)
    failing = false
    engine.service.retry([id])
    await engine.held(id, 'folderGone')
    expect(await readdir(join(folder, 'victim'))).toEqual([])
  })
})

describe('a result that cannot be read (A7 row 55)', () => {
  it('is marked, and fetched again at the user’s word', async () => {
    let readable = false
    engine = startEngine(folder, server.url, { isReadable: () => Promise.resolve(readable) })
    const id = await enqueue('Song.wav')
    expect(await engine.phase(id, 'ready')).toMatchObject({ files: [{ done: true, damaged: true }] })
    await engine.service.fetchAgain(id, [0])
    expect(await engine.phase(id, 'ready')).toMatchObject({ files: [{ done: true, damaged: true }] })
    expect((await readdir(join(folder, 'library', 'Song - BS Roformer'))).sort()).toContain('Song (Vocals).flac.damaged')
    readable = true
    const servedBefore = server.served
    await engine.service.fetchAgain(id, [0])
    expect(await engine.until(id, (job) => job.phase === 'ready' && !job.files.some(({ damaged }) => damaged))).toMatchObject({ attempt: 1 })
    expect(server.served - servedBefore).toBe(server.results[0]?.length)
    await engine.service.dispose()
    expect(await readdir(join(folder, 'library', 'Song - BS Roformer'))).toEqual(['Song (Vocals).flac'])
  })

  it('is marked too when that comes out later, until it is found well or fetched again', async () => {
    engine = startEngine(folder, server.url)
    const id = await enqueue('Song.wav')
    await engine.phase(id, 'ready')
    const marks = (): unknown => engine.service.list().map((job) => ('files' in job ? job.files.map(({ damaged }) => damaged) : []))
    engine.service.noteDamaged(id, [0])
    expect(marks()).toEqual([[true]])
    engine.service.noteDamaged(id, [])
    expect(marks()).toEqual([[false]])
    await engine.service.fetchAgain(id, [0])
    expect(engine.service.list()).toMatchObject([{ phase: 'ready' }])
    engine.service.noteDamaged(id, [0])
    await rm(engine.service.filesOf(id)?.files[0]?.path ?? '')
    await engine.service.fetchAgain(id, [0])
    engine.service.noteDamaged(id, [0])
    await engine.until(id, (job) => job.phase === 'ready' && !job.files.some(({ damaged }) => damaged))
    engine.service.noteDamaged('nobody', [0])
    expect(await readdir(join(folder, 'library', 'Song - BS Roformer'))).toContain('Song (Vocals).flac')
  })
})
