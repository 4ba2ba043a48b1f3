import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchOnce } from './downloadAttempt'
import { openPart } from './partFile'
import type { PartFile } from './partWriter'
import { httpServer, type TestServer } from './testing/servers'

const NAME = 'a.flac'
let folder = ''
let server: TestServer
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-attempt-'))
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const fetchInto = (part: PartFile): Promise<void> => fetchOnce(part, {
  url: `${server.url}/storage/a.flac`, apiBase: `${server.url}/api`, folder, fileName: NAME, announcedBytes: null,
  signal: new AbortController().signal, onProgress: () => undefined
}, { idleTimeoutMs: 60_000 })

it('A7-30: a connection that is reset while the part is made ready ends the attempt, and is not waited for for ever', async () => {
  let socket: Socket | undefined
  server = await httpServer((request, response) => {
    socket = request.socket
    response.writeHead(200, { etag: '"x"', 'content-length': 1_000_000 })
    response.write(Buffer.alloc(1_000))
  })
  const part = await openPart(folder, NAME, `${server.url}/storage/a.flac`)
  // A disk that is busy just then.
  const slow = { ...part, position: 0, note: part.note, restart: async () => {
    if (socket === undefined) throw new Error('nobody asked')
    const closed = once(socket, 'close')
    socket.resetAndDestroy()
    await closed
    await new Promise((resolve) => setTimeout(resolve, 50)) // and until the other side has heard of it
  } }
  try {
    await expect(fetchInto(slow)).rejects.toMatchObject({ code: 'serverUnreachable' })
  } finally {
    await part.close()
  }
})

describe('a disk that is behind its line', () => {
  /** A part whose every piece takes the disk until `onWay` has happened and the other side has heard of it. */
  async function slowPart(onWay: () => Promise<unknown>): Promise<PartFile> {
    const part = await openPart(folder, NAME, `${server.url}/storage/a.flac`)
    const keep = async (chunk: Buffer): Promise<void> => {
      await onWay()
      for (let turns = 0; turns < 50; turns += 1) await setImmediate()
      await part.write(chunk)
    }
    return Object.create(part, { write: { value: keep } }) as PartFile
  }
  const begin = (response: ServerResponse): void => {
    response.writeHead(200, { etag: '"x"', 'content-length': 2_000 })
    response.write(Buffer.alloc(1_000))
  }

  it('has kept the last piece before the length is compared', async () => {
    let answer: ServerResponse | undefined
    server = await httpServer((_request, response) => {
      answer = response
      begin(response)
    })
    const part = await slowPart(async () => {
      if (answer === undefined || answer.writableFinished) return
      answer.end(Buffer.alloc(1_000))
      await once(answer, 'finish')
    })
    try {
      await fetchInto(part)
      expect(part.position).toBe(2_000)
    } finally {
      await part.close()
    }
  })

  it('has kept what came before another attempt may begin', async () => {
    let socket: Socket | undefined
    server = await httpServer((request, response) => {
      socket = request.socket
      begin(response)
    })
    const part = await slowPart(async () => {
      const closed = socket === undefined ? null : once(socket, 'close')
      socket?.resetAndDestroy()
      await closed
    })
    try {
      await expect(fetchInto(part)).rejects.toMatchObject({ code: 'serverUnreachable' })
      expect(part.position).toBe(1_000)
    } finally {
      await part.close()
    }
  })
})
