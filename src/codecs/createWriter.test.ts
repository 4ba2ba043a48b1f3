import { execFileSync, spawnSync } from 'node:child_process'
import { access } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createWriter } from './createWriter'
import { frameCount } from './planar'
import { largestDifference, loudestFrame, readAll, toneWithClick, useTempDirectory, writeAll } from './testSupport'
import type { OutputFormat } from './types'

const inTemp = useTempDirectory()
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0

describe('writing FLAC', () => {
  it.each([['flac16', 1 / 65_536], ['flac24', 1 / 16_777_216]] as const)('%s loses nothing but the rounding', async (kind, step) => {
    const path = inTemp(kind)
    const block = toneWithClick(30_011, 20_000, 2)
    await writeAll(path, kind, 44_100, block)
    const back = await readAll(path)
    expect(back).toMatchObject({ kind: 'flac', channels: 2, sampleRateHz: 44_100, frames: 30_011 })
    expect(largestDifference(back.samples, block)).toBeLessThanOrEqual(step)
  })

  it.each([['flac16', 'wav16'], ['flac24', 'wav24']] as const)('%s decodes to exactly the samples of %s', async (flac, wav) => {
    const block = toneWithClick(9000, 4000, 2)
    await writeAll(inTemp('same.flac'), flac, 48_000, block)
    await writeAll(inTemp('same.wav'), wav, 48_000, block)
    const [one, other] = [await readAll(inTemp('same.flac')), await readAll(inTemp('same.wav'))]
    expect(largestDifference(one.samples, other.samples)).toBe(0)
  })
})

describe('writing MP3', () => {
  it.each([[44_100, 1], [44_100, 2], [48_000, 2], [32_000, 1]])('keeps length and position at %i Hz with %i channels', async (rate, channels) => {
    const path = inTemp('exact.mp3')
    await writeAll(path, 'mp3', rate, toneWithClick(30_011, 20_000, channels))
    const back = await readAll(path)
    expect(back).toMatchObject({ kind: 'mp3', channels, sampleRateHz: rate, frames: 30_011 })
    expect(frameCount(back.samples)).toBe(30_011)
    expect(back.samples.map(loudestFrame)).toEqual([20_000, 20_100].slice(0, channels))
  })

  it('keeps the length of a sound shorter than one MP3 frame', async () => {
    await writeAll(inTemp('short.mp3'), 'mp3', 44_100, toneWithClick(300, 100))
    expect(frameCount((await readAll(inTemp('short.mp3'))).samples)).toBe(300)
  })
})

describe('writers', () => {
  it.each([
    ['mp3', 22_050, 2],
    ['mp3', 44_100, 6],
    ['flac16', 11_025, 2],
    ['flac24', 44_100, 9]
  ] as const)('refuse %s at %i Hz with %i channels before a file is made', async (kind, sampleRateHz, channels) => {
    const path = inTemp('refused')
    await expect(createWriter(path, kind, { sampleRateHz, channels })).rejects.toMatchObject({ code: 'unsupported' })
    await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it.each(['wav16', 'flac16', 'mp3'] as const)('leave nothing behind when %s is aborted half way', async (kind) => {
    const path = inTemp(`aborted-${kind}`)
    const writer = await createWriter(path, kind, { sampleRateHz: 44_100, channels: 1 })
    await writer.write(toneWithClick(20_000, 10))
    await writer.abort()
    await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it.each(['flac16', 'mp3'] as const)('cannot finish %s without sound, and can be aborted then', async (kind) => {
    const path = inTemp(`silent-${kind}`)
    const writer = await createWriter(path, kind, { sampleRateHz: 44_100, channels: 1 })
    await expect(writer.finish()).rejects.toMatchObject({ code: 'empty' })
    await writer.abort()
    await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('pass on that the folder is missing', async () => {
    const path = inTemp('missing/folder.mp3')
    await expect(createWriter(path, 'mp3', { sampleRateHz: 44_100, channels: 1 })).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe.skipIf(!hasFfmpeg)('ffmpeg agrees (skipped where ffmpeg is not installed)', () => {
  const kinds: readonly OutputFormat[] = ['wav16', 'wav24', 'wav32f', 'flac16', 'flac24', 'mp3']
  it.each(kinds)('on length and click of %s', async (kind) => {
    const path = inTemp(`ffmpeg-${kind}`)
    await writeAll(path, kind, 44_100, toneWithClick(30_011, 20_000))
    // -xerror: a wrong checksum is a failure, not a warning.
    const raw = execFileSync('ffmpeg', ['-v', 'error', '-xerror', '-i', path, '-f', 'f32le', '-c:a', 'pcm_f32le', '-'])
    const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
    expect(samples.length).toBe(30_011)
    expect(loudestFrame(samples)).toBe(20_000)
  })

  it.each(['-q:a 3', '-b:a 128k', '-b:a 320k', '-b:a 96k -ac 2'])('on an MP3 it made with %s', async (options) => {
    const [source, path] = [inTemp('source.wav'), inTemp('ffmpeg.mp3')]
    await writeAll(source, 'wav16', 44_100, toneWithClick(30_011, 20_000))
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', source, ...options.split(' '), path])
    const back = await readAll(path)
    expect(frameCount(back.samples)).toBe(30_011)
    expect(loudestFrame(back.samples[0])).toBe(20_000)
  })
})
