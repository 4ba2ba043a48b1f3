import { copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeEncoded } from '../../codecs/describeEncoded'
import type { StudioSession } from '../../shared/domain/studio'
import type { StudioService } from './studioService'
import { writeTone } from './testing/audioFiles'
import { createTestStudio } from './testing/studios'

const FRAMES = 66_150
const FIXTURES = join(import.meta.dirname, '../../codecs/__fixtures__')

let folder = ''
let services: StudioService[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-feed-'))
  services = []
  await copyFile(join(FIXTURES, 'clicks.m4a'), join(folder, 'Song.m4a'))
})
afterEach(async () => {
  await Promise.all(services.map((service) => service.dispose()))
  await rm(folder, { recursive: true, force: true })
})

async function open(...others: readonly string[]): Promise<{ service: StudioService; session: StudioSession; sessionId: string }> {
  const service = createTestStudio([join(folder, 'Song.m4a'), ...others], { cacheFolder: join(folder, 'cache') })
  services.push(service)
  const session = await service.open('job')
  return { service, session, sessionId: new URL(session.windowUrl).pathname.split('/')[1] ?? '' }
}

const soundAt = (frame: number): number => Math.fround(Math.sin(frame * 0.01))
const chunk = (from: number, to: number): Uint8Array<ArrayBuffer> => new Uint8Array(Float32Array.from({ length: to - from }, (_, at) => soundAt(from + at)).buffer)

async function window(service: StudioService, session: StudioSession, from: number, frames: number): Promise<Float32Array> {
  return new Float32Array(await (await service.respond(`${session.windowUrl}?from=${from}&frames=${frames}`, null, 'GET')).arrayBuffer())
}

describe('what is known of encoded sound', () => {
  it('is its length without the delay, and the delay where only a note tells it', async () => {
    const known = { sampleRateHz: 44_100, channels: 1, frames: FRAMES, delayFrames: 0 }
    expect(await describeEncoded(join(FIXTURES, 'clicks.m4a'))).toEqual(known)
    expect(await describeEncoded(join(FIXTURES, 'clicks-noted.m4a'))).toEqual({ ...known, delayFrames: 1_024 })
    // Raw AAC tells nothing: 1024 frames of the encoder's delay stay, and its padding.
    expect(await describeEncoded(join(FIXTURES, 'clicks.aac'))).toEqual({ ...known, frames: 67_584 })
    expect(await describeEncoded(join(FIXTURES, 'clicks.ogg'))).toBeUndefined()
  })
})

