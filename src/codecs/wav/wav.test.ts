import { open, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { largestDifference, readAll, toneWithClick, useTempDirectory, writeAll } from '../testSupport'
import { openPcmRandom } from '../pcm/read'
import { toWavHeader } from './write'

const inTemp = useTempDirectory()

function chunk(tag: string, body: Uint8Array, toldBytes = body.length): Buffer {
  const head = Buffer.alloc(8)
  head.write(tag, 0, 'latin1')
  head.writeUInt32LE(toldBytes, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

function format(kind: number, channels: number, bits: number, extra: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.alloc(16)
  body.writeUInt16LE(kind, 0)
  body.writeUInt16LE(channels, 2)
  body.writeUInt32LE(44_100, 4)
  body.writeUInt32LE((44_100 * channels * bits) / 8, 8)
  body.writeUInt16LE((channels * bits) / 8, 12)
  body.writeUInt16LE(bits, 14)
  return chunk('fmt ', Buffer.concat([body, extra]))
}

function wav(...chunks: Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WAVE', 'latin1'), ...chunks])
  return chunk('RIFF', body)
}

async function samplesOf(bytes: Uint8Array): Promise<number[][]> {
  const path = inTemp('case.wav')
  await writeFile(path, bytes)
  return (await readAll(path)).samples.map((samples) => [...samples])
}

const s16 = Buffer.from(Int16Array.of(16_384, -32_768).buffer)
const subtype = (kind: number): Buffer =>
  Buffer.from([22, 0, 16, 0, 0, 0, 0, 0, kind, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71])

describe('reading WAV', () => {
  it.each([
    ['8 bit, unsigned', format(1, 1, 8), Buffer.of(192, 0)],
    ['16 bit', format(1, 1, 16), s16],
    ['24 bit', format(1, 1, 24), Buffer.of(0, 0, 0x40, 0, 0, 0x80)],
    ['32 bit', format(1, 1, 32), Buffer.from(Int32Array.of(0x4000_0000, -0x8000_0000).buffer)],
    ['32 bit float', format(3, 1, 32), Buffer.from(Float32Array.of(0.5, -1).buffer)],
    ['64 bit float', format(3, 1, 64), Buffer.from(Float64Array.of(0.5, -1).buffer)],
    ['the extensible form', format(0xfffe, 1, 16, subtype(1)), s16]
  ])('gives the same values from %s', async (_, fmt, data) => {
    expect(await samplesOf(wav(fmt, chunk('data', data)))).toEqual([[0.5, -1]])
  })

  it('steps over chunks of odd length before the audio', async () => {
    const bytes = wav(chunk('LIST', Buffer.from('INFOabc')), format(1, 1, 16), chunk('odd ', Buffer.of(1)), chunk('data', s16))
    expect(await samplesOf(bytes)).toEqual([[0.5, -1]])
  })

  it('takes what is there when a recorder was switched off before it wrote the sizes', async () => {
    const unfinished = wav(format(1, 2, 16), chunk('data', s16, 0))
    unfinished.fill(0, 4, 8)
    expect(await samplesOf(unfinished)).toEqual([[0.5], [-1]])
  })

  it('takes an empty data chunk with others behind it as empty', async () => {
    const tagged = wav(format(1, 2, 16), chunk('data', Buffer.alloc(0)), chunk('LIST', Buffer.from('INFOabcd')))
    expect(await samplesOf(tagged)).toEqual([[], []])
  })

  it.each([['unknown', 0xffff_ffff], ['larger than the file', 5000]])('takes what is there when the data size is %s', async (_, told) => {
    expect(await samplesOf(wav(format(1, 2, 16), chunk('data', s16, told)))).toEqual([[0.5], [-1]])
  })

  it('turns NaN and infinity into silence', async () => {
    const data = Buffer.from(Float32Array.of(NaN, Infinity, 0.25).buffer)
    expect(await samplesOf(wav(format(3, 1, 32), chunk('data', data)))).toEqual([[0, 0, 0.25]])
  })

  it.each([
    ['compressed samples', wav(format(2, 1, 8), chunk('data', s16)), 'unsupported'],
    ['no data chunk', wav(format(1, 1, 16)), 'damaged'],
    ['no format chunk', wav(chunk('data', s16)), 'damaged'],
    ['no channels', wav(format(1, 0, 16), chunk('data', s16)), 'damaged']
  ])('refuses %s', async (_, bytes, code) => {
    await expect(samplesOf(bytes)).rejects.toMatchObject({ name: 'CodecError', code })
  })
})

describe('reading anywhere in a WAV file', () => {
  it('answers overlapping reads correctly and cuts at the end', async () => {
    const path = inTemp('random.wav')
    const block = toneWithClick(20_000, 700, 2)
    await writeAll(path, 'wav32f', 48_000, block)
    const reader = await openPcmRandom(path)
    const starts = Array.from({ length: 40 }, (_, index) => index * 501)
    const answers = await Promise.all(starts.map((start) => reader.read(start, 600)))
    answers.forEach((samples, index) => {
      const start = index * 501
      expect(samples.length).toBe(2 * Math.min(600, 20_000 - start))
      expect(samples[0]).toBe(block[0]?.[start])
      expect(samples[3]).toBe(block[1]?.[start + 1])
    })
    expect(await reader.read(20_000, 10)).toHaveLength(0)
    await reader.close()
  })

  it('reaches audio beyond 4 GiB', async () => {
    const path = inTemp('long.wav')
    const dataBytes = 5 * 2 ** 30
    const header = toWavHeader('s16', { sampleRateHz: 44_100, channels: 1 }, dataBytes)
    const handle = await open(path, 'w')
    await handle.write(header, 0, header.length, 0)
    await handle.write(s16, 0, 4, header.length + dataBytes - 4) // sparse: takes no room on disk
    await handle.close()
    const reader = await openPcmRandom(path)
    expect(reader.frames).toBe(dataBytes / 2)
    expect([...(await reader.read(dataBytes / 2 - 3, 3))]).toEqual([0, 0.5, -1])
    await reader.close()
  })
})

describe('writing WAV', () => {
  it('rounds to the nearest step, halves away from zero, and clamps', async () => {
    const path = inTemp('rounded.wav')
    const steps = [0.49, 0.5, 1.5, -0.5, -1.51, 40_000, -40_000, NaN]
    await writeAll(path, 'wav16', 44_100, [Float32Array.from(steps, (step) => step / 32_768)])
    const { samples } = await readAll(path)
    expect([...(samples[0] ?? [])].map((sample) => sample * 32_768)).toEqual([0, 1, 2, -1, -2, 32_767, -32_768, 0])
  })

  it.each([['wav16', 1 / 65_536], ['wav24', 1 / 16_777_216], ['wav32f', 0]] as const)('%s comes back within half a step', async (kind, step) => {
    const path = inTemp(kind)
    const block = toneWithClick(12_345, 5000, 3)
    await writeAll(path, kind, 44_100, block)
    const back = await readAll(path)
    expect(back).toMatchObject({ kind: 'wav', channels: 3, sampleRateHz: 44_100, frames: 12_345 })
    expect(largestDifference(back.samples, block)).toBeLessThanOrEqual(step)
  })

  it('pads an odd amount of audio', async () => {
    const path = inTemp('odd.wav')
    await writeAll(path, 'wav24', 44_100, [Float32Array.of(0.5)])
    expect((await readAll(path)).samples.map((samples) => [...samples])).toEqual([[0.5]])
  })
})
