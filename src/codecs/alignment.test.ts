import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWriter } from './createWriter'
import { openAudio } from './open'
import type { OutputFormat } from './types'

const RATE = 44_100
const FRAMES = 66_150
const CLICKS = [0, 1, 2, 3, 4].map((click) => 4_410 + click * 12_000)
const HALF = 24

/** A click that no codec has a reason to change: a quarter of the band, faded out over 24 frames on both sides. */
function clickAt(distance: number): number {
  if (Math.abs(distance) > HALF) return 0
  const x = (Math.PI * distance) / 4
  return 0.8 * (distance === 0 ? 1 : Math.sin(x) / x) * 0.5 * (1 + Math.cos((Math.PI * distance) / (HALF + 1)))
}
const train = Float32Array.from({ length: FRAMES }, (_, frame) => CLICKS.reduce((sum, click) => sum + clickAt(frame - click), 0))

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-alignment-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** How many frames (of 44.1 kHz) each click comes late. */
async function latenessOf(path: string): Promise<{ late: number[]; frames: number }> {
  const reader = await openAudio(path)
  const samples: number[] = []
  for await (const block of reader.blocks()) samples.push(...(block[0] ?? []))
  await reader.close()
  const scale = reader.sampleRateHz / RATE
  const late = CLICKS.map((click) => {
    const expected = Math.round(click * scale)
    let [peak, at] = [0, 0]
    for (let frame = Math.max(0, expected - 3_000); frame < expected + 3_000; frame += 1) {
      if ((samples[frame] ?? 0) > peak) [peak, at] = [samples[frame] ?? 0, frame]
    }
    return (at - expected) / scale
  })
  return { late, frames: samples.length / scale }
}

const fixture = (name: string): string => join(import.meta.dirname, '__fixtures__', name)
const ON_TIME = CLICKS.map(() => 0)

describe('clicks come out where they went in', () => {
  it.each<[OutputFormat, string]>([['wav16', 'wav'], ['wav24', 'wav'], ['wav32f', 'wav'], ['flac16', 'flac'], ['flac24', 'flac'], ['mp3', 'mp3']])(
    'through our own %s',
    async (format, extension) => {
      const path = join(folder, `${format}.${extension}`)
      const writer = await createWriter(path, format, { sampleRateHz: RATE, channels: 1 })
      await writer.write([train])
      await writer.finish()
      expect(await latenessOf(path)).toEqual({ late: ON_TIME, frames: FRAMES })
    }
  )

  it.each(['clicks-tagged.mp3', 'clicks.ogg', 'clicks.opus'])('through %s: delay and padding of the encoder are told in it and cut off', async (name) => {
    expect(await latenessOf(fixture(name))).toEqual({ late: ON_TIME, frames: FRAMES })
  })

  // 576 frames of LAME's and 529 of every decoder's: what any other reader without a tag hears too, so that what was
  // separated from such a file lies where the file itself does.
  it('1105 frames late through an MP3 that tells nothing', async () => {
    const { late } = await latenessOf(fixture('clicks-untagged.mp3'))
    expect(late).toEqual(CLICKS.map(() => 1_105))
  })
})
