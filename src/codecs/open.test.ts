import { writeFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { toView } from './fileBytes'
import { toChecksum } from './ogg/pages'
import { openAudio } from './open'
import { frameCount } from './planar'
import { copyChanged, fixture, loudestFrame, readAll, toneWithClick, useTempDirectory, writeAll } from './testSupport'

const inTemp = useTempDirectory()

function id3v2(bodyBytes: number): Buffer {
  const tag = Buffer.alloc(10 + bodyBytes, 0xff) // a picture full of what looks like sync words
  tag.set([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, bodyBytes >> 7, bodyBytes & 0x7f])
  return tag
}

function id3v1(): Buffer {
  const tag = Buffer.alloc(128)
  tag.write('TAG')
  return tag
}

function apeTag(): Buffer {
  const end = Buffer.alloc(32)
  end.write('APETAGEX')
  end.writeUInt32LE(2000, 8)
  end.writeUInt32LE(500 + 32, 12) // items and footer
  end.writeUInt32LE(0x8000_0000, 20) // there is a header, too
  return Buffer.concat([end, Buffer.alloc(500, 0x41), end])
}

beforeAll(async () => {
  await writeAll(inTemp('song.flac'), 'flac16', 44_100, toneWithClick(30_000, 20_000))
  await writeAll(inTemp('song.mp3'), 'mp3', 44_100, toneWithClick(60_000, 20_000))
})

describe('opening files other programs made', () => {
  // The click stands at 0.25 s of 0.5 s; lossy codecs may smear it by a frame or two.
  it.each([
    ['tone.ogg', 'ogg vorbis', 44_100, 22_050],
    ['tone.opus', 'ogg opus', 48_000, 24_000],
    ['tone-vbr.mp3', 'mp3', 44_100, 22_050]
  ])('%s has its true length and its click in place', async (name, kind, sampleRateHz, frames) => {
    const back = await readAll(fixture(name))
    expect(back).toMatchObject({ kind, sampleRateHz, channels: 1, frames })
    expect(frameCount(back.samples)).toBe(frames)
    expect(Math.abs(loudestFrame(back.samples[0]) - frames / 2)).toBeLessThanOrEqual(2)
  })

  it('goes by the content, not the name', async () => {
    await copyChanged(fixture('tone.ogg'), inTemp('lies.wav'), (bytes) => bytes)
    expect((await readAll(inTemp('lies.wav'))).kind).toBe('ogg vorbis')
  })

  it('can be read twice and stopped early', async () => {
    const reader = await openAudio(inTemp('song.flac'))
    for await (const block of reader.blocks()) {
      expect(frameCount(block)).toBeGreaterThan(0)
      break
    }
    let frames = 0
    for await (const block of reader.blocks()) frames += frameCount(block)
    await reader.close()
    await reader.close()
    expect(frames).toBe(30_000)
  })
})

describe('tags and trailing bytes are no sound', () => {
  const wrappings: ReadonlyArray<[string, Buffer[], Buffer[]]> = [
    ['ID3v2 in front', [id3v2(5000)], []],
    ['two ID3v2 tags in front', [id3v2(700), id3v2(3000)], []],
    ['ID3v1 behind', [], [id3v1()]],
    ['APE and ID3v1 behind', [], [apeTag(), id3v1()]],
    ['rubbish behind', [], [Buffer.alloc(20_000, 0x55)]]
  ]
  it.each(wrappings)('MP3 with %s', async (_, before, after) => {
    await copyChanged(inTemp('song.mp3'), inTemp('tagged.mp3'), (bytes) => Buffer.concat([...before, bytes, ...after]))
    const back = await readAll(inTemp('tagged.mp3'))
    expect(frameCount(back.samples)).toBe(60_000)
    expect(loudestFrame(back.samples[0])).toBe(20_000)
  })

  it.each(wrappings.filter(([name]) => !name.startsWith('rubbish')))('FLAC with %s', async (_, before, after) => {
    await copyChanged(inTemp('song.flac'), inTemp('tagged.flac'), (bytes) => Buffer.concat([...before, bytes, ...after]))
    expect(frameCount((await readAll(inTemp('tagged.flac'))).samples)).toBe(30_000)
  })

  it.each(['tone.ogg', 'tone.opus'])('%s with rubbish behind', async (name) => {
    await copyChanged(fixture(name), inTemp(name), (bytes) => Buffer.concat([bytes, Buffer.alloc(9000, 0x55)]))
    expect((await readAll(inTemp(name))).frames).toBe((await readAll(fixture(name))).frames)
  })

  it('an MP3 whose last frame was cut short plays to there', async () => {
    await copyChanged(inTemp('song.mp3'), inTemp('cut.mp3'), (bytes) => bytes.subarray(0, bytes.length - 300))
    expect(frameCount((await readAll(inTemp('cut.mp3'))).samples)).toBeGreaterThan(58_000)
  })
})

describe('files that cannot be taken', () => {
  it('tone.m4a is unsupported, and the message names the kind', async () => {
    await expect(openAudio(fixture('tone.m4a'))).rejects.toMatchObject({ code: 'unsupported' })
    await expect(openAudio(fixture('tone.m4a'))).rejects.toThrow(/AAC in MP4/)
  })

  it.each([
    ['empty', Buffer.alloc(0), 'empty'],
    ['one byte', Buffer.of(0xff), 'notAudio'],
    ['a text', Buffer.from('Not a song at all, just words. '.repeat(400)), 'notAudio'],
    ['a page of HTML', Buffer.from('<!doctype html><title>502</title>'), 'notAudio'],
    ['zeros', Buffer.alloc(300_000), 'notAudio'],
    ['only a tag', id3v2(900), 'notAudio'],
    ['an empty Ogg page', Buffer.from('OggS'), 'damaged']
  ])('%s', async (_, bytes, code) => {
    await writeFile(inTemp('bad'), bytes)
    await expect(openAudio(inTemp('bad'))).rejects.toMatchObject({ name: 'CodecError', code })
  })

  it('a missing file is Node\u2019s own error', async () => {
    await expect(openAudio(inTemp('nowhere'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  const half = (bytes: Buffer): Uint8Array => bytes.subarray(0, Math.floor(bytes.length / 2))
  const hole = (bytes: Buffer): Uint8Array => bytes.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 6000)
  it.each([
    ['song.flac', half],
    ['song.mp3', half],
    ['song.flac', hole],
    ['song.mp3', hole]
  ])('%s broken in the middle is damaged', async (name, change) => {
    await copyChanged(inTemp(name), inTemp('broken'), change)
    await expect(readAll(inTemp('broken'))).rejects.toMatchObject({ name: 'CodecError', code: 'damaged' })
  })

  it.each(['tone.ogg', 'tone.opus'])('%s broken off is damaged', async (name) => {
    await copyChanged(fixture(name), inTemp('broken'), (bytes) => bytes.subarray(0, bytes.length - 200))
    await expect(readAll(inTemp('broken'))).rejects.toMatchObject({ name: 'CodecError', code: 'damaged' })
  })

  it('an Ogg file with a page missing is damaged', async () => {
    await copyChanged(fixture('tone.opus'), inTemp('gap.opus'), (bytes) => {
      const starts = [...bytes.toString('latin1').matchAll(/OggS/g)].map((match) => match.index)
      const last = starts.at(-1) ?? 0
      const page = bytes.subarray(last)
      toView(page).setUint32(18, toView(page).getUint32(18, true) + 1, true)
      toView(page).setUint32(22, toChecksum(page), true)
      return bytes
    })
    await expect(readAll(inTemp('gap.opus'))).rejects.toThrow(/missing/)
  })
})
