import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchWindow } from './fetchWindow'
import { createMemoryPool, type MemoryPool } from './memoryPool'

// Two sources: mono frame f holds f, stereo frame f holds f + 0.25 and -f.
const mono = Float32Array.from({ length: 1_000 }, (_, frame) => frame)
const stereo = Float32Array.from({ length: 2_000 }, (_, at) => (at % 2 === 0 ? at / 2 + 0.25 : -(at - 1) / 2))
let server: Server
let base = ''
beforeAll(async () => {
  server = createServer((request, response) => {
    const [, path = '', from = '0', frames = '0', original] = /^(.*)\?from=(\d+)&frames=(\d+)(&original=1)?$/.exec(request.url ?? '') ?? []
    if (path === '/gone') return response.writeHead(404).end()
    const [start, end] = [Number(from), Number(from) + Number(frames)]
    const parts = [mono.slice(start, end), stereo.slice(start * 2, end * 2), ...(original ? [mono.slice(start, end)] : [])]
    const body = Buffer.concat(parts.map((part) => Buffer.from(part.buffer)))
    response.writeHead(200)
    if (path === '/short') return response.end(body.subarray(0, -4))
    if (path === '/stuck') return response.write(body.subarray(0, 3))
    // In odd pieces, as a network gives them.
    response.write(body.subarray(0, 13))
    return setImmediate(() => response.end(body.subarray(13)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const LARGER: MemoryPool = { take: (sizeBytes) => new ArrayBuffer(sizeBytes + 64), give: () => undefined }

function get(path: string, { withOriginal = false, signal = new AbortController().signal, pool = LARGER } = {}) {
  const request = { windowUrl: base + path, channels: withOriginal ? [1, 2, 1] : [1, 2], withOriginal, startFrame: 250, frames: 100 }
  return fetchWindow(request, signal, pool)
}

describe('fetching a window', () => {
  it('brings exactly the frames of each source, in one piece of memory that was given', async () => {
    const [first, second, ...more] = await get('/ok')
    expect(more).toEqual([])
    expect([...(first ?? [])]).toEqual([...mono.subarray(250, 350)])
    expect([...(second ?? [])]).toEqual([...stereo.subarray(500, 700)])
    expect(second?.buffer).toBe(first?.buffer)
    expect(first?.buffer.byteLength).toBe(1_200 + 64)
  })

  it('brings the original behind them when asked', async () => {
    const sources = await get('/ok', { withOriginal: true })
    expect([...(sources[2] ?? [])]).toEqual([...mono.subarray(250, 350)])
  })

  it('refuses an answer that is no window, or ends early', async () => {
    await expect(get('/gone')).rejects.toThrow('(404)')
    await expect(get('/short')).rejects.toThrow('before it was full')
  })

  it('ends at once when aborted', async () => {
    const abort = new AbortController()
    const pending = get('/stuck', { signal: abort.signal })
    setImmediate(() => abort.abort())
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('gives its memory back when it is aborted half way or ends early', async () => {
    let made = 0
    const kept = createMemoryPool(2_000, 1)
    const pool: MemoryPool = {
      take: (sizeBytes) => {
        made += 1
        return kept.take(sizeBytes)
      },
      give: (memory) => { kept.give(memory) }
    }
    const first = pool.take(10)
    pool.give(first)
    const abort = new AbortController()
    const pending = get('/stuck', { signal: abort.signal, pool })
    await expect.poll(() => made).toBe(2)
    abort.abort()
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' })
    await expect(get('/short', { pool })).rejects.toThrow('before it was full')
    expect(made).toBe(3)
    expect(kept.take(10)).toBe(first)
  })
})
