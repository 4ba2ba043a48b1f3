import { openFileBytes } from './fileBytes'
import { probeAudio } from './probe'
import { sniff } from './sniff'
import type { AudioFormat } from './types'

/** Sound for which there is no decoder in this folder but one in a browser. */
export interface EncodedSound extends AudioFormat {
  readonly frames: number
  /** Decoded frames before the recording begins, beside those an edit list hides. */
  readonly delayFrames: number
}

const KINDS: readonly string[] = ['m4a', 'aac']

/**
 * What an M4A or raw AAC file will sound like once somebody decodes it; undefined for every other file and for one that does not
 * tell its length. @throws CodecError notAudio, damaged; Node's I/O errors pass through
 */
export async function describeEncoded(path: string): Promise<EncodedSound | undefined> {
  if (!(await isEncoded(path))) return undefined
  const { sampleRateHz, channels, durationSeconds, delayFrames = 0 } = await probeAudio(path)
  if (sampleRateHz === null || channels === null || durationSeconds === null) return undefined
  const frames = Math.round(durationSeconds * sampleRateHz)
  return frames > 0 ? { sampleRateHz, channels, frames, delayFrames } : undefined
}

async function isEncoded(path: string): Promise<boolean> {
  const file = await openFileBytes(path)
  try {
    const sniffed = await sniff(file)
    return sniffed.kind === 'other' && KINDS.includes(sniffed.short)
  } finally {
    await file.close()
  }
}
