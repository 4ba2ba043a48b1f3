import { execFileSync } from 'node:child_process'
import { stat, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { copyAudioTrack, findAudioTrack } from './audioTrack'
import { probeAudio } from './probe'
import { writeSilentFilm } from './testing/silentFilm'
import { fixture, useTempDirectory } from './testSupport'

/** A film of three seconds as ffmpeg makes it; false where there is no ffmpeg. */
function film(path: string, ...sound: string[]): boolean {
  try {
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc=s=160x120:d=3', '-f', 'lavfi', '-i', 'sine=440:d=3', ...sound, path])
    return true
  } catch {
    return false
  }
}

/** Every packet of a file's sound, as ffmpeg reads it. */
const packets = (path: string): string =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:a:0', '-c', 'copy', '-f', 'framehash', '-'], { encoding: 'utf8' })
    .split('\n').filter((line) => line.startsWith('0,')).map((line) => line.split(',').slice(4, 6).join()).join('\n')

describe('the sound of a film', () => {
  const at = useTempDirectory()

  for (const [name, extension, codec, ...sound] of [
    ['film.mp4', 'm4a', 'aac', '-c:v', 'mpeg4', '-c:a', 'aac'],
    ['film.mov', 'm4a', 'aac', '-c:v', 'mpeg4', '-c:a', 'aac'],
    ['film.mkv', 'mp3', 'mp3', '-c:v', 'mpeg4', '-c:a', 'libmp3lame'],
    ['film.webm', 'ogg', 'opus', '-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus']
  ] as const) {
    it(`${name}: comes out as it is, packet by packet`, async ({ skip }) => {
      if (!film(at(name), ...sound)) skip('no ffmpeg, or without this codec')
      const found = await findAudioTrack(at(name))
      expect(found).toMatchObject({ codec, extension })
      if (found === null || found === 'locked') return
      const fractions: number[] = []
      await copyAudioTrack(at(name), at(`${name}.${extension}`), (fraction) => fractions.push(fraction))
      const { size } = await stat(at(`${name}.${extension}`))
      expect(size).toBeLessThan((await stat(at(name))).size)
      expect(Math.abs(size - found.sizeBytes)).toBeLessThan(8_000)
      expect(packets(at(`${name}.${extension}`))).toBe(packets(at(name)))
      expect((await probeAudio(at(`${name}.${extension}`))).durationSeconds).toBeCloseTo(3, 0)
      expect(Math.max(...fractions)).toBeLessThanOrEqual(1.1)
    })
  }

  it('what has no pictures, no sound, or is no film has none to be taken out', async () => {
    expect(await findAudioTrack(fixture('clicks.m4a'))).toBeNull()
    expect(await findAudioTrack(fixture('clicks.ogg'))).toBeNull()
    await writeFile(at('words.mp4'), 'only words')
    expect(await findAudioTrack(at('words.mp4'))).toBeNull()
    await expect(copyAudioTrack(fixture('clicks.m4a'), at('none.m4a'), () => undefined)).rejects.toMatchObject({ code: 'noSound' })
    await expect(findAudioTrack(at('missing.mp4'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('a film whose sound cannot be taken out says so, and one without sound is told from what is no film', async () => {
    for (const [name, container, sound] of [['none.mp4', 'mp4', 'none'], ['none.mkv', 'mkv', 'none'], ['pcm.mkv', 'mkv', 'pcm']] as const) {
      const path = await writeSilentFilm(at(name), container, sound)
      expect(await findAudioTrack(path)).toBe('locked')
      await expect(copyAudioTrack(path, at('none.m4a'), () => undefined)).rejects.toMatchObject({ code: 'noSound' })
    }
    for (const name of ['none.mp4', 'none.mkv']) await expect(probeAudio(at(name))).rejects.toMatchObject({ code: 'noSound' })
    expect(await probeAudio(at('pcm.mkv'))).toMatchObject({ durationSeconds: 40, isDecodable: false })
  })

  it('leaves nothing behind when it is stopped', async ({ skip }) => {
    if (!film(at('stop.mp4'), '-c:v', 'mpeg4', '-c:a', 'aac')) skip('no ffmpeg')
    const stop = (): void => { throw Object.assign(new Error('stopped'), { code: 'cancelled' }) }
    await expect(copyAudioTrack(at('stop.mp4'), at('stop.m4a'), stop)).rejects.toMatchObject({ code: 'cancelled' })
    await expect(stat(at('stop.m4a'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
