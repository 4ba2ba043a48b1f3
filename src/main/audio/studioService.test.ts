import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StudioStem } from '../../shared/domain/studio'
import type { StudioService } from './studioService'
import { toneAt, writeAiffTone, writeTone } from './testing/audioFiles'
import { createTestStudio } from './testing/studios'

let folder = ''
let services: StudioService[] = []
let threads = 0
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-studio-'))
  services = []
  threads = 0
})
afterEach(async () => {
  await Promise.all(services.map((service) => service.dispose()))
  await rm(folder, { recursive: true, force: true })
})

function start(paths: readonly string[], onLooked?: (jobId: string, damagedIndexes: readonly number[]) => void): StudioService {
  const service = createTestStudio(paths, { cacheFolder: join(folder, 'cache'), onThread: () => { threads += 1 }, ...(onLooked && { onLooked }) })
  services.push(service)
  return service
}

const file = (name: string) => join(folder, name)
async function samplesOf(service: StudioService, stem: StudioStem, from: number, frames: number): Promise<Float32Array> {
  const frameBytes = stem.channels * 4
  const range = `bytes=${from * frameBytes}-${(from + frames) * frameBytes - 1}`
  const response = await service.respond(stem.pcmUrl, range, 'GET')
  expect(response.status).toBe(206)
  return new Float32Array(await response.arrayBuffer())
}
const stemAt = (stems: readonly StudioStem[], index: number): StudioStem => {
  const found = stems.find((stem) => stem.index === index)
  if (!found) throw new Error(`no stem ${index}`)
  return found
}
const quantised = (frame: number, channel: number) => Math.fround(Math.round(toneAt(frame, channel) * 32_768) / 32_768)

