import { readFile, writeFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { type FileBytes, openFileBytes } from '../fileBytes'
import { frameCount } from '../planar'
import { probeAudio } from '../probe'
import { fixture, readAll, toneWithClick, useTempDirectory, writeAll } from '../testSupport'
import { countMp3Frames } from './count'
import { parseMp3Header } from './header'

const inTemp = useTempDirectory()
const FRAMES = 441_000 // 10 s
let made = Buffer.alloc(0)
/** Without its info frame: as older encoders wrote. */
let plain = Buffer.alloc(0)
beforeAll(async () => {
  await writeAll(inTemp('made.mp3'), 'mp3', 44_100, toneWithClick(FRAMES, 100, 2))
  made = await readFile(inTemp('made.mp3'))
  plain = made.subarray(parseMp3Header(made, 0)?.frameBytes)
})

const seconds = async (bytes: Uint8Array): Promise<number | null> => {
  await writeFile(inTemp('x.mp3'), bytes)
  return (await probeAudio(inTemp('x.mp3'))).durationSeconds
}
/** Counts MPEG frames, and the bytes read for it. */
const counted = async (bytes: Uint8Array): Promise<{ frames: number; readBytes: number }> => {
  await writeFile(inTemp('x.mp3'), bytes)
  const file = await openFileBytes(inTemp('x.mp3'))
  let readBytes = 0
  const watched: FileBytes = {
    ...file,
    read: async (position, lengthBytes) => {
      const found = await file.read(position, lengthBytes)
      readBytes += found.length
      return found
    }
  }
  try {
    return { frames: await countMp3Frames(watched, 0), readBytes }
  } finally {
    await file.close()
  }
}
/** Header by header: slow, and surely right. */
const byHand = (bytes: Uint8Array): number => {
  let count = 0
  for (let at = 0, header = parseMp3Header(bytes, 0); header && at + header.frameBytes <= bytes.length; header = parseMp3Header(bytes, at)) {
    at += header.frameBytes
    count += 1
  }
  return count
}

describe('the length of an MP3', () => {
  it('is that of the recording where an info frame tells it', async () => expect(await seconds(made)).toBe(10))

  it('of two joined files is that of both, and both are decoded', async () => {
    // Between the two stand the silence that ends one, and the info frame and delay that begin the other.
    expect(await seconds(Buffer.concat([made, made]))).toBeCloseTo(20.05, 1)
    const { samples, frames } = await readAll(inTemp('x.mp3'))
    expect(frameCount(samples)).toBe(frames)
  })

  it('of a cut download is what is there, and decoding still says that it breaks off', async () => {
    expect(await seconds(made.subarray(0, made.length * 0.4))).toBeCloseTo(4, 1)
    await expect(readAll(inTemp('x.mp3'))).rejects.toMatchObject({ code: 'damaged' })
  })

  it('does not change with tags before and behind', async () => {
    const id3v2 = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\x02\0', 'latin1'), Buffer.alloc(256)])
    const id3v1 = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125)])
    expect(await seconds(Buffer.concat([id3v2, made, id3v1]))).toBe(10)
    expect(await seconds(Buffer.concat([made, Buffer.alloc(3_000, 'LYRICS')]))).toBe(10)
  })
})

describe('counting MPEG frames', () => {
  it('at a constant bit rate takes a few places, not the file', async () => {
    const { frames, readBytes } = await counted(plain)
    expect(frames).toBe(byHand(plain))
    expect(readBytes).toBeLessThan(2_000)
  })

  it.each<[string, () => Uint8Array]>([
    ['a few bytes are missing in the middle', () => Buffer.concat([plain.subarray(0, 200_000), plain.subarray(200_005)])],
    ['the last frame is cut', () => plain.subarray(0, plain.length - 300)],
    ['a frame of another size stands among the others', () => {
      const short = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x40]), Buffer.alloc(413)])
      const at = plain.subarray(0, 100_000).lastIndexOf(plain.subarray(0, 2))
      return Buffer.concat([plain.subarray(0, at), short, plain.subarray(at)])
    }]
  ])('reads the whole file where %s', async (_what, make) => {
    const { readBytes } = await counted(make())
    expect(readBytes).toBeGreaterThan(300_000)
  })

  it('is exact at a variable bit rate', async () => {
    const vbr = await readFile(fixture('tone-vbr.mp3'))
    const bare = vbr.subarray(parseMp3Header(vbr, 0)?.frameBytes)
    expect((await counted(bare)).frames).toBe(byHand(bare))
    expect(byHand(bare)).toBeGreaterThan(18)
  })
})
