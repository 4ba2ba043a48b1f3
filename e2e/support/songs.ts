import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createWriter } from '../../src/codecs/createWriter'
import { openAudio } from '../../src/codecs/open'
import { type AiffForm, toAiff } from '../../src/codecs/testing/aiffFile'
import type { OutputFormat } from '../../src/codecs/types'
import { ROOT } from './unbraid'

const EXTENSIONS: Readonly<Record<OutputFormat, string>> = { wav16: 'wav', wav24: 'wav', wav32f: 'wav', flac16: 'flac', flac24: 'flac', mp3: 'mp3' }

/** Writes the first seconds of the sample song as a real file of this format and gives its path. */
export async function writeSong(folder: string, name: string, format: OutputFormat, seconds: number): Promise<string> {
  const { block, sampleRateHz } = await readSampleSong(seconds)
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${name}.${EXTENSIONS[format]}`)
  const writer = await createWriter(path, format, { sampleRateHz, channels: 2 })
  await writer.write(block)
  await writer.finish()
  return path
}

/** The same as AIFF or AIFF-C. */
export async function writeAiffSong(path: string, stored: AiffForm, seconds: number): Promise<string> {
  const { block, sampleRateHz } = await readSampleSong(seconds)
  await writeFile(path, toAiff(block, sampleRateHz, stored))
  return path
}

// Starting at 8 s, where the voice sings, so that every stem has something to show.
async function readSampleSong(seconds: number): Promise<{ block: readonly Float32Array[]; sampleRateHz: number }> {
  const { channels, sampleRateHz } = await readSong(join(ROOT, 'resources', 'sample', 'Unbraid sample song.flac'))
  const start = 8 * sampleRateHz
  return { block: channels.map((channel) => channel.subarray(start, start + seconds * sampleRateHz)), sampleRateHz }
}

/** The whole file as one array per channel. */
export async function readSong(path: string): Promise<{ channels: Float32Array[]; sampleRateHz: number }> {
  const reader = await openAudio(path)
  const blocks: (readonly Float32Array[])[] = []
  for await (const block of reader.blocks()) blocks.push(block.map((channel) => channel.slice()))
  await reader.close()
  const frames = blocks.reduce((sum, block) => sum + (block[0]?.length ?? 0), 0)
  const channels = Array.from({ length: reader.channels }, () => new Float32Array(frames))
  let at = 0
  for (const block of blocks) {
    channels.forEach((channel, index) => channel.set(block[index] ?? [], at))
    at += block[0]?.length ?? 0
  }
  return { channels, sampleRateHz: reader.sampleRateHz }
}

/** Root mean square of all channels, 0..1. */
export function levelOf(channels: readonly Float32Array[]): number {
  let sum = 0
  let count = 0
  for (const channel of channels) {
    for (const sample of channel) sum += sample * sample
    count += channel.length
  }
  return Math.sqrt(sum / Math.max(1, count))
}
