import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Engine } from './testing/engine'
import { startSmallService } from './testing/smallService'
import { closeLast, serveForEach, serveInstead, server, song, start } from './testing/engines'

serveForEach()

/** A job whose results begin and never come. */
async function beginning(): Promise<{ engine: Engine; id: string }> {
  server.statuses = ['done']
  server.trickleBytes = 0
  const engine = start()
  const [job] = await engine.enqueue([await song('Song.wav')], 'local')
  const id = job?.id ?? ''
  await engine.phase(id, 'downloading')
  return { engine, id }
}

describe('the local service', () => {
  it('is followed to another port, with its jobs and half-downloaded files', async () => {
    const { id } = await beginning()
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
    const { engine, id } = await beginning()
    const moved = await startSmallService()
    engine.access = { ...engine.access, apiBase: `${moved.url}/api` }
    await server.close()
    serveInstead(moved)
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    expect(engine.seen.get(id)).not.toContain('failed')
  })
})