describe('a stem that the page decodes', () => {
  it('opens at once, gives its encoded bytes, is heard while it grows, and is kept', async () => {
    const { service, session, sessionId } = await open()
    expect(session).toMatchObject({ frames: FRAMES, unplayable: [], undecoded: [{ stemIndex: 0, frames: FRAMES, channels: 1 }] })
    const encoded = await service.respond(session.undecoded?.[0]?.fileUrl ?? '', 'bytes=4-7', 'GET')
    expect(await encoded.text()).toBe('ftyp')
    await service.takeDecoded({ sessionId, stemIndex: 0, sequence: 0, samples: chunk(0, 30_000) })
    expect((await window(service, session, 20_000, 5))[0]).toBe(soundAt(20_000))
    const waiting = window(service, session, 29_998, 4)
    // Another page began again: what is there already is passed over.
    await service.takeDecoded({ sessionId, stemIndex: 0, sequence: 0, samples: chunk(0, 20_000) })
    await service.takeDecoded({ sessionId, stemIndex: 0, sequence: 1, samples: chunk(20_000, 66_150) })
    expect([...(await waiting)]).toEqual([29_998, 29_999, 30_000, 30_001].map(soundAt))
    expect(await service.endDecoding({ sessionId, stemIndex: 0, outcome: 'whole' })).toBe(true)
    expect((await service.respond(session.stems[0]?.peaksUrl ?? '', null, 'GET')).status).toBe(200)
    expect(await service.soundOf('job', 0, join(folder, 'Song.m4a'), 44_100)).toBe(join(folder, 'cache', 'job', '0.wav'))
    expect((await stat(join(folder, 'cache', 'job', '0.wav'))).size).toBeGreaterThan(FRAMES * 4)

    await service.close('job')
    const again = await service.open('job')
    expect(again).toMatchObject({ frames: FRAMES, undecoded: [] })
    expect((await window(service, again, 60_000, 1))[0]).toBe(soundAt(60_000))
    expect((await service.respond(`${again.windowUrl.replace(/window$/, '')}0/file`, null, 'GET')).status).toBe(404)
  })

  it('takes nothing but the next whole frames of an open session', async () => {
    const { service, sessionId } = await open()
    const send = (change: object) => service.takeDecoded({ sessionId, stemIndex: 0, sequence: 0, samples: chunk(0, 10), ...change })
    const refused = { code: 'invalidInput' }
    await expect(send({ sessionId: crypto.randomUUID() })).rejects.toMatchObject(refused)
    await expect(send({ stemIndex: 1 })).rejects.toMatchObject(refused)
    await expect(send({ stemIndex: -1 })).rejects.toMatchObject(refused)
    await expect(send({ sequence: 1 })).rejects.toMatchObject(refused)
    await expect(send({ samples: new Uint8Array(6) })).rejects.toMatchObject(refused)
    await expect(send({ samples: chunk(0, FRAMES + 1) })).rejects.toMatchObject(refused)
    await send({})
    await service.close('job')
    await expect(send({ sequence: 1 })).rejects.toMatchObject(refused)
  })

  it('is converted once it is whole when the session has another rate', async () => {
    const wav = (name: string) => writeTone(join(folder, name), { frames: 48_000, sampleRateHz: 48_000, channels: 1 })
    const { service, session, sessionId } = await open(await wav('One.wav'), await wav('Two.wav'))
    expect(session).toMatchObject({ sampleRateHz: 48_000, frames: 72_000 })
    const reading = window(service, session, 24_000, 1)
    await service.takeDecoded({ sessionId, stemIndex: 0, sequence: 0, samples: chunk(0, FRAMES) })
    expect(await service.endDecoding({ sessionId, stemIndex: 0, outcome: 'whole' })).toBe(true)
    expect((await reading)[0]).toBeCloseTo(soundAt(22_050), 2)
  })

  it('is silent from where its file broke off, and is tried again the next time', async () => {
    const { service, session, sessionId } = await open()
    await service.takeDecoded({ sessionId, stemIndex: 0, sequence: 0, samples: chunk(0, 1_000) })
    expect(await service.endDecoding({ sessionId, stemIndex: 0, outcome: 'broken' })).toBe(true)
    expect([...(await window(service, session, 999, 3))]).toEqual([soundAt(999), 0, 0])
    await service.close('job')
    expect((await service.open('job')).undecoded).toHaveLength(1)
  })

  it.each([['broken', ['Song.m4a']], ['unsupported', []]] as const)('of which nothing was heard (%s) is named at the next opening', async (outcome, damaged) => {
    const { service, sessionId } = await open(await writeTone(join(folder, 'One.wav'), { frames: 1_000, channels: 1 }))
    expect(await service.endDecoding({ sessionId, stemIndex: 0, outcome })).toBe(false)
    await service.close('job')
    expect(await service.open('job')).toMatchObject({ unplayable: ['Song.m4a'], damaged, undecoded: [] })
  })

  it('leaves nothing waiting and no file when the session ends in the middle', async () => {
    const { service, session, sessionId } = await open()
    await service.takeDecoded({ sessionId, stemIndex: 0, sequence: 0, samples: chunk(0, 1_000) })
    const waiting = window(service, session, 5_000, 1)
    await service.close('job')
    expect([...(await waiting)]).toEqual([0])
    await expect(readFile(join(folder, 'cache', 'job', '0.wav.part'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
