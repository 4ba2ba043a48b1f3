import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { toChecksum } from '../ogg/pages'
import { probeAudio, type AudioProbe } from '../probe'
import { fixture, useTempDirectory } from '../testSupport'

const inTemp = useTempDirectory()
const probe = async (bytes: Uint8Array): Promise<AudioProbe> => {
  await writeFile(inTemp('made'), bytes)
  return probeAudio(inTemp('made'))
}
const be32 = (...values: number[]): Buffer => Buffer.concat(values.map((value) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}))
const be64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(value)
  return bytes
}

/** One Ogg page with one packet shorter than 255 bytes. */
function oggPage(flags: number, granule: bigint, serial: number, packet: Uint8Array): Buffer {
  const page = Buffer.alloc(28 + packet.length)
  page.write('OggS', 'latin1')
  page[5] = flags
  page.writeBigInt64LE(granule, 6)
  page.writeUInt32LE(serial, 14)
  page[26] = 1
  page[27] = packet.length
  page.set(packet, 28)
  page.writeUInt32LE(toChecksum(page), 22)
  return page
}

describe('sound in Ogg that is not decoded', () => {
  const flac = Buffer.concat([Buffer.from('\x7fFLAC\x01\x00\x00\x01fLaC', 'latin1'), Buffer.from([0, 0, 0, 34]), Buffer.alloc(10), be32((44_100 << 12) | (1 << 9)), Buffer.alloc(20)])
  const speex = Buffer.alloc(80)
  speex.write('Speex   1.2', 'latin1')
  speex.writeUInt32LE(16_000, 36)
  speex.writeUInt32LE(1, 48)
  it.each([
    ['FLAC', flac, 441_000n, { kind: 'ogg flac', sampleRateHz: 44_100, channels: 2, durationSeconds: 10 }],
    ['Speex', speex, 32_000n, { kind: 'ogg speex', sampleRateHz: 16_000, channels: 1, durationSeconds: 2 }]
  ])('has the length its last page counts: %s', async (_what, head, last, expected) => {
    const bytes = Buffer.concat([oggPage(2, 0n, 7, head), oggPage(0, 5n, 7, Buffer.alloc(9)), oggPage(4, last, 7, Buffer.alloc(9)), oggPage(4, 999_999_999n, 8, Buffer.alloc(3))])
    expect(await probe(bytes)).toEqual({ ...expected, isDecodable: false })
  })
})

describe('Core Audio files', () => {
  const chunk = (type: string, body: Uint8Array, size = BigInt(body.length)): Buffer => Buffer.concat([Buffer.from(type, 'latin1'), be64(size), body])
  const desc = (packetBytes: number, packetFrames: number): Buffer => {
    const rate = Buffer.alloc(8)
    rate.writeDoubleBE(48_000)
    return chunk('desc', Buffer.concat([rate, Buffer.from('lpcm'), be32(0, packetBytes, packetFrames, 2, 16)]))
  }
  const caf = (...chunks: Buffer[]): Buffer => Buffer.concat([Buffer.from('caff\0\x01\0\0', 'latin1'), ...chunks])
  const data = chunk('data', Buffer.alloc(4 + 96_000 * 4))
  it.each<[string, Buffer, number | null]>([
    ['packets of one size', caf(desc(4, 1), data), 2],
    ['a packet table that counts what is valid', caf(desc(0, 4096), chunk('pakt', Buffer.concat([be64(20n), be64(72_000n), be32(0, 8192)])), data), 1.5],
    ['data up to its end', caf(desc(4, 1), chunk('data', Buffer.alloc(4 + 48_000 * 4), -1n)), 1],
    ['data that breaks off', caf(desc(4, 1), chunk('data', Buffer.alloc(4 + 48_000 * 4), 9_999_999n)), 1],
    ['packets of any size and no table', caf(desc(0, 0), data), null]
  ])('with %s', async (_what, bytes, durationSeconds) => {
    expect(await probe(bytes)).toEqual({ kind: 'caf', sampleRateHz: 48_000, channels: 2, durationSeconds, isDecodable: false })
  })

  it('without a description are no audio', () => expect(probe(caf(data))).rejects.toMatchObject({ name: 'CodecError' }))
})

