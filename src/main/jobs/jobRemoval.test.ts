import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Job } from '../../shared/domain/job'
import type { Engine } from './testing/engine'
import { closeLast, holdCreate, serveForEach, server, songs, start, words } from './testing/engines'

serveForEach()

const all = (engine: Engine): readonly Job[] => engine.service.list()

describe('a removed job', () => {
  it('comes back as it was: same id, same place, same files', async () => {
    server.statuses = ['done']
    const engine = start()
    const [a = '', b = ''] = await songs(engine, 'ab')
    await Promise.all([engine.phase(a, 'ready'), engine.phase(b, 'ready')])
    const before = all(engine)
    engine.service.remove([a])
    expect(words(engine)).toBe('b:ready')
    engine.service.restore([a, 'nobody'])
    expect(all(engine)).toEqual(before)
    expect(engine.service.filesOf(a)?.files).toHaveLength(2)
  })

  it('goes on when it comes back under way, and is not sent twice', async () => {
    const held = holdCreate()
    server.statuses = ['done']
    const engine = start()
    const [a = '', b = ''] = await songs(engine, 'ab')
    await held.arrived
    engine.service.pause([b])
    engine.service.remove([a, b])
    engine.service.restore([b, a])
    // Its last bytes are out: what became of them is looked up, never sent again by itself.
    await engine.phase(a, 'ready')
    expect(words(engine)).toBe('a:ready b:queued!')
    engine.service.resume([b])
    await engine.phase(b, 'ready')
    expect([server.creates.length, engine.problems]).toEqual([2, []])
  })

  it('is gone after the next start, with what was half-fetched, but not with its stems', async () => {
    server.statuses = ['done']
    const engine = start()
    const [a = '', b = ''] = await songs(engine, 'ab')
    await Promise.all([engine.phase(a, 'ready'), engine.phase(b, 'ready')])
    const { folder: results = '' } = engine.service.filesOf(a) ?? {}
    await writeFile(join(results, 'a (Vocals).flac.part'), 'half')
    engine.service.remove([a])
    await closeLast()
    const again = start()
    expect(words(again)).toBe('b:ready')
    again.service.restore([a])
    expect(words(again)).toBe('b:ready')
    await closeLast() // the traces go in the background
    expect((await readdir(results)).sort()).toEqual(['a (Vocals) 2.flac', 'a (Vocals).flac'])
    start()
  })
})

describe('the limits', () => {
  it('count an upload only while its bytes move', async () => {
    const first = holdCreate()
    const second = holdCreate()
    server.statuses = ['waiting']
    const engine = start()
    engine.premium = true
    engine.limits = { ...engine.limits, uploadsAtOnce: 1 }
    await songs(engine, 'ab')
    // Neither is answered, yet both have arrived: the first gave its slot away with its last bytes.
    await Promise.all([first.arrived, second.arrived])
    expect(words(engine)).toBe('a:uploading b:uploading')
    first.answer()
    second.answer()
  })

  it('send so many jobs to the service as a premium account is set to, and more at once when that changes', async () => {
    server.statuses = ['waiting']
    const engine = start()
    engine.premium = true
    engine.limits = { ...engine.limits, uploadsAtOnce: 5, premiumJobsAtOnce: 2 }
    const [a = '', b = '', c = ''] = await songs(engine, 'abc')
    await Promise.all([engine.phase(a, 'waiting'), engine.phase(b, 'waiting')])
    expect(words(engine)).toBe('a:waiting b:waiting c:queued')
    engine.limits = { ...engine.limits, premiumJobsAtOnce: 3 }
    engine.service.applyLimits()
    await engine.phase(c, 'waiting')
  })

  it('hold for the files of all jobs together', async () => {
    server.statuses = ['done']
    let now = 0
    let most = 0
    const engine = start({
      createDownload: () => async ({ fileName }) => {
        most = Math.max(most, (now += 1))
        await new Promise((resolve) => setImmediate(resolve))
        now -= 1
        return { fileName, sizeBytes: 8 }
      }
    })
    engine.premium = true
    engine.limits = { ...engine.limits, uploadsAtOnce: 5, downloadsAtOnce: 2 }
    const ids = await songs(engine, 'abcde')
    await Promise.all(ids.map((id) => engine.phase(id, 'ready')))
    expect(most).toBe(2)
  })
})
