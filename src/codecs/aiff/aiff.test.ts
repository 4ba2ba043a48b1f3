import { truncate, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { openAudio } from '../open'
import { openPcmRandom } from '../pcm/read'
import { probeAudio } from '../probe'
import { readTrackTags } from '../tags/trackTags'
import { readAll, toneWithClick, useTempDirectory, writeAll } from '../testSupport'
import { type AiffForm, chunk, commonChunk, type CommonFields, form, soundChunk, toAiff } from '../testing/aiffFile'
import type { OutputFormat, PlanarBlock } from '../types'

const inTemp = useTempDirectory()

async function made(bytes: Uint8Array, name = 'case.aiff'): Promise<string> {
  await writeFile(inTemp(name), bytes)
  return inTemp(name)
}
const samplesOf = async (bytes: Uint8Array): Promise<number[][]> => (await readAll(await made(bytes))).samples.map((samples) => [...samples])

const MONO: CommonFields = { channels: 1, frames: 2, bits: 16, sampleRateHz: 44_100 }
const S16 = Buffer.of(0x40, 0, 0x80, 0)
const common = (fields: Partial<CommonFields> = {}): Buffer => commonChunk({ ...MONO, ...fields })

describe('reading AIFF and AIFF-C', () => {
  const block = toneWithClick(20_000, 700, 2)
  it.each<[AiffForm, OutputFormat]>([
    [{ bits: 16 }, 'wav16'],
    [{ bits: 24 }, 'wav24'],
    [{ bits: 16, compression: 'NONE' }, 'wav16'],
    [{ bits: 24, compression: 'NONE' }, 'wav24'],
    [{ bits: 16, compression: 'twos' }, 'wav16'],
    [{ bits: 16, compression: 'sowt' }, 'wav16'],
    [{ bits: 24, compression: 'sowt' }, 'wav24'],
    [{ bits: 32, compression: 'fl32' }, 'wav32f'],
    [{ bits: 32, compression: 'FL32' }, 'wav32f'],
    [{ bits: 64, compression: 'fl64' }, 'wav32f'],
    [{ bits: 64, compression: 'FL64' }, 'wav32f']
  ])('%o holds the samples of a %s, bit for bit', async (stored, output) => {
    await writeAll(inTemp('same.wav'), output, 48_000, block)
    const wav = await readAll(inTemp('same.wav'))
    // What 16 and 24 bits made of the samples goes into both.
    const aiff = await readAll(await made(toAiff(wav.samples, 48_000, stored)))
    expect(aiff).toMatchObject({ kind: 'aiff', sampleRateHz: 48_000, channels: 2, frames: 20_000 })
    expect(same(aiff.samples, wav.samples)).toBe(true)
  })

  it.each<[AiffForm]>([[{ bits: 8 }], [{ bits: 32 }], [{ bits: 8, compression: 'sowt' }], [{ bits: 8, compression: 'twos' }], [{ bits: 32, compression: 'sowt' }]])(
    '%o holds its whole range',
    async (stored) => {
      const top = 1 - 2 ** (1 - stored.bits)
      expect(await samplesOf(toAiff([Float32Array.of(0.5, -1, 0, 1)], 44_100, stored))).toEqual([[0.5, -1, 0, Math.fround(top)]])
    }
  )

  it('takes samples of 12 and 20 bits from the top of their bytes', async () => {
    expect(await samplesOf(form('AIFF', common({ bits: 12 }), soundChunk(S16)))).toEqual([[0.5, -1]])
    expect(await samplesOf(form('AIFF', common({ bits: 20 }), soundChunk(Buffer.of(0x40, 0, 0, 0x80, 0, 0))))).toEqual([[0.5, -1]])
  })

  it('takes chunks in any order, steps over those of odd length, and over what lies before the first frame', async () => {
    expect(await samplesOf(form('AIFF', soundChunk(S16), chunk('NAME', Buffer.from('odd')), common()))).toEqual([[0.5, -1]])
    expect(await samplesOf(form('AIFF', chunk('odd ', Buffer.of(1)), common(), soundChunk(S16, 6)))).toEqual([[0.5, -1]])
  })

  it.each([[8_000], [11_025], [22_050], [44_100], [48_000], [88_200], [192_000], [1]])('knows a rate of %i Hz', async (sampleRateHz) => {
    expect(await readAll(await made(form('AIFF', common({ sampleRateHz }), soundChunk(S16))))).toMatchObject({ sampleRateHz })
  })

  it('takes the nearest whole rate for an old Macintosh’s', async () => {
    expect(await readAll(await made(form('AIFF', common({ sampleRateHz: 22_254.545_454 }), soundChunk(S16))))).toMatchObject({ sampleRateHz: 22_255 })
  })

  it('turns NaN and infinity into silence', async () => {
    expect(await samplesOf(toAiff([Float32Array.of(NaN, -Infinity, 0.25)], 44_100, { bits: 32, compression: 'fl32' }))).toEqual([[0, 0, 0.25]])
  })

  it('reads anywhere, at once, as a WAV is read', async () => {
    const reader = await openPcmRandom(await made(toAiff(block, 48_000, { bits: 32, compression: 'fl32' }), 'random.aifc'))
    const starts = Array.from({ length: 40 }, (_, index) => index * 501)
    const answers = await Promise.all(starts.map((start) => reader.read(start, 600)))
    answers.forEach((samples, index) => {
      const start = index * 501
      expect(samples.length).toBe(2 * Math.min(600, 20_000 - start))
      expect([samples[0], samples[3]]).toEqual([block[0]?.[start], block[1]?.[start + 1]])
    })
    expect(await reader.read(20_000, 10)).toHaveLength(0)
    await reader.close()
  })
})

describe('AIFF files that are not whole', () => {
  it('gives no more frames than the file says, whatever lies behind them', async () => {
    expect(await samplesOf(form('AIFF', common({ frames: 1 }), soundChunk(S16)))).toEqual([[0.5]])
  })

  it.each([['more than there is', 5_000], ['the most there can be', 0xffff_ffff]])('takes what is there when the sizes say %s', async (_, told) => {
    expect(await samplesOf(form('AIFF', common({ frames: told }), soundChunk(S16, 0, told)))).toEqual([[0.5, -1]])
  })

  it('takes what is there when a program was stopped before it wrote the sizes', async () => {
    const unfinished = form('AIFF', common({ frames: 0 }), soundChunk(S16, 0, 0))
    unfinished.fill(0, 4, 8)
    expect(await samplesOf(unfinished)).toEqual([[0.5, -1]])
  })

  it('is silent about no sound: with an empty sound chunk or with none', async () => {
    expect(await samplesOf(form('AIFF', common({ frames: 0 }), soundChunk(Buffer.alloc(0))))).toEqual([[]])
    expect(await samplesOf(form('AIFF', common({ frames: 0 })))).toEqual([[]])
  })

  it('says so when it became shorter while it was read', async () => {
    const path = await made(toAiff(toneWithClick(40_000, 5), 44_100, { bits: 16 }), 'shrinking.aiff')
    const reader = await openAudio(path)
    await truncate(path, 50_000)
    const blocks: AsyncIterator<PlanarBlock> = reader.blocks()[Symbol.asyncIterator]()
    await blocks.next()
    await expect(blocks.next()).rejects.toMatchObject({ code: 'damaged', message: 'The file became shorter while it was read.' })
    await reader.close()
  })

  const cases: [string, Buffer, string][] = [
    ['no sound chunk', form('AIFF', common()), 'damaged'],
    ['a sound chunk without room for its own head', form('AIFF', common(), chunk('SSND', Buffer.alloc(4))), 'damaged'],
    ['a first frame beyond the end', form('AIFF', common(), chunk('SSND', Buffer.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 1, 2))), 'damaged'],
    ['no common chunk', form('AIFF', soundChunk(S16)), 'damaged'],
    ['half a common chunk', form('AIFF', chunk('COMM', Buffer.alloc(9)), soundChunk(S16)), 'damaged'],
    ['an AIFF-C that does not say its compression', form('AIFC', common(), soundChunk(S16)), 'damaged'],
    ['no channels', form('AIFF', common({ channels: 0 }), soundChunk(S16)), 'damaged'],
    ['no rate', form('AIFF', common({ sampleRateHz: 0.1 }), soundChunk(S16)), 'damaged'],
    ['a rate that is no number', form('AIFF', spoilRate(common()), soundChunk(S16)), 'damaged'],
    ['nothing behind its name', form('AIFF'), 'damaged'],
    ['another kind of IFF', form('8SVX', soundChunk(S16)), 'notAudio'],
    ['no bits', form('AIFF', common({ bits: 0 }), soundChunk(S16)), 'unsupported'],
    ['more bits than there are', form('AIFF', common({ bits: 40 }), soundChunk(S16)), 'unsupported']
  ]
  it.each(cases)('refuses %s', async (_, bytes, code) => {
    await expect(samplesOf(bytes)).rejects.toMatchObject({ name: 'CodecError', code })
  })

  it('names a compression it does not know, and describes the file nevertheless', async () => {
    const path = await made(form('AIFC', common({ compression: 'ima4' }), soundChunk(S16)))
    await expect(openAudio(path)).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('“ima4”') as string })
    expect(await probeAudio(path)).toMatchObject({ kind: 'aiff', isDecodable: false, sampleRateHz: 44_100, channels: 1 })
    await expect(samplesOf(form('AIFC', common({ compression: '\x00\u001b\xff?' }), soundChunk(S16)))).rejects.toThrow('“????”')
  })
})

it('gives its title, author and copyright, and what an ID3 chunk behind the sound says', async () => {
  const texts = [chunk('NAME', Buffer.from('Ours')), chunk('AUTH', Buffer.from('The Band'))]
  expect(await readTrackTags(await made(toAiff([Float32Array.of(0.5)], 44_100, { bits: 16 }, ...texts)))).toMatchObject({ title: 'Ours', artists: ['The Band'] })
  const title = Buffer.concat([Buffer.from('TIT2\0\0\0\x05\0\0\x03Song', 'latin1')])
  const id3 = chunk('ID3 ', Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0', 'latin1'), Buffer.of(title.length), title]))
  expect(await readTrackTags(await made(toAiff([Float32Array.of(0.5)], 44_100, { bits: 24 }, id3)))).toMatchObject({ title: 'Song' })
})

function spoilRate(bytes: Buffer): Buffer {
  bytes.fill(0xff, 16, 26)
  return bytes
}

const bytesOf = (samples: Float32Array): Buffer => Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
const same = (one: PlanarBlock, other: PlanarBlock): boolean =>
  one.length === other.length && one.every((samples, channel) => bytesOf(samples).equals(bytesOf(other[channel] ?? new Float32Array())))
