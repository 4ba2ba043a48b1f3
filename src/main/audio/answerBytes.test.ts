import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPcmRandom, type PcmRandomReader } from '../../codecs/pcm/read'
import { answerBytes, type ByteSource } from './answerBytes'
import { toPcmBytes } from './pcmBytes'
import { writeTone } from './testing/audioFiles'

const FRAMES = 200_000
const PADDED = 200_123
let folder = ''
let reader: PcmRandomReader
let source: ByteSource
let expected: Buffer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-bytes-'))
  reader = await openPcmRandom(await writeTone(join(folder, 'a.wav'), { frames: FRAMES }))
  source = toPcmBytes(reader, PADDED)
  const samples = new Float32Array(PADDED * 2)
  samples.set(await reader.read(0, FRAMES))
  expected = Buffer.from(samples.buffer)
})
afterAll(async () => {
  await reader.close()
  await rm(folder, { recursive: true, force: true })
})

const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

describe('a stem served as bytes', () => {
  it('is the samples and then silence, streamed whole without a range', async () => {
    const response = await answerBytes(source, null, 'GET')
    expect(response.status).toBe(200)
    expect(response.headers.get('accept-ranges')).toBe('bytes')
    expect(response.headers.get('content-length')).toBe(String(PADDED * 8))
    expect((await bodyOf(response)).equals(expected)).toBe(true)
    expect(expected.subarray(0, FRAMES * 8).some((byte) => byte !== 0)).toBe(true)
  })

  it.each([
    [0, 0],
    [1, 1],
    [3, 4],
    [7, 8],
    [0, 7],
    [5, 1_000_003],
    [1, (1 << 20) + 1],
    [0, (1 << 20) - 1],
    [0, 1 << 20],
    [FRAMES * 8 - 3, FRAMES * 8 + 2],
    [PADDED * 8 - 1, PADDED * 8 - 1],
    [PADDED * 8 - 5, PADDED * 8 + 500]
  ])('answers bytes %i-%i exactly', async (from, to) => {
    const response = await answerBytes(source, `bytes=${from}-${to}`, 'GET')
    const last = Math.min(to, PADDED * 8 - 1)
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-${last}/${PADDED * 8}`)
    expect(response.headers.get('content-length')).toBe(String(last - from + 1))
    expect((await bodyOf(response)).equals(expected.subarray(from, last + 1))).toBe(true)
  })

  it('answers the last bytes and the rest after a byte', async () => {
    expect((await bodyOf(await answerBytes(source, 'bytes=-11', 'GET'))).equals(expected.subarray(-11))).toBe(true)
    expect((await bodyOf(await answerBytes(source, 'bytes=1600975-', 'GET'))).equals(expected.subarray(1_600_975))).toBe(true)
  })

  it('says 416 with the size when the range begins at the end', async () => {
    const response = await answerBytes(source, `bytes=${PADDED * 8}-`, 'GET')
    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe(`bytes */${PADDED * 8}`)
  })

  it('answers HEAD with the same headers and no body', async () => {
    const response = await answerBytes(source, 'bytes=8-15', 'HEAD')
    expect(response.status).toBe(206)
    expect(response.headers.get('content-length')).toBe('8')
    expect(response.body).toBeNull()
  })
})
