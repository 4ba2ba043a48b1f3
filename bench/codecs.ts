/**
 * How fast each codec is on four minutes of stereo at 44.1 kHz: `npx tsx bench/codecs.ts`.
 * Prints milliseconds and times real time; reading and writing both go through real files.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWriter } from '../src/codecs/createWriter'
import { openAudio } from '../src/codecs/open'
import { frameCount } from '../src/codecs/planar'
import type { OutputFormat, PlanarBlock } from '../src/codecs/types'

const SECONDS = 240
const SAMPLE_RATE_HZ = 44_100
const BLOCK_FRAMES = 16_384
const FORMATS: readonly OutputFormat[] = ['wav16', 'wav24', 'wav32f', 'flac16', 'flac24', 'mp3']

/** Two detuned chords with a little noise: neither silence nor pure noise, which flatter or punish packers. */
function synthesize(start: number, frames: number): PlanarBlock {
  return [220, 277].map((hertz) => {
    const samples = new Float32Array(frames)
    for (let index = 0; index < frames; index += 1) {
      const phase = (2 * Math.PI * hertz * (start + index)) / SAMPLE_RATE_HZ
      samples[index] = 0.3 * Math.sin(phase) + 0.2 * Math.sin(1.5 * phase) + 0.05 * (Math.random() - 0.5)
    }
    return samples
  })
}

const directory = await mkdtemp(join(tmpdir(), 'bench-codecs-'))
const blocks: PlanarBlock[] = []
for (let start = 0; start < SECONDS * SAMPLE_RATE_HZ; start += BLOCK_FRAMES) {
  blocks.push(synthesize(start, Math.min(BLOCK_FRAMES, SECONDS * SAMPLE_RATE_HZ - start)))
}

try {
  console.log('format   encode ms  x real time   decode ms  x real time       bytes')
  for (const format of FORMATS) {
    const path = join(directory, format)
    const encodeStart = performance.now()
    const writer = await createWriter(path, format, { sampleRateHz: SAMPLE_RATE_HZ, channels: 2 })
    for (const block of blocks) await writer.write(block)
    await writer.finish()
    const encodeMs = performance.now() - encodeStart

    const decodeStart = performance.now()
    const reader = await openAudio(path)
    let frames = 0
    for await (const block of reader.blocks()) frames += frameCount(block)
    await reader.close()
    const decodeMs = performance.now() - decodeStart
    if (frames !== SECONDS * SAMPLE_RATE_HZ) throw new Error(`${format}: ${frames} frames came back`)

    const cells = [encodeMs, (SECONDS * 1000) / encodeMs, decodeMs, (SECONDS * 1000) / decodeMs].map((value) => value.toFixed(0))
    const { size } = await stat(path)
    console.log([format.padEnd(7), ...cells.map((cell) => cell.padStart(11)), String(size).padStart(12)].join(' '))
  }
} finally {
  await rm(directory, { recursive: true })
}