describe('the studio', () => {
  it('opens WAV, FLAC and another rate as one session of equal length', async () => {
    const service = start([
      await writeTone(file('Vocals.wav'), { frames: 40_000 }),
      await writeTone(file('Drums.flac'), { frames: 50_000, format: 'flac16' }),
      await writeTone(file('Bass.wav'), { frames: 24_000, sampleRateHz: 48_000, format: 'wav32f' }),
      await writeTone(file('Other.wav'), { frames: 30_000, channels: 1, format: 'wav32f' })
    ])
    const session = await service.open('job')
    expect(session).toMatchObject({ title: 'Song', algorithmName: 'Magic', sampleRateHz: 44_100, frames: 50_000, unplayable: [] })
    expect(session.stems.map(({ name, channels }) => [name, channels])).toEqual([['Vocals', 2], ['Drums', 2], ['Bass', 2], ['Other', 1]])

    for (const index of [0, 1]) {
      const samples = await samplesOf(service, stemAt(session.stems, index), 30_000, 100)
      expect([...samples]).toEqual(Array.from({ length: 200 }, (_, at) => quantised(30_000 + (at >> 1), at % 2)))
    }
    expect((await samplesOf(service, stemAt(session.stems, 0), 39_999, 10_001)).slice(2).every((sample) => sample === 0)).toBe(true)
    expect([...(await samplesOf(service, stemAt(session.stems, 3), 7, 2))]).toEqual([Math.fround(toneAt(7, 0)), Math.fround(toneAt(8, 0))])
    const converted = await samplesOf(service, stemAt(session.stems, 2), 11_025, 1)
    expect(converted[0]).toBeCloseTo(toneAt(12_000, 0), 2)
  })

  it('reads AIFF where it lies, as a WAV of the same samples: no copy, the same sound and the same picture', async () => {
    const service = start([
      await writeTone(file('a.wav'), { frames: 40_000 }),
      await writeAiffTone(file('b.aif'), { frames: 40_000 }, { bits: 16 }),
      await writeTone(file('c.wav'), { frames: 40_000, format: 'wav24' }),
      await writeAiffTone(file('d.aifc'), { frames: 40_000 }, { bits: 24, compression: 'sowt' })
    ])
    const { stems } = await service.open('job')
    for (const [wav, aiff] of [[0, 1], [2, 3]] as const) {
      const [one, other] = [stemAt(stems, wav), stemAt(stems, aiff)]
      expect([...(await samplesOf(service, other, 20_000, 500))]).toEqual([...(await samplesOf(service, one, 20_000, 500))])
      const [peaks, same] = await Promise.all([one, other].map(async ({ peaksUrl }) => (await service.respond(peaksUrl, null, 'GET')).arrayBuffer()))
      expect(same).toEqual(peaks)
    }
    expect((await readdir(join(folder, 'cache', 'job'))).filter((name) => name.endsWith('.wav'))).toEqual([])
  })

  it('keeps decoded stems: the second time no thread is started', async () => {
    const paths = [await writeTone(file('a.flac'), { frames: 20_000, format: 'flac16' }), await writeTone(file('b.wav'), { frames: 20_000 })]
    const first = start(paths)
    const { stems } = await first.open('job')
    const peaks = await Promise.all(stems.map(async ({ peaksUrl }) => (await first.respond(peaksUrl, null, 'GET')).arrayBuffer()))
    await first.dispose()
    expect(threads).toBeGreaterThan(0)
    threads = 0
    const second = start(paths)
    const again = await second.open('job')
    const samePeaks = await Promise.all(again.stems.map(async ({ peaksUrl }) => (await second.respond(peaksUrl, null, 'GET')).arrayBuffer()))
    expect(threads).toBe(0)
    expect(samePeaks).toEqual(peaks)
    // What the whole song looks like comes with the session once it is known: two channels in one, in as many runs here.
    expect(stems.map(({ outline }) => outline)).toEqual([undefined, undefined])
    expect(again.stems.map(({ outline }) => outline?.length)).toEqual([24 + Math.ceil(20_000 / 256) * 4, 24 + Math.ceil(20_000 / 256) * 4])
    expect(peaks[0]?.byteLength).toBe(24 + Math.ceil(20_000 / 256) * 8)
    expect(await readdir(join(folder, 'cache', 'job'))).not.toContainEqual(expect.stringContaining('.part'))
  })

  it('makes room once what it made is there; an opening that made nothing leaves the cache alone', async () => {
    const path = await writeTone(file('a.flac'), { frames: 2_000, format: 'flac16' })
    const leaveMuch = async (): Promise<void> => {
      await mkdir(file('cache/long ago'), { recursive: true })
      await writeFile(file('cache/long ago/0.wav'), '')
      await truncate(file('cache/long ago/0.wav'), 5 * 1024 ** 3)
    }
    const open = async (): Promise<string[]> => {
      await leaveMuch()
      const service = start([path])
      await service.open('job')
      await service.settled('job')
      await service.dispose()
      return readdir(file('cache'))
    }
    expect(await open()).toEqual(['job'])
    expect((await open()).sort()).toEqual(['job', 'long ago'])
  })

  it('decodes again when the source was changed', async () => {
    const path = await writeTone(file('a.flac'), { frames: 2_000, format: 'flac16' })
    const service = start([path])
    await service.open('job')
    await service.close('job')
    const { mtime } = await stat(path)
    await writeTone(path, { frames: 3_000, format: 'flac16' })
    await utimes(path, mtime, new Date(mtime.getTime() + 5_000))
    expect((await service.open('job')).frames).toBe(3_000)
  })

  it('names what cannot be heard and plays the rest', async () => {
    await writeFile(file('notes.txt'), 'la la la')
    await writeFile(file('empty.wav'), '')
    await writeFile(file('broken.flac'), Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(500, 3)]))
    const good = await writeTone(file('good.wav'), { frames: 1_000 })
    const looked: unknown[] = []
    const service = start([file('notes.txt'), file('empty.wav'), file('broken.flac'), file('gone.wav'), good], (...told) => { looked.push(told) })
    const session = await service.open('job')
    expect(session.stems.map(({ name, index }) => [name, index])).toEqual([['good', 4]])
    expect(session.unplayable).toEqual(['notes.txt', 'empty.wav', 'broken.flac', 'gone.wav'])
    expect(session.damaged).toEqual(['empty.wav', 'broken.flac', 'gone.wav'])
    expect(looked).toEqual([['job', [1, 2, 3]]])
  })

  it('tells what breaks off later, which can be heard up to there, and that it is well again', async () => {
    const path = await writeTone(file('long.flac'), { frames: 3_000_000, format: 'flac16' })
    const whole = await readFile(path)
    const broken = Buffer.from(whole)
    broken.fill(0x55, broken.length - 5_000, broken.length - 4_000)
    await writeFile(path, broken)
    const looked: (readonly number[])[] = []
    const service = start([await writeTone(file('good.wav'), { frames: 1_000 }), path], (_, damaged) => { looked.push(damaged) })
    const { stems, unplayable } = await service.open('job')
    expect(unplayable).toEqual([])
    expect((await samplesOf(service, stemAt(stems, 1), 0, 10)).some((sample) => sample !== 0)).toBe(true)
    await expect.poll(() => looked).toEqual([[], [1]])
    await service.close('job')
    await writeFile(path, whole)
    await service.open('job')
    await service.close('job')
    expect(looked).toEqual([[], [1], []])
  })

  it('says when all is made: what was decoded is then read instead of its file', async () => {
    const flac = await writeTone(file('a.flac'), { frames: 2_000_000, format: 'flac16' })
    const service = start([flac, await writeTone(file('b.wav'), { frames: 1_000 })])
    await service.settled('job')
    await service.open('job')
    expect(await service.soundOf('job', 0, flac, null)).toBe(flac)
    await service.settled('job')
    expect(await service.soundOf('job', 0, flac, null)).toBe(join(folder, 'cache', 'job', '0.wav'))
    expect((await readdir(join(folder, 'cache', 'job'))).sort()).toEqual(['0.dat', '0.json', '0.wav', '1.dat', '1.json'])
  })

  it('serves nothing but the stems of open sessions', async () => {
    const service = start([await writeTone(file('a.wav'), { frames: 1_000 })])
    const { stems } = await service.open('job')
    const { pcmUrl, peaksUrl } = stemAt(stems, 0)
    const statusOf = async (url: string, method = 'GET') => (await service.respond(url, null, method)).status
    expect(await statusOf(pcmUrl)).toBe(200)
    expect(await statusOf(peaksUrl, 'HEAD')).toBe(200)
    expect(await statusOf(pcmUrl, 'POST')).toBe(405)
    const strays = [
      pcmUrl.replace('/0/', '/1/'), pcmUrl.replace('/pcm', '/../pcm'), `${pcmUrl}/x`, `${pcmUrl}?a=/etc/passwd`, 'stem://studio/',
      'stem://studio/x/0/pcm', pcmUrl.replace('studio', 'other'), 'file:///etc/passwd', 'nonsense', ''
    ]
    expect(await Promise.all(strays.map((url) => statusOf(url)))).toEqual(strays.map(() => 404))
    await service.close('job')
    expect(await statusOf(pcmUrl)).toBe(404)
    expect(await statusOf(peaksUrl)).toBe(404)
  })

  it('opens a job once however often it is asked, and anew after it was closed', async () => {
    const service = start([await writeTone(file('a.flac'), { frames: 1_000, format: 'flac16' })])
    const [one, other] = await Promise.all([service.open('job'), service.open('job')])
    expect(one).toBe(other)
    const closing = service.close('job')
    const reopened = await service.open('job')
    await closing
    expect(reopened.stems[0]?.pcmUrl).not.toBe(one.stems[0]?.pcmUrl)
    expect((await service.respond(reopened.stems[0]?.pcmUrl ?? '', 'bytes=0-7', 'GET')).status).toBe(206)
  })

  it('passes on that a job is unknown, and says when its cache cannot be written', async () => {
    await writeFile(file('cache'), 'a file where the folder should be')
    const service = start([await writeTone(file('a.flac'), { frames: 1_000, format: 'flac16' })])
    await expect(service.open('unknown')).rejects.toMatchObject({ code: 'jobNotFound' })
    await expect(service.open('job')).rejects.toMatchObject({ code: 'folderUnwritable', subject: 'cache' })
  })
})
