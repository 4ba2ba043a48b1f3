import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchFrames } from './fetchFrames'

// 1000 stereo frames: frame f holds f and -f.
const samples = Float32Array.from({ length: 2_000 }, (_, at) => (at % 2 === 0 ? at / 2 : -(at - 1) / 2))
const bytes = Buffer.from(samples.buffer)
let server: Server
let base = ''
beforeAll(async () => {
  server = createServer((request, response) => {
    const [, from = '0', to = '0'] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    if (request.url === '/whole') return response.writeHead(200).end(bytes)
    const part = bytes.subarray(Number(from), Number(to) + 1)
    response.writeHead(206)
    if (request.url === '/short') return response.end(part.subarray(0, -4))
    if (request.url === '/stuck') return response.write(part.subarray(0, 3))
    // In odd pieces, as a network gives them.
    response.write(part.subarray(0, 13))
    return setImmediate(() => response.end(part.subarray(13)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const get = (path: string, from: number, frames: number, signal = new AbortController().signal, take = (size: number) => new ArrayBuffer(size + 64)) =>
  fetchFrames({ pcmUrl: base + path, channels: 2 }, from, frames, signal, take)

describe('fetching frames', () => {
  it('brings exactly the frames asked for, in memory that was given', async () => {
    const frames = await get('/ok', 250, 100)
    expect([...frames]).toEqual([...samples.subarray(500, 700)])
    expect(frames.buffer.byteLength).toBe(800 + 64)
  })

  it('refuses an answer that is not the range, or ends early', async () => {
    await expect(get('/whole', 0, 10)).rejects.toThrow('(200)')
    await expect(get('/short', 0, 10)).rejects.toThrow('ended before')
  })

  it('ends at once when aborted', async () => {
    const abort = new AbortController()
    const pending = get('/stuck', 0, 10, abort.signal)
    setImmediate(() => abort.abort())
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' })
  })
})
