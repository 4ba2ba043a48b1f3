import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeTone } from '../testing/audioFiles'
import { fileLoudness } from './loudness'

let folder = ''
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'unbraid-loudness-')) })
afterAll(() => rm(folder, { recursive: true, force: true }))

const RATE_HZ = 48_000
const level = (decibels: number): number => 10 ** (decibels / 20)
/** A 1 kHz sine of so many dB below full scale in both channels. */
const sineAt = (name: string, seconds: number, decibelsAt: (second: number) => number, channels = 2): Promise<string> =>
  writeTone(join(folder, name), {
    frames: seconds * RATE_HZ, channels, sampleRateHz: RATE_HZ, format: 'wav32f',
    sampleAt: (frame) => level(decibelsAt(frame / RATE_HZ)) * Math.sin((2 * Math.PI * 1_000 * frame) / RATE_HZ)
  })

describe('the loudness of a file', () => {
  // EBU Tech 3341, minimum requirements tests 1, 2 and 3; ±0.1 LU.
  it('is -23 LUFS for a stereo sine of -23 dBFS, -33 for one of -33', async () => {
    expect(await fileLoudness(await sineAt('one.wav', 20, () => -23))).toBeCloseTo(-23, 1)
    expect(await fileLoudness(await sineAt('two.wav', 20, () => -33))).toBeCloseTo(-33, 1)
  })

  it('leaves out what is quiet beside the rest', async () => {
    const path = await sineAt('three.wav', 80, (second) => (second < 10 || second >= 70 ? -36 : -23))
    expect(await fileLoudness(path)).toBeCloseTo(-23, 1)
  })

  it('is 3 LU less for one channel', async () => {
    expect(await fileLoudness(await sineAt('mono.wav', 20, () => -23, 1))).toBeCloseTo(-26, 1)
  })

  it('of silence and of a moment is none', async () => {
    expect(await fileLoudness(await sineAt('silent.wav', 2, () => -200))).toBeNull()
    expect(await fileLoudness(await sineAt('short.wav', 0.3, () => -10))).toBeNull()
  })
})
