import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createWriter } from '../../src/codecs/createWriter'
import type { ReadyJob } from './readyJob'

const SAMPLE_RATE_HZ = 44_100
/** One bar of each part is written again and again, louder and quieter: long songs must not take long to make. */
const BAR_SECONDS = 2

type Part = readonly [name: string, frequencyHz: number, strikes: number, fade: number, gain: number]

/** Name, pitch, strikes in a bar, how fast a strike fades, how loud. */
const PARTS: readonly Part[] = [
  ['Vocals', 330, 3, 1.2, 0.5], ['Drums', 0, 8, 18, 0.8], ['Bass', 55, 4, 2.5, 0.5], ['Piano', 440, 6, 5, 0.4], ['Guitar', 220, 8, 6, 0.35],
  ['Strings', 660, 1, 0.2, 0.25], ['Wind', 520, 2, 0.8, 0.3], ['Kick', 48, 4, 12, 0.7], ['Snare', 0, 2, 14, 0.5], ['Toms', 110, 3, 8, 0.4],
  ['Organ', 275, 1, 0.05, 0.2], ['Other', 150, 5, 3, 0.3]
]

/** A job that is done: so many stems that look like music, and the song they add up to but for a little noise. */
export async function writeManyStems(folder: string, id: string, count: number, seconds: number): Promise<ReadyJob> {
  await mkdir(folder, { recursive: true })
  const parts = PARTS.slice(0, count)
  const bars = parts.map(toBar)
  const stems = await Promise.all(parts.map(async ([name], stem) => {
    const path = join(folder, `${name}.wav`)
    await writeSong(path, seconds, (bar) => (bars[stem] ?? new Float32Array()).map((sample) => sample * loudness(stem, bar)))
    return { name, path }
  }))
  const source = join(folder, 'Night drive.wav')
  await writeSong(source, seconds, (bar) => {
    const sum = new Float32Array(BAR_SECONDS * SAMPLE_RATE_HZ)
    bars.forEach((samples, stem) => {
      const gain = loudness(stem, bar)
      samples.forEach((sample, frame) => { sum[frame] = (sum[frame] ?? 0) + sample * gain + ((frame * 7919) % 13 - 6) * 1e-5 })
    })
    return sum
  })
  return { id, name: 'Night drive.wav', stems, source }
}

/** Parts come and go over the song. */
const loudness = (stem: number, bar: number): number => 0.15 + 0.55 * Math.max(0, Math.sin(bar * 0.35 + stem * 1.7)) + 0.1 * Math.sin(bar * 1.3 + stem)

function toBar([, frequencyHz, strikes, fade, gain]: Part): Float32Array {
  let noise = 12_345
  const strikeSeconds = BAR_SECONDS / strikes
  return Float32Array.from({ length: BAR_SECONDS * SAMPLE_RATE_HZ }, (_, frame) => {
    const seconds = frame / SAMPLE_RATE_HZ
    noise = (noise * 1_103_515_245 + 12_345) % 2 ** 31
    const tone = frequencyHz === 0 ? noise / 2 ** 30 - 1 : Math.sin(2 * Math.PI * frequencyHz * seconds) + 0.4 * Math.sin(4 * Math.PI * frequencyHz * seconds)
    return gain * 0.4 * tone * Math.exp(-fade * (seconds % strikeSeconds)) * Math.min(1, (seconds % strikeSeconds) * 200)
  })
}

async function writeSong(path: string, seconds: number, toSamples: (bar: number) => Float32Array): Promise<void> {
  const writer = await createWriter(path, 'wav24', { sampleRateHz: SAMPLE_RATE_HZ, channels: 1 })
  for (let bar = 0; bar * BAR_SECONDS < seconds; bar += 1) await writer.write([toSamples(bar)])
  await writer.finish()
}