describe('raw AAC', () => {
  /** A frame of 100 bytes at 44.1 kHz, stereo. */
  const frame = (blocks = 1, frameBytes = 100): Buffer => Buffer.concat([
    Buffer.from([0xff, 0xf1, 0x50, 0x80 | (frameBytes >> 11), (frameBytes >> 3) & 0xff, ((frameBytes & 7) << 5) | 31, 0xfc | (blocks - 1)]), Buffer.alloc(frameBytes - 7)
  ])
  const many = (count: number): Buffer => Buffer.concat(Array.from({ length: count }, () => frame()))
  it.each<[string, Buffer, number]>([
    ['is as long as its frames', many(5_000), 5_000],
    ['may hold several blocks in a frame', Buffer.concat([frame(3), frame(2), frame()]), 6],
    ['leaves out a last frame that is cut', many(10).subarray(0, 960), 9],
    ['leaves out a tag behind it', Buffer.concat([many(10), Buffer.from('TAG'), Buffer.alloc(125)]), 10]
  ])('%s', async (_what, bytes, blocks) => {
    const { durationSeconds, ...rest } = await probe(bytes)
    expect(rest).toEqual({ kind: 'aac', sampleRateHz: 44_100, channels: 2, isDecodable: false })
    expect(durationSeconds).toBeCloseTo((blocks * 1024) / 44_100, 9)
  })
})

describe('m4a', () => {
  const boxAt = (bytes: Buffer, type: string): number => bytes.indexOf(type, 0, 'latin1') - 4
  const box = (type: string, ...parts: Uint8Array[]): Buffer => {
    const body = Buffer.concat(parts)
    return Buffer.concat([be32(8 + body.length), Buffer.from(type, 'latin1'), body])
  }
  /** Puts a box at the end of moov, which stands last in the fixture. */
  const withInMoov = (bytes: Buffer, added: Buffer): Buffer => {
    const moov = boxAt(bytes, 'moov')
    const changed = Buffer.concat([bytes, added])
    changed.writeUInt32BE(bytes.readUInt32BE(moov) + added.length, moov)
    return changed
  }
  const note = (text: string): Buffer => {
    const full = Buffer.alloc(4)
    const named = (type: string, value: string): Buffer => box(type, full, Buffer.from(value))
    const data = box('data', be32(1, 0), Buffer.from(text))
    const item = box('----', named('mean', 'com.apple.iTunes'), named('name', 'iTunSMPB'), data)
    const handler = box('hdlr', be32(0, 0), Buffer.from('mdirappl'), Buffer.alloc(9))
    return box('udta', box('meta', full, handler, box('ilst', item)))
  }
  const withoutEdits = (bytes: Buffer): Buffer => {
    const changed = Buffer.from(bytes)
    changed.write('free', boxAt(changed, 'edts') + 4, 'latin1')
    // One place for tags only.
    if (changed.includes('udta')) changed.write('free', boxAt(changed, 'udta') + 4, 'latin1')
    return changed
  }

  it('is as long as its edit list says, without the encoder’s delay', async () => {
    expect(await probe(await readFile(fixture('tone.m4a')))).toMatchObject({ kind: 'm4a', sampleRateHz: 44_100, channels: 1, durationSeconds: 0.5 })
  })

  it('without an edit list is as long as iTunes noted', async () => {
    const bare = withoutEdits(await readFile(fixture('tone.m4a')))
    expect((await probe(bare)).durationSeconds).toBeGreaterThan(0.52)
    const noted = withInMoov(bare, note(' 00000000 00000400 00000126 0000000000005622 00000000'))
    expect((await probe(noted)).durationSeconds).toBeCloseTo(0.5, 9)
  })

  it('does not believe a note of another file', async () => {
    const bare = withoutEdits(await readFile(fixture('tone.m4a')))
    const noted = withInMoov(bare, note(' 00000000 00000400 00000126 00000000000F5622 00000000'))
    expect((await probe(noted)).durationSeconds).toBe((await probe(bare)).durationSeconds)
  })

  it('with pictures alone is a video without sound', async () => {
    const bytes = await readFile(fixture('tone.m4a'))
    bytes.write('vide', bytes.indexOf('soun', 0, 'latin1'), 'latin1')
    await expect(probe(bytes)).rejects.toMatchObject({ name: 'CodecError', code: 'noSound' })
  })
})
