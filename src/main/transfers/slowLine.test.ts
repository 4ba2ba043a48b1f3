import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import { createDownload, type DownloadParts } from './download'
import { tagOf, resultServer, type Behaviour, type ResultServer } from './testing/resultServer'
import { tcpServer } from './testing/servers'
import { createPostMultipart, type UploadParts } from './upload'

const CONTENT = Buffer.concat([Buffer.from('fLaC'), randomBytes(400)])
let folder = ''
let server: ResultServer | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-slow-'))
  await mkdir(join(folder, 'job'))
})
afterEach(async () => {
  await server?.close()
  server = undefined
  await rm(folder, { recursive: true })
})

/** One byte every few milliseconds. */
const drip: Behaviour = (request, response, content) => {
  response.writeHead(200, { 'content-length': content.length, etag: tagOf(content) })
  let at = 0
  const timer = setInterval(() => {
    if (at < content.length) response.write(content.subarray(at, (at += 1)))
    else response.end()
  }, 2)
  request.socket.once('close', () => clearInterval(timer))
}
const fetchIt = (url: string, parts: Partial<DownloadParts>): Promise<string> =>
  createDownload({ random: () => 1, idleTimeoutMs: 100, pause: () => Promise.resolve(), ...parts })({
    url: `${url}/storage/a.flac`, apiBase: `${url}/api`, folder: join(folder, 'job'), fileName: 'a.flac', announcedBytes: CONTENT.length,
    signal: new AbortController().signal, onProgress: () => undefined
  }).then(({ fileName }) => fileName, (error: unknown) => (error instanceof AppError ? error.code : Promise.reject(new Error('no AppError'))))

describe('A7-32: a line that drips', () => {
  it('is waited for as long as something comes', async () => {
    server = await resultServer(CONTENT, [drip])
    expect(await fetchIt(server.url, {})).toBe('a.flac')
    expect(server.requests).toHaveLength(1)
    expect(await readFile(join(folder, 'job', 'a.flac'))).toEqual(CONTENT)
  })

  it('is left for another connection below a minimum rate, and what came is not fetched again', async () => {
    server = await resultServer(CONTENT, [drip])
    expect(await fetchIt(server.url, { minimumRate: { bytesPerSecond: 10_000, windowMs: 50 } })).toBe('a.flac')
    expect(server.requests).toHaveLength(2)
    expect(server.requests[1]?.range).toMatch(/^bytes=[1-9]\d*-$/)
    expect(await readFile(join(folder, 'job', 'a.flac'))).toEqual(CONTENT)
  })

  it('ends an upload below a minimum rate, and no other', async () => {
    const path = join(folder, 'song.wav')
    await writeFile(path, randomBytes(12_000_000))
    const slow = await tcpServer((socket) => {
      socket.on('data', () => {
        socket.pause()
        setTimeout(() => socket.resume(), 20)
      })
    })
    const send = (parts: UploadParts): Promise<unknown> =>
      createPostMultipart(parts)({
        url: `${slow.url}/api/separation/create`, fields: [], files: [{ field: 'audiofile', path, fileName: 'song.wav' }],
        signal: AbortSignal.timeout(600), onProgress: () => undefined, onLastBytes: () => undefined
      }).catch((error: unknown) => (error instanceof AppError ? `${error.code}: ${error.detail ?? ''}` : error))
    expect(await send({ minimumRate: { bytesPerSecond: 1_000_000_000, windowMs: 50 } })).toBe('serverUnreachable: slower than 1000000000 bytes a second')
    expect(await send({ minimumRate: { bytesPerSecond: 100, windowMs: 300 } })).toMatch(/^(cancelled|answerLost)/)
    await slow.close()
  })
})

describe('A7-31: a result that stalls with the socket open', () => {
  it('is resumed over another connection after the longest silence, where it stopped', async () => {
    const stall: Behaviour = (_request, response, content) => {
      response.writeHead(200, { 'content-length': content.length, etag: tagOf(content) })
      response.write(content.subarray(0, 100))
    }
    server = await resultServer(CONTENT, [stall])
    expect(await fetchIt(server.url, {})).toBe('a.flac')
    expect(server.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=100-'])
    expect(await readFile(join(folder, 'job', 'a.flac'))).toEqual(CONTENT)
  })
})
