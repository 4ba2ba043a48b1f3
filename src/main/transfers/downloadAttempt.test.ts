import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fetchOnce } from './downloadAttempt'
import { openPart } from './partFile'
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
    const attempt = fetchOnce(slow, {
      url: `${server.url}/storage/a.flac`, apiBase: `${server.url}/api`, folder, fileName: NAME, announcedBytes: null,
      signal: new AbortController().signal, onProgress: () => undefined
    }, { idleTimeoutMs: 60_000 })
    await expect(attempt).rejects.toMatchObject({ code: 'serverUnreachable' })
  } finally {
    await part.close()
  }
})
