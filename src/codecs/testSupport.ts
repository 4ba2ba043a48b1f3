import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import { createWriter } from './createWriter'
import { openAudio } from './open'
import { frameCount, sliceFrames } from './planar'
import type { AudioFormat, OutputFormat, PlanarBlock } from './types'

/** A directory of its own for one test file, removed at the end; gives the path for a name in it. */
export function useTempDirectory(): (name: string) => string {
  let directory = ''
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'codecs-'))
  })
  afterAll(() => rm(directory, { recursive: true, force: true }))
  return (name) => join(directory, name)
}

/** The path of a file in __fixtures__. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`./__fixtures__/${name}`, import.meta.url))
}

/** Copies a file, its bytes changed on the way. */
export async function copyChanged(from: string, to: string, change: (bytes: Buffer) => Uint8Array): Promise<void> {
  await writeFile(to, change(await readFile(from)))
}

/** Everything in a file, one array per channel. */
export async function readAll(path: string): Promise<AudioFormat & { kind: string; frames: number | undefined; samples: PlanarBlock }> {
  const reader = await openAudio(path)
  try {
    const blocks: PlanarBlock[] = []
    for await (const block of reader.blocks()) blocks.push(block)
    const samples = Array.from({ length: reader.channels }, (_, channel) =>
      Float32Array.from(blocks.flatMap((block) => [...(block[channel] ?? [])]))
    )
    return { kind: reader.kind, frames: reader.frames, channels: reader.channels, sampleRateHz: reader.sampleRateHz, samples }
  } finally {
    await reader.close()
  }
}

/** Writes a block as a file, in pieces of uneven length as real callers do. */
export async function writeAll(path: string, outputFormat: OutputFormat, sampleRateHz: number, block: PlanarBlock): Promise<void> {
  const writer = await createWriter(path, outputFormat, { sampleRateHz, channels: block.length })
  for (let start = 0; start < frameCount(block); start += 4999) {
    await writer.write(sliceFrames(block, start, Math.min(start + 4999, frameCount(block))))
  }
  await writer.finish()
}

/** A quiet tone with one click, different in each channel, so that swapped channels and shifts show. */
export function toneWithClick(frames: number, clickFrame: number, channels = 1): PlanarBlock {
  return Array.from({ length: channels }, (_, channel) => {
    const samples = Float32Array.from({ length: frames }, (_, frame) => 0.2 * Math.sin(frame * 0.06 * (channel + 1)))
    samples[clickFrame + channel * 100] = 0.95
    return samples
  })
}

/** The frame of the loudest sample. */
export function loudestFrame(samples: Float32Array | undefined): number {
  let loudest = -1
  let at = -1
  samples?.forEach((sample, frame) => {
    if (Math.abs(sample) > loudest) [loudest, at] = [Math.abs(sample), frame]
  })
  return at
}

/** The largest difference between two blocks; infinite when their shapes differ. */
export function largestDifference(one: PlanarBlock, other: PlanarBlock): number {
  if (one.length !== other.length || frameCount(one) !== frameCount(other)) return Infinity
  return Math.max(0, ...one.map((samples, channel) => largestIn(samples, other[channel] ?? new Float32Array())))
}

function largestIn(one: Float32Array, other: Float32Array): number {
  return one.reduce((largest, sample, frame) => Math.max(largest, Math.abs(sample - (other[frame] ?? Infinity))), 0)
}
