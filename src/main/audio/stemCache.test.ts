import { mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStemCache, type StemCache, type StemMeta } from './stemCache'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-cache-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const source = { sizeBytes: 10, mtimeMs: 5 }
const meta: StemMeta = {
  version: 2,
  source: { ...source, isPcm: false, sampleRateHz: 44_100 },
  sampleRateHz: 44_100,
  channels: 2,
  frames: 10,
  pcmBytes: 1_000,
  peaksBytes: 24,
  outline: 'AAAA'
}

async function fill(cache: StemCache, jobId: string): Promise<void> {
  await cache.use(jobId)
  const paths = cache.paths(jobId, 0)
  await writeFile(paths.pcm, Buffer.alloc(meta.pcmBytes))
  await writeFile(paths.peaks, Buffer.alloc(meta.peaksBytes))
  await cache.record(jobId, 0, meta)
}

describe('the stem cache', () => {
  it('finds what was recorded for the same source, and for no other', async () => {
    const cache = createStemCache(folder)
    await fill(cache, 'job')
    expect(await cache.find('job', 0, source)).toEqual(meta)
    expect(await cache.find('job', 0, { ...source, mtimeMs: 6 })).toBeUndefined()
    expect(await cache.find('job', 0, { ...source, sizeBytes: 11 })).toBeUndefined()
    expect(await cache.find('job', 1, source)).toBeUndefined()
  })

  it('counts a file that is torn or gone as missing', async () => {
    const cache = createStemCache(folder)
    await fill(cache, 'job')
    await truncate(cache.paths('job', 0).pcm, 999)
    expect(await cache.find('job', 0, source)).toBeUndefined()
    await fill(cache, 'job')
    await rm(cache.paths('job', 0).peaks)
    expect(await cache.find('job', 0, source)).toBeUndefined()
    await fill(cache, 'job')
    await fill(cache, 'job')
    await writeFile(cache.paths('job', 0).meta, '{"version":2')
    expect(await createStemCache(folder).find('job', 0, source)).toBeUndefined()
  })

  it('removes the job heard longest ago first, until it fits, and none in use', async () => {
    const cache = createStemCache(folder, 3_000)
    for (const [hour, jobId] of ['oldest', 'open', 'middle', 'newest'].entries()) {
      await fill(cache, jobId)
      const at = new Date(Date.UTC(2026, 0, 1, hour))
      await utimes(join(folder, jobId), at, at)
    }
    await cache.prune(new Set(['open']))
    expect((await readdir(folder)).sort()).toEqual(['newest', 'open'])
    await createStemCache(folder, 0).prune(new Set())
    expect(await readdir(folder)).toEqual([])
  })

  it('keeps an odd id inside its folder', () => {
    const { pcm } = createStemCache(folder).paths('../../etc/passwd', 0)
    expect(pcm.startsWith(join(folder, '/'))).toBe(true)
    expect(pcm).not.toContain('..')
  })
})
