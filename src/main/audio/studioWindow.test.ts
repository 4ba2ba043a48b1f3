import { appendFile, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OriginalSource } from './prepareStems'
import type { StudioService } from './studioService'
import { toneAt, writeTone } from './testing/audioFiles'
import { createTestStudio } from './testing/studios'

let folder = ''
let services: StudioService[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-window-'))
  services = []
})
afterEach(async () => {
  await Promise.all(services.map((service) => service.dispose()))
  await rm(folder, { recursive: true, force: true })
})

const file = (name: string) => join(folder, name)
const asSent = async (path: string): Promise<OriginalSource> => {
  const { size, mtimeMs } = await stat(path)
  return { path, sizeBytes: size, mtimeMs }
}
function start(paths: readonly string[], original: OriginalSource | null = null): StudioService {
  const service = createTestStudio(paths, { cacheFolder: file('cache'), original })
  services.push(service)
  return service
}
async function floatsOf(service: StudioService, url: string, status = 200): Promise<Float32Array> {
  const response = await service.respond(url, null, 'GET')
  expect(response.status).toBe(status)
  return new Float32Array(await response.arrayBuffer())
}

describe('a job that made only words', () => {
  it('has the song to be heard with them', async () => {
    const words = file('words.txt')
    await appendFile(words, 'la la')
    const service = start([words], await asSent(await writeTone(file('song.wav'), { frames: 3_000, format: 'wav32f' })))
    const session = await service.open('job')
    expect(session).toMatchObject({ frames: 3_000, stems: [], unplayable: ['words.txt'] })
    expect(await floatsOf(service, `${session.windowUrl}?from=0&frames=10&original=1`)).toHaveLength(20)
  })
})

describe('a window of the session', () => {
  it('holds every stem of the same frames, one after the other, silent after its end', async () => {
    const service = start([
      await writeTone(file('long.wav'), { frames: 5_000, format: 'wav32f' }),
      await writeTone(file('short.flac'), { frames: 3_000, channels: 1, format: 'flac24' })
    ])
    const { windowUrl, original } = await service.open('job')
    const window = await floatsOf(service, `${windowUrl}?from=2900&frames=200`)
    expect(original).toBeNull()
    expect(window).toHaveLength(200 * 3)
    const [long, short] = [window.subarray(0, 400), window.subarray(400)]
    expect([...long]).toEqual(Array.from({ length: 400 }, (_, at) => Math.fround(toneAt(2_900 + (at >> 1), at % 2))))
    short.forEach((sample, at) => expect(sample).toBeCloseTo(at < 100 ? toneAt(2_900 + at, 0) : 0, 6))
    const head = await service.respond(`${windowUrl}?from=0&frames=10`, null, 'HEAD')
    expect([head.status, head.headers.get('content-length'), head.body]).toEqual([200, '120', null])
  })

  it('is refused when it is no window, of no open session, or beyond all measure', async () => {
    const service = start([await writeTone(file('a.wav'), { frames: 1_000 })])
    const { windowUrl } = await service.open('job')
    const statusOf = async (query: string) => (await service.respond(windowUrl + query, null, 'GET')).status
    expect(await statusOf('?from=0&frames=10')).toBe(200)
    const strays = ['', '?', '?from=0', '?from=-1&frames=10', '?from=0&frames=1e3', '?frames=10&from=0', '?from=0&frames=10&original=1', '?from=0&frames=10&x=1']
    expect(await Promise.all(strays.map(statusOf))).toEqual(strays.map(() => 404))
    expect(await statusOf('?from=0&frames=999999999')).toBe(416)
    await service.close('job')
    expect(await statusOf('?from=0&frames=10')).toBe(404)
  })
})

describe('the original', () => {
  it('is served beside the stems, at their rate, when it is asked for', async () => {
    const path = await writeTone(file('song.flac'), { frames: 4_800, sampleRateHz: 48_000, format: 'flac16' })
    const service = start([await writeTone(file('stem.wav'), { frames: 4_410, format: 'wav32f' })], await asSent(path))
    const { windowUrl, original, unplayable } = await service.open('job')
    expect(unplayable).toEqual([])
    expect(original).toMatchObject({ channels: 2 })
    const window = await floatsOf(service, `${windowUrl}?from=1000&frames=100&original=1`)
    expect(window).toHaveLength(400)
    // Frame f at 44.1 kHz is frame f * 48 / 44.1 of the source.
    const song = window.subarray(200)
    for (let frame = 0; frame < 100; frame += 1) {
      expect(song[frame * 2]).toBeCloseTo(toneAt(((1_000 + frame) * 48) / 44.1, 0), 2)
    }
    expect(await floatsOf(service, `${windowUrl}?from=1000&frames=100`)).toHaveLength(200)
    expect((await service.respond(original?.peaksUrl ?? '', null, 'GET')).status).toBe(200)
    expect((await service.respond(original?.pcmUrl ?? '', 'bytes=0-7', 'GET')).status).toBe(206)
  })

  it('stays to be heard, as the stems do, when files are moved while a job that was all known is open', async () => {
    const stem = await writeTone(file('stem.wav'), { frames: 1_000, format: 'wav32f' })
    const song = await asSent(await writeTone(file('song.wav'), { frames: 1_000, format: 'wav32f' }))
    const service = start([stem], song)
    await service.open('job')
    await service.settled('job')
    await service.close('job')
    const { windowUrl, stems } = await service.open('job')
    expect(stems[0]?.outline).toBeDefined()
    const before = await floatsOf(service, `${windowUrl}?from=0&frames=500`)
    await rename(stem, file('stem moved.wav'))
    await rename(song.path, file('song moved.wav'))
    const after = await floatsOf(service, `${windowUrl}?from=0&frames=500&original=1`)
    expect(after.subarray(0, 1_000)).toEqual(before)
    expect(after.subarray(1_000)).toEqual(before)
  })

  it('is none when the file is gone, no audio, or not the one that was sent', async () => {
    const stem = await writeTone(file('stem.wav'), { frames: 1_000 })
    const changed = await asSent(await writeTone(file('changed.wav'), { frames: 1_000 }))
    await appendFile(changed.path, 'more')
    const notes = await asSent(stem)
    await appendFile(file('notes.mp3'), 'la la la')
    for (const original of [changed, { ...notes, path: file('gone.wav') }, await asSent(file('notes.mp3')), { ...notes, mtimeMs: 5 }]) {
      const service = start([stem], original)
      const session = await service.open('job')
      expect(session.original).toBeNull()
      expect(session.stems).toHaveLength(1)
      expect(session.unplayable).toEqual([])
      await service.close('job')
    }
  })
})
