import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { createWriter } from '../../../codecs/createWriter'
import { type AiffForm, toAiff } from '../../../codecs/testing/aiffFile'
import type { OutputFormat } from '../../../codecs/types'
import type { PATIENT } from '../patience'

/** The audio thread straight from its source (tsx compiles inside the thread), as the bundle starts it from audioWorker.js. */
export const startTestWorker = (manner?: typeof PATIENT): Worker => new Worker(join(import.meta.dirname, 'bootWorker.mjs'), { workerData: manner })

/** A repeatable sample between -0.9 and 0.9 for a frame and channel. */
export const toneAt = (frame: number, channel: number): number => 0.9 * Math.sin(frame * (0.02 + channel * 0.013) + frame * frame * 1e-7)

export interface ToneFile {
  readonly frames: number
  readonly channels?: number
  readonly sampleRateHz?: number
  readonly format?: OutputFormat
  readonly sampleAt?: (frame: number, channel: number) => number
}

/** Writes an audio file; answers its path. */
export async function writeTone(path: string, tone: ToneFile): Promise<string> {
  const { frames, channels = 2, sampleRateHz = 44_100, format = 'wav16', sampleAt = toneAt } = tone
  const writer = await createWriter(path, format, { sampleRateHz, channels })
  const step = 65_536
  for (let from = 0; from < frames; from += step) {
    const count = Math.min(step, frames - from)
    await writer.write(
      Array.from({ length: channels }, (_, channel) => Float32Array.from({ length: count }, (_sample, at) => sampleAt(from + at, channel)))
    )
  }
  await writer.finish()
  return path
}

/** The same as AIFF or AIFF-C; answers its path. */
export async function writeAiffTone(path: string, tone: Omit<ToneFile, 'format'>, stored: AiffForm): Promise<string> {
  const { frames, channels = 2, sampleRateHz = 44_100, sampleAt = toneAt } = tone
  const block = Array.from({ length: channels }, (_, channel) => Float32Array.from({ length: frames }, (_sample, frame) => sampleAt(frame, channel)))
  await writeFile(path, toAiff(block, sampleRateHz, stored))
  return path
}
