import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { probeAudio } from './probe'
import { copyChanged, fixture, toneWithClick, useTempDirectory, writeAll } from './testSupport'

const inTemp = useTempDirectory()

describe('probing', () => {
  it.each([
    ['tone.ogg', 'ogg vorbis', 44_100, true],
    ['tone.opus', 'ogg opus', 48_000, true],
    ['tone-vbr.mp3', 'mp3', 44_100, true],
    ['tone.aiff', 'aiff', 8000, true]
  ])('%s lasts half a second', async (name, kind, sampleRateHz, isDecodable) => {
    const probe = await probeAudio(fixture(name))
    expect(probe).toMatchObject({ kind, sampleRateHz, channels: 1, isDecodable })
    expect(probe.durationSeconds).toBeCloseTo(0.5, 6)
  })

  it('describes an m4a although it cannot be decoded, whatever its name says', async () => {
    await copyChanged(fixture('tone.m4a'), inTemp('song.mp3'), (bytes) => bytes)
    const probe = await probeAudio(inTemp('song.mp3'))
    expect(probe).toMatchObject({ kind: 'm4a', sampleRateHz: 44_100, isDecodable: false })
    expect(probe.durationSeconds).toBeGreaterThan(0.49)
    expect(probe.durationSeconds).toBeLessThan(0.55)
  })

  it.each(['wav16', 'flac24', 'mp3'] as const)('%s is as long as what was written', async (kind) => {
    await writeAll(inTemp(kind), kind, 48_000, toneWithClick(60_000, 10, 2))
    expect(await probeAudio(inTemp(kind))).toMatchObject({ durationSeconds: 1.25, channels: 2, sampleRateHz: 48_000 })
  })

  it.each([
    ['words', Buffer.from('just words'), 'notAudio'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['the first bytes of an AIFF', Buffer.from('FORM\0\0\0\u0010AIFF'), 'damaged']
  ])('%s is refused', async (_, bytes, code) => {
    await writeFile(inTemp('bad'), bytes)
    await expect(probeAudio(inTemp('bad'))).rejects.toMatchObject({ name: 'CodecError', code })
  })
})
