import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWriter } from '../createWriter'
import { openAudio } from '../open'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-silent-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a FLAC file that ends in silence', () => {
  it.each([1, 2].flatMap((channels) => (['flac16', 'flac24'] as const).flatMap((format) => [1, 613, 4_096, 4_097, 66_150].map((frames) => [channels, format, frames] as const))))(
    'is read to its last frame: %d channels, %s, %d frames',
    async (channels, format, frames) => {
      const path = join(folder, `${channels}-${format}-${frames}.flac`)
      const writer = await createWriter(path, format, { sampleRateHz: 44_100, channels })
      // The first half sounds, so that the first frame is unlike the last.
      const samples = Float32Array.from({ length: frames }, (_, frame) => (frame * 2 < frames ? Math.sin(frame) / 2 : 0))
      await writer.write(Array.from({ length: channels }, () => samples))
      await writer.finish()
      const reader = await openAudio(path)
      const heard: number[] = []
      for await (const block of reader.blocks()) heard.push(...(block.at(-1) ?? []))
      await reader.close()
      expect(heard).toHaveLength(frames)
      const step = format === 'flac16' ? 2 ** -15 : 2 ** -23
      expect(heard.findIndex((sample, frame) => Math.abs(sample - (samples[frame] ?? 0)) > step)).toBe(-1)
    }
  )
})
