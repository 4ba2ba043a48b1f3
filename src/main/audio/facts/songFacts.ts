import type { SongFacts } from '../../../shared/domain/songFacts'
import { frameCount } from '../../../codecs/planar'
import { openSound } from '../openSound'
import { estimateKey } from './key'
import { estimateTempo } from './tempo'

/** So much of the middle of the song is listened to: enough for both, and an hour costs no more than three minutes. */
const MOST_SECONDS = 120

/** Tempo and key of the sum of files, from two minutes in the middle. @throws CodecError, Node's I/O errors */
export async function songFacts(paths: readonly string[]): Promise<SongFacts> {
  let sum: Excerpt | undefined
  for (const path of paths) {
    const excerpt = await readMiddle(path)
    if (!sum) sum = excerpt
    else if (excerpt.sampleRateHz === sum.sampleRateHz) addTo(sum.samples, excerpt.samples)
  }
  if (!sum) return { beatsPerMinute: null, key: null }
  return { beatsPerMinute: estimateTempo(sum.samples, sum.sampleRateHz), key: estimateKey(sum.samples, sum.sampleRateHz) }
}

interface Excerpt {
  readonly sampleRateHz: number
  readonly samples: Float32Array
}

async function readMiddle(path: string): Promise<Excerpt> {
  const reader = await openSound(path)
  try {
    const { sampleRateHz, channels } = reader
    const most = MOST_SECONDS * sampleRateHz
    const from = Math.max(0, Math.floor(((reader.frames ?? 0) - most) / 2))
    const samples = new Float32Array(most)
    let at = -from
    for await (const block of reader.blocks()) {
      const frames = frameCount(block)
      for (const channel of block) {
        for (let frame = Math.max(0, -at); frame < frames && at + frame < most; frame += 1) {
          samples[at + frame] = (samples[at + frame] ?? 0) + (channel[frame] ?? 0) / channels
        }
      }
      at += frames
      if (at >= most) break
    }
    return { sampleRateHz, samples: samples.subarray(0, Math.max(0, Math.min(most, at))) }
  } finally {
    await reader.close()
  }
}

function addTo(sum: Float32Array, samples: Float32Array): void {
  const frames = Math.min(sum.length, samples.length)
  for (let frame = 0; frame < frames; frame += 1) sum[frame] = (sum[frame] ?? 0) + (samples[frame] ?? 0)
}
