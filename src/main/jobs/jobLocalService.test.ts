import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { startSmallService } from './testing/smallService'
import { closeLast, serveForEach, serveInstead, server, song, start } from './testing/engines'

serveForEach()

describe('the local service', () => {
  it('is followed to another port, with its jobs and half-downloaded files', async () => {
    server.statuses = ['done']
    server.trickleBytes = 0 // results begin and never come
    const engine = start()
    const [job] = await engine.enqueue([await song('Song.wav')], 'local')
    const id = job?.id ?? ''
    await engine.phase(id, 'downloading')
    await closeLast()
    const moved = await startSmallService()
    await server.close()
    serveInstead(moved)
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
    serveInstead(moved)
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    expect(engine.seen.get(id)).not.toContain('failed')
  })
})
