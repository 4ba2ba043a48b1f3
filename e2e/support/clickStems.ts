import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { toWavHeader } from '../../src/codecs/wav/write'

/** Clicks come where the time code is 0. */
export const CODE_FRAMES = 4_096
const SAMPLE_BYTES = 3
const SILENCE_FRAMES = 1 << 16

/**
 * Stems whose sum tells everything about itself, bit by bit: the first counts frames (the upper twelve bits), each other
 * one clicks every 4096 frames in a bit of its own. 24 bit, mono; every sum is exact in a 32-bit float.
 */
export async function writeClickStems(folder: string, stems: number, seconds: number, sampleRateHz = 44_100): Promise<{ name: string; path: string }[]> {
  const frames = seconds * sampleRateHz
  return Promise.all(
    Array.from({ length: stems }, async (_, stem) => {
      const name = stem === 0 ? 'Vocals' : `Stem ${stem}`
      const path = join(folder, `${name}.wav`)
      const file = await open(path, 'w')
      const header = toWavHeader('s24', { sampleRateHz, channels: 1 }, frames * SAMPLE_BYTES)
      await file.write(header)
      const period = toPeriod(stem)
      for (let frame = 0; frame < frames; frame += SILENCE_FRAMES) {
        await file.write(period.subarray(0, Math.min(SILENCE_FRAMES, frames - frame) * SAMPLE_BYTES))
      }
      await file.close()
      return { name, path }
    })
  )
}

function toPeriod(stem: number): Buffer {
  const bytes = Buffer.alloc(SILENCE_FRAMES * SAMPLE_BYTES)
  for (let frame = 0; frame < SILENCE_FRAMES; frame += 1) {
    const code = frame % CODE_FRAMES
    const value = stem === 0 ? code * 2 ** 11 : code === 0 ? 2 ** (11 - stem) : 0
    bytes.writeIntLE(value, frame * SAMPLE_BYTES, SAMPLE_BYTES)
  }
  return bytes
}

/** What one sample of the sum says; nothing while anything fades. */
export function decode(sample: number): { readonly code: number; readonly clicks: number } | undefined {
  const bits = sample * 2 ** 23
  return Number.isInteger(bits) && bits >= 0 ? { code: Math.floor(bits / 2 ** 11), clicks: bits % 2 ** 11 } : undefined
}

/** The clicks of the stems that are on; the first one has none. */
export const clicksOf = (active: readonly boolean[]): number =>
  active.reduce((sum, on, stem) => sum + (on && stem > 0 ? 2 ** (11 - stem) : 0), 0)
