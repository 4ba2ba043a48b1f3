import { execFileSync, spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { probeAudio } from './probe'
import { type PlanarBlock } from './types'
import { useTempDirectory, writeAll } from './testSupport'

const inTemp = useTempDirectory()
const hasFfmpeg = ['ffmpeg', 'ffprobe'].every((program) => spawnSync(program, ['-version']).status === 0)
const SECONDS = 12.345
const RATE_HZ = 44_100
/** About one MPEG frame, in seconds. */
const TOLERANCE = 0.03

/** Silence, tone and noise by turns, so that every variable bit rate varies. */
function changeful(): PlanarBlock {
  const frames = Math.round(SECONDS * RATE_HZ)
  let noise = 1
  return [0, 1].map((channel) => Float32Array.from({ length: frames }, (_, frame) => {
    noise = (noise * 48_271) % 2_147_483_647
    const part = Math.floor(frame / RATE_HZ) % 3
    return part === 0 ? 0 : part === 1 ? 0.3 * Math.sin(frame * 0.05 * (channel + 1)) : 0.6 * (noise / 2_147_483_647 - 0.5)
  }))
}

function made(name: string, options: string): string {
  const path = inTemp(name)
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', inTemp('source.wav'), ...options.split(' ').filter((option) => option !== ''), path])
  return path
}

/** What ffprobe reads in the headers, in seconds. */
function ffprobed(path: string): number {
  const show = ['-v', 'error', '-select_streams', 'a', '-show_entries', 'format=duration', '-of', 'csv=p=0']
  return Number(execFileSync('ffprobe', [...show, path], { encoding: 'utf8' }))
}

describe.skipIf(!hasFfmpeg)('lengths of files by ffmpeg (skipped where it is not installed)', () => {
  beforeAll(async () => {
    await writeAll(inTemp('source.wav'), 'wav16', RATE_HZ, changeful())
  })

  // The last word: whether ffprobe knows the length. Without an info frame it takes the first frame's bit rate for all.
  it.each<[string, string, boolean]>([
    ['cbr.mp3', '-b:a 128k', false],
    ['cbr-no-info.mp3', '-b:a 128k -write_xing 0', false],
    ['vbr.mp3', '-q:a 4', false],
    ['vbr-no-info.mp3', '-q:a 4 -write_xing 0', false],
    ['vbr-tagged.mp3', '-q:a 4 -write_xing 0 -write_id3v1 1 -metadata title=x', false],
    ['mpeg2-no-info.mp3', '-ar 22050 -ac 1 -q:a 5 -write_xing 0', false],
    ['vorbis.ogg', '-c:a libvorbis -q:a 4', true],
    ['opus.ogg', '-c:a libopus -b:a 96k', true],
    ['flac.oga', '-c:a flac -f ogg', true],
    ['plain.flac', '-c:a flac', true],
    ['hi.flac', '-c:a flac -sample_fmt s32 -ar 96000', true],
    ['s24.wav', '-c:a pcm_s24le', true],
    ['rf64.wav', '-c:a pcm_s16le -rf64 always', true],
    ['adpcm.wav', '-c:a adpcm_ima_wav', true],
    ['end.m4a', '-c:a aac', true],
    ['faststart.m4a', '-c:a aac -movflags +faststart', true],
    ['alac.m4a', '-c:a alac', true],
    ['fragments.m4a', '-c:a aac -movflags frag_keyframe+empty_moov', true],
    ['raw.aac', '-c:a aac', false],
    ['x.aiff', '-c:a pcm_s16be', true],
    ['x.caf', '-c:a pcm_s16le', true],
    ['x.webm', '-c:a libopus', true],
    ['x.wv', '-c:a wavpack', true]
  ])('%s', async (name, options, ffprobeKnows) => {
    const path = made(name, options)
    const { durationSeconds } = await probeAudio(path)
    // Raw MPEG keeps the encoder's delay and padding: nothing in the file tells them from sound.
    const padding = /no-info|tagged|raw|fragments/.test(name) ? (name.startsWith('mpeg2') ? 0.11 : 0.055) : 0
    expect(durationSeconds).toBeGreaterThanOrEqual(SECONDS - TOLERANCE)
    expect(durationSeconds).toBeLessThanOrEqual(SECONDS + TOLERANCE + padding)
    if (ffprobeKnows) expect(Math.abs((durationSeconds ?? 0) - ffprobed(path))).toBeLessThanOrEqual(TOLERANCE)
    if (!ffprobeKnows && padding > 0) expect(Math.abs((durationSeconds ?? 0) - decodedSeconds(path))).toBeLessThanOrEqual(TOLERANCE)
  })
})

/** What ffmpeg decodes: the truth where no header tells. */
function decodedSeconds(path: string): number {
  const options = ['-v', 'error', '-i', path, '-f', 's16le', '-ar', '44100', '-ac', '1', '-c:a', 'pcm_s16le', '-']
  return execFileSync('ffmpeg', options, { maxBuffer: 64 * 1024 * 1024 }).length / 2 / 44_100
}
