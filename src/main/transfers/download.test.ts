import { randomBytes } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import { clearTraces, createDownload, type DownloadedFile, type DownloadRequest } from './download'
import { answerRange, cutAfter, resultServer, tagOf, type Behaviour, type ResultServer } from './testing/resultServer'
import { httpServer } from './testing/servers'

const CONTENT = Buffer.concat([Buffer.from('fLaC'), randomBytes(3_000_000)])
const NAME = 'Song (Vocals).flac'
let root = ''
let folder = ''
let server: ResultServer | undefined
let pauses: number[] = []

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'unbraid-download-'))
  folder = join(root, 'Song - BS Roformer')
  await mkdir(folder)
  pauses = []
})
afterEach(async () => {
  await server?.close()
  server = undefined
  await rm(root, { recursive: true, force: true })
})

const start = async (behaviours: Behaviour[] = [], etag?: string | null): Promise<string> => {
  server = await resultServer(CONTENT, behaviours, etag)
  return server.url
}

// A busy computer may keep a good server silent for a while: only the test of silence is impatient.
async function fetchTo(url: string, change: Partial<DownloadRequest> = {}, idleTimeoutMs = 10_000): Promise<DownloadedFile | string> {
  const download = createDownload({
    random: () => 1,
    idleTimeoutMs,
    pause: async (delayMs) => {
      pauses.push(delayMs)
    }
  })
  try {
    return await download({
      url: `${url}/storage/processed/a.flac`, apiBase: `${url}/api`, folder, fileName: NAME, announcedBytes: CONTENT.length,
      signal: new AbortController().signal, onProgress: () => undefined, ...change
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.code
  }
}
const whole = { fileName: NAME, sizeBytes: CONTENT.length }
const onDisk = (name = NAME): Promise<Buffer> => readFile(join(folder, name))

describe('download', () => {
  it('fetches, verifies and names a file, and sends nothing that tells who asks', async () => {
    const progress: number[] = []
    const url = await start()
    expect(await fetchTo(url, { onProgress: (bytes) => progress.push(bytes) })).toEqual(whole)
    expect((await onDisk()).equals(CONTENT)).toBe(true)
    expect(progress.at(-1)).toBe(CONTENT.length)
    expect(Object.keys(server?.requests[0] ?? {}).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host'])
    expect(server?.requests[0]?.['accept-encoding']).toBe('identity')
    await clearTraces(folder, [NAME])
    expect(await readdir(folder)).toEqual([NAME])
  })

  it('resumes after cuts from where it was, with the validator (A7 rows 30, 48)', async () => {
    const url = await start([cutAfter(1_200_000), cutAfter(700_000)])
    expect(await fetchTo(url)).toEqual(whole)
    expect((await onDisk()).equals(CONTENT)).toBe(true)
    expect(server?.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=1200000-', 'bytes=1900000-'])
    expect(server?.requests[2]?.['if-range']).toBe(tagOf(CONTENT))
  })

  it('resumes in another run after being stopped, and fetches nothing twice', async () => {
    const url = await start()
    const controller = new AbortController()
    const stopped = await fetchTo(url, { signal: controller.signal, onProgress: (bytes) => {
      if (bytes > 1_000_000) controller.abort()
    } })
    expect(stopped).toBe('cancelled')
    expect((await readdir(folder)).sort()).toEqual([`${NAME}.part`, `${NAME}.part.json`])
    expect(await fetchTo(url)).toEqual(whole)
    expect((await onDisk()).equals(CONTENT)).toBe(true)
    expect(Number(/\d+/.exec(server?.requests[1]?.range ?? '')?.[0])).toBeGreaterThan(1_000_000)
  })

  it('starts again when the server gave nothing to name the version by', async () => {
    const url = await start([cutAfter(1_200_000, null)], null)
    expect(await fetchTo(url)).toEqual(whole)
    expect((await onDisk()).equals(CONTENT)).toBe(true)
    expect(server?.requests[1]?.range).toBeUndefined()
  })

  it.each<[string, Behaviour]>([
    ['ignores the range', (_request, response, content) => response.writeHead(200, { 'content-length': content.length }).end(content)],
    ['has a new version', (request, response, content) => answerRange(request, response, content, '"new"')],
    ['answers another range', (_request, response, content) => response
      .writeHead(206, { 'content-range': `bytes 0-${content.length - 1}/${content.length}`, 'content-length': content.length }).end(content)],
    ['answers a range of another version', (_request, response, content) => response
      .writeHead(206, { etag: '"x"', 'content-range': `bytes 1200000-${content.length - 1}/${content.length}` }).end(content.subarray(1_200_000))],
    ['answers 416', (_request, response) => response.writeHead(416).end()]
  ])('never mixes bytes when the server %s (A7 row 48)', async (_what, behaviour) => {
    const url = await start([cutAfter(1_200_000), behaviour])
    expect(await fetchTo(url)).toEqual(whole)
    expect((await onDisk()).equals(CONTENT)).toBe(true)
  })

  it.each<[string, Behaviour, Partial<DownloadRequest>]>([
    ['a page with 200', (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>sorry</html>'), { announcedBytes: null }],
    ['a page called audio', (_request, response) => response.writeHead(200, { 'content-type': 'audio/flac' }).end('\n<!DOCTYPE html><p>no'), { announcedBytes: null }],
    ['a JSON message', (_request, response) => response.writeHead(200).end('{"success":false}'), { announcedBytes: null }],
    ['an encoded file', (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'), {}],
    ['a shorter file than announced', (_request, response) => response.writeHead(200).end('fLaC'), {}],
    ['a longer file than announced', (_request, response, content) => response.writeHead(200).end(Buffer.concat([content, content])), {}]
  ])('does not take %s for a stem (A7 rows 36, 46, 47)', async (_what, behaviour, change) => {
    const url = await start([behaviour, behaviour, behaviour])
    expect(await fetchTo(url, change)).toBe('downloadDamaged')
    expect(await readdir(folder)).not.toContain(NAME)
  })

  it('gives up a server that never sends more, after a few tries with growing pauses', async () => {
    const stall: Behaviour = (_request, response) => response.writeHead(200, { 'content-length': 10 }).flushHeaders()
    const url = await start(Array.from({ length: 9 }, () => stall))
    expect(await fetchTo(url, { announcedBytes: null }, 100)).toBe('serverUnreachable')
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000])
  })

  it('waits as long as the server asks (A7 row 40)', async () => {
    const url = await start([(_request, response) => response.writeHead(503, { 'retry-after': '30' }).end()])
    expect(await fetchTo(url)).toEqual(whole)
    expect(pauses).toEqual([30_000])
  })

  it('says that results are gone (A7 row 43) without trying again', async () => {
    const url = await start([(_request, response) => response.writeHead(404).end()])
    expect(await fetchTo(url)).toBe('jobNotFound')
    expect(pauses).toEqual([])
  })

  it('follows a redirect at home and refuses one to elsewhere (A7 rows 52, 53)', async () => {
    const stranger = await httpServer((_request, response) => response.end('fLaC'))
    try {
      const to = (location: string): Behaviour => (_request, response) => response.writeHead(302, { location }).end()
      const url = await start([to('/storage/moved.flac'), (request, response) => answerRange(request, response, CONTENT, null), to(`${stranger.url}/storage/a.flac`)])
      expect(await fetchTo(url)).toEqual(whole)
      expect(await fetchTo(url, { fileName: 'b.flac' })).toBe('resultUntrusted')
      expect(await fetchTo(url, { url: `${stranger.url}/storage/a.flac`, fileName: 'c.flac' })).toBe('resultUntrusted')
    } finally {
      await stranger.close()
    }
  })

  it('ends a redirect loop', async () => {
    const loop: Behaviour = (_request, response) => response.writeHead(302, { location: '/storage/again' }).end()
    expect(await fetchTo(await start(Array.from({ length: 9 }, () => loop)))).toBe('resultUntrusted')
    expect(server?.requests).toHaveLength(6)
  })

  it('never overwrites: a taken name gets a number (A7 row 19)', async () => {
    await writeFile(join(folder, NAME), 'the user was here')
    expect(await fetchTo(await start())).toEqual({ fileName: 'Song (Vocals) (2).flac', sizeBytes: CONTENT.length })
    expect((await onDisk()).toString()).toBe('the user was here')
  })

  it('does not follow a link planted at the part (A7 row 26)', async () => {
    const victim = join(root, 'victim')
    await writeFile(victim, 'precious')
    await symlink(victim, join(folder, `${NAME}.part`))
    expect(await fetchTo(await start())).toEqual(whole)
    expect(await readFile(victim, 'utf8')).toBe('precious')
  })

  it('fetches nothing after a kill between the last byte and the ledger (A7 row 5)', async () => {
    const url = await start()
    await fetchTo(url)
    expect(await fetchTo(url)).toEqual(whole)
    await link(join(folder, NAME), join(folder, `${NAME}.part`))
    expect(await fetchTo(url)).toEqual(whole)
    expect(server?.requests).toHaveLength(1)
    expect(await readdir(folder)).not.toContain(`${NAME}.part`)
  })

  it('starts again from a torn note', async () => {
    const url = await start([cutAfter(1_200_000)])
    const controller = new AbortController()
    await fetchTo(url, { signal: controller.signal, onProgress: (bytes) => {
      if (bytes > 600_000) controller.abort()
    } })
    await writeFile(join(folder, `${NAME}.part.json`), '{"version":1,"sou')
    expect(await fetchTo(url)).toEqual(whole)
    expect((await onDisk()).equals(CONTENT)).toBe(true)
  })

  it('names the folder that is gone or is not one (A7 rows 15, 16)', async () => {
    const url = await start()
    expect(await fetchTo(url, { folder: join(root, 'gone') })).toBe('folderUnwritable')
    await writeFile(join(root, 'file'), '')
    expect(await fetchTo(url, { folder: join(root, 'file') })).toBe('folderUnwritable')
  })
})

const mounted = (path: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('a full disk (A7 row 13; needs the right to mount)', () => {
  it('keeps the part, names the folder and goes on once there is room', async (context) => {
    if (!mounted(folder)) return context.skip('mounting is not allowed here')
    try {
      const url = await start()
      expect(await fetchTo(url)).toBe('diskFull')
      execFileSync('mount', ['-o', 'remount,size=8m', folder])
      expect(await fetchTo(url)).toEqual(whole)
      expect((await onDisk()).equals(CONTENT)).toBe(true)
      expect(Number(/\d+/.exec(server?.requests[1]?.range ?? '')?.[0])).toBeGreaterThan(200_000)
    } finally {
      execFileSync('umount', [folder])
    }
  })
})
