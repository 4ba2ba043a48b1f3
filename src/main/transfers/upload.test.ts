import { createHash, randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError, type ErrorCode } from '../../shared/errors/appError'
import type { HttpAnswer, MultipartRequest } from '../mvsep/types'
import { httpServer, tcpServer, type TestServer } from './testing/servers'
import { createPostMultipart, type UploadParts } from './upload'

const FILE_BYTES = 24 * 1024 * 1024 + 12_345 // more than the sockets of both sides can hold
let folder = ''
let path = ''
let content = Buffer.alloc(0)
let server: TestServer | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-upload-'))
  path = join(folder, 'Ünï "song".wav')
  content = randomBytes(FILE_BYTES)
  await writeFile(path, content)
})
afterEach(async () => {
  await server?.close()
  server = undefined
  await rm(folder, { recursive: true, force: true })
})

interface Sent { readonly answer: HttpAnswer | null; readonly code: ErrorCode | null; readonly lastBytes: number; readonly progress: readonly number[] }

async function send(url: string, change: Partial<MultipartRequest> = {}, parts: UploadParts = {}, post = createPostMultipart(parts)): Promise<Sent> {
  const progress: number[] = []
  let lastBytes = 0
  const told = (answer: HttpAnswer | null, code: ErrorCode | null): Sent => ({ answer, code, lastBytes, progress })
  try {
    const answer = await post({
      url: `${url}/api/separation/create`,
      fields: [['sep_type', '40']],
      files: [{ field: 'audiofile', path, fileName: 'Ünï "song".wav' }],
      signal: new AbortController().signal,
      onProgress: (sentBytes) => progress.push(sentBytes),
      onLastBytes: () => (lastBytes += 1),
      ...change
    })
    return told(answer, null)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return told(null, error.code)
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

describe('upload', () => {
  it('sends fields and file whole, with the announced length, and reports every byte', async () => {
    let seen: { sha: string; name: string; length: number; connection: string | undefined } | undefined
    server = await httpServer(async (request, response) => {
      const body = await bodyOf(request)
      const form = await new Response(new Uint8Array(body), { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData()
      const file = form.get('audiofile') as File
      const sha = createHash('sha256').update(Buffer.from(await file.arrayBuffer())).digest('hex')
      seen = { sha, name: file.name, length: Number(request.headers['content-length']) - body.length, connection: request.headers.connection }
      response.end('{"success":true}')
    })
    const sent = await send(server.url)
    expect(sent.answer).toMatchObject({ statusCode: 200, body: '{"success":true}' })
    expect(seen?.sha).toBe(createHash('sha256').update(content).digest('hex'))
    expect(seen?.length).toBe(0)
    expect(seen?.connection).toBe('close')
    expect(sent.lastBytes).toBe(1)
    expect(sent.progress).toEqual([...sent.progress].sort((a, b) => a - b))
    expect(sent.progress.at(-1)).toBeGreaterThan(FILE_BYTES)
  })

  it('takes an answer that comes before the body is sent, and sends no more', async () => {
    server = await httpServer((_request, response) => {
      // as nginx does: the answer first, the connection closed only later
      response.writeHead(413, { connection: 'keep-alive', 'content-length': 9 }).end('too large')
    })
    const sent = await send(server.url)
    expect(sent.answer).toMatchObject({ statusCode: 413, body: 'too large' })
    expect(sent.lastBytes).toBe(0)
  })

  it('says the server was not reached when the connection is cut inside the body (A7 row 29)', async () => {
    server = await tcpServer((socket) => {
      let got = 0
      socket.on('data', (chunk) => {
        got += chunk.length
        if (got > 1_000_000) socket.resetAndDestroy()
      })
    })
    expect(await send(server.url)).toMatchObject({ code: 'serverUnreachable', lastBytes: 0 })
  })

  it('says the answer was lost when the connection is cut after the last byte (A7 row 2)', async () => {
    server = await httpServer(async (request) => {
      await bodyOf(request)
      request.socket.resetAndDestroy()
    })
    expect(await send(server.url)).toMatchObject({ code: 'answerLost', lastBytes: 1 })
  })

  it('says the answer was lost when it breaks off in the middle', async () => {
    server = await httpServer(async (request, response) => {
      await bodyOf(request)
      response.writeHead(200, { 'content-length': '100' }).write('{"success":tr')
      setImmediate(() => request.socket.destroy())
    })
    expect(await send(server.url)).toMatchObject({ code: 'answerLost' })
  })

  it('says the answer was lost when the server takes everything and stays silent', async () => {
    server = await httpServer((request) => {
      request.resume()
    })
    expect(await send(server.url, {}, { answerTimeoutMs: 50 })).toMatchObject({ code: 'answerLost' })
  })

  it('gives up on a stalled line and says the server was not reached (A7 row 31)', async () => {
    server = await tcpServer((socket) => {
      socket.pause()
    })
    expect(await send(server.url, {}, { idleTimeoutMs: 100 })).toMatchObject({ code: 'serverUnreachable', lastBytes: 0 })
  })

  it('is patient with a slow line that still moves (A7 row 32)', async () => {
    server = await httpServer((request, response) => {
      request.on('data', () => {
        request.pause()
        setTimeout(() => request.resume(), 1)
      })
      request.on('end', () => response.end('ok'))
    })
    const sent = await send(server.url, {}, { idleTimeoutMs: 150 })
    expect(sent.answer?.body).toBe('ok')
  })

  it('is cancelled before the last byte, and the server never has a whole request', async () => {
    let whole = 0
    server = await httpServer(async (request) => {
      await bodyOf(request).then(() => (whole += 1), () => undefined)
    })
    const controller = new AbortController()
    const sent = await send(server.url, { signal: controller.signal, onProgress: (bytes) => {
      if (bytes > 1_000_000) controller.abort()
    } })
    expect(sent).toMatchObject({ code: 'cancelled', lastBytes: 0 })
    expect(whole).toBe(0)
  })

  it('stops without a whole request when the note of the last bytes cannot be written', async () => {
    let whole = 0
    server = await httpServer(async (request) => {
      await bodyOf(request).then(() => (whole += 1), () => undefined)
    })
    const sent = await send(server.url, { onLastBytes: () => {
      throw new AppError('diskFull')
    } })
    expect(sent.code).toBe('diskFull')
    expect(whole).toBe(0)
  })

  it.each(['appended', 'truncated'])('notices a file that is %s while it is sent (A7 row 20)', async (how) => {
    let whole = 0
    server = await httpServer(async (request) => {
      await bodyOf(request).then(() => (whole += 1), () => undefined)
    })
    let changed: Promise<void> | undefined
    const sent = await send(server.url, { onProgress: () => {
      changed ??= how === 'appended' ? appendFile(path, 'x') : writeFile(path, 'short')
    } })
    await changed
    expect(sent).toMatchObject({ code: 'fileChanged', lastBytes: 0 })
    expect(whole).toBe(0)
  })

  it('says what is wrong with a file before it connects', async () => {
    expect((await send('http://127.0.0.1:9', { files: [{ field: 'f', path: join(folder, 'gone'), fileName: 'x' }] })).code).toBe('fileMissing')
    expect((await send('http://127.0.0.1:9', { files: [{ field: 'f', path: folder, fileName: 'x' }] })).code).toBe('fileIsFolder')
  })

  it('A7-29: gives up with a sentence after five cuts in a row; an answer forgets them, and a connection that never stood is none', async () => {
    let cut = true
    server = await httpServer((request, response) => {
      if (cut) request.socket.resetAndDestroy()
      else request.resume().on('end', () => response.end('ok'))
    })
    const post = createPostMultipart()
    const often = async (times: number, url: string): Promise<unknown[]> => {
      const codes: unknown[] = []
      for (let time = 0; time < times; time += 1) codes.push((await send(url, {}, {}, post)).code)
      return codes
    }
    expect(await often(4, server.url)).toEqual(Array.from({ length: 4 }, () => 'serverUnreachable'))
    cut = false
    expect(await often(1, server.url)).toEqual([null])
    cut = true
    expect(await often(5, server.url)).toEqual([...Array.from({ length: 4 }, () => 'serverUnreachable'), 'uploadCut'])
    expect(await often(1, server.url)).toEqual(['serverUnreachable'])
    const closed = await httpServer(() => undefined)
    await closed.close()
    expect(await often(7, closed.url)).toEqual(Array.from({ length: 7 }, () => 'serverUnreachable'))
  })

  it('says the server was not reached when nothing listens', async () => {
    const closed = await httpServer(() => undefined)
    await closed.close()
    expect(await send(closed.url)).toMatchObject({ code: 'serverUnreachable', lastBytes: 0 })
  })
})
