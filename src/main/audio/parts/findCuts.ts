import { rm, stat } from 'node:fs/promises'
import { createWriter } from '../../../codecs/createWriter'
import { openAudio } from '../../../codecs/open'
import { frameCount, sliceFrames } from '../../../codecs/planar'
import type { AudioReader, AudioWriter, PlanarBlock } from '../../../codecs/types'
import { type ExportControl, noteExport } from '../exportControl'
import { flacBits } from '../flacBits'
import { pcmBits } from '../flacOffer'
import { levelFrames, planCuts } from './planCuts'

/** How a file is to be cut into FLAC files. */
export interface CutPlan {
  readonly sampleRateHz: number
  readonly channels: number
  readonly frames: number
  readonly bits: 16 | 24
  /** Whether `bits` hold the file's very samples. */
  readonly isExact: boolean
  /** Frames. */
  readonly cuts: readonly number[]
}

export interface FindCutsTask {
  readonly path: string
  readonly maxSeconds: number
  readonly maxBytes: number
  /** A file for trying how small FLAC becomes; gone afterwards. */
  readonly samplePath: string
  readonly control: ExportControl
}

// FLAC's size is tried on two seconds in every ten, half a minute at a time: the worst of these counts.
const TRY_EVERY_SECONDS = 10
const TRY_SECONDS = 2
const GROUP_SECONDS = 30
/** What lies between may be this much denser. */
const MARGIN = 1.08
/** Headers, and frames that FLAC cannot make smaller at all. */
const PLAIN_OVERHEAD = 1.002
const SPARE_BYTES = 64 * 1024

/** Listens to a file once, memory flat, and plans parts that fit. @throws CodecError; TaskError cancelled; Node's I/O errors */
export async function findCuts({ path, maxSeconds, maxBytes, samplePath, control }: FindCutsTask): Promise<CutPlan> {
  const depth = await depthOf(path)
  const reader = await openAudio(path)
  const tries = createTries(samplePath, reader, depth.bits)
  try {
    const { sampleRateHz, channels } = reader
    const levels = new LevelCollector(levelFrames(sampleRateHz))
    let frames = 0
    for await (const block of reader.blocks()) {
      noteExport(control, reader.frames === undefined ? 0 : frames / reader.frames)
      levels.add(block)
      await tries.add(block, frames)
      frames += frameCount(block)
    }
    const bytesAFrame = Math.min(channels * (depth.bits / 8) * PLAIN_OVERHEAD, (await tries.bytesAFrame()) * MARGIN)
    const mostFrames = Math.floor(Math.min(maxSeconds * sampleRateHz, (maxBytes - SPARE_BYTES) / bytesAFrame))
    return { sampleRateHz, channels, frames, ...depth, cuts: planCuts({ frames, sampleRateHz, mostFrames, levels: levels.toArray() }) }
  } finally {
    await tries.close()
    await reader.close()
  }
}

/** The smallest FLAC that holds the file's samples, or, for floats and what is decoded, is finer than what anybody hears. */
async function depthOf(path: string): Promise<Pick<CutPlan, 'bits' | 'isExact'>> {
  const flac = await flacBits(path)
  if (flac !== null) return { bits: flac <= 16 ? 16 : 24, isExact: flac <= 24 }
  return (await pcmBits(path)) ?? { bits: 24, isExact: false }
}

/** Energy of each run of frames, all channels together. */
class LevelCollector {
  private levels = new Float32Array(4096)
  private count = 0
  private sum = 0
  private filled = 0

  constructor(private readonly runFrames: number) {}

  add(block: PlanarBlock): void {
    const frames = frameCount(block)
    for (let frame = 0; frame < frames; ) {
      const step = Math.min(this.runFrames - this.filled, frames - frame)
      for (const samples of block) {
        for (let at = frame; at < frame + step; at += 1) this.sum += (samples[at] ?? 0) ** 2
      }
      frame += step
      this.filled += step
      if (this.filled === this.runFrames) this.push()
    }
  }

  toArray(): Float32Array {
    if (this.filled > 0) this.push()
    return this.levels.subarray(0, this.count)
  }

  private push(): void {
    if (this.count === this.levels.length) {
      const wider = new Float32Array(2 * this.count)
      wider.set(this.levels)
      this.levels = wider
    }
    this.levels[this.count] = this.sum
    this.count += 1
    this.sum = 0
    this.filled = 0
  }
}

/** Encodes a stretch now and then, to know how many bytes a frame takes. */
function createTries(path: string, { sampleRateHz, channels }: AudioReader, bits: 16 | 24) {
  let writer: AudioWriter | null = null
  let written = 0
  let group = 0
  let worst = 0
  const settle = async (): Promise<void> => {
    if (writer === null) return
    await writer.finish()
    writer = null
    worst = Math.max(worst, (await stat(path)).size / written)
    written = 0
  }
  return {
    async add(block: PlanarBlock, startFrame: number): Promise<void> {
      const every = TRY_EVERY_SECONDS * sampleRateHz
      const at = startFrame % every
      const most = TRY_SECONDS * sampleRateHz - at
      if (most <= 0) return
      const here = Math.floor(startFrame / (GROUP_SECONDS * sampleRateHz))
      if (here !== group) await settle()
      group = here
      const taken = sliceFrames(block, 0, Math.min(frameCount(block), most))
      writer ??= await createWriter(path, bits === 16 ? 'flac16' : 'flac24', { sampleRateHz, channels })
      await writer.write(taken)
      written += frameCount(taken)
    },
    async bytesAFrame(): Promise<number> {
      await settle()
      return worst
    },
    async close(): Promise<void> {
      await writer?.abort()
      await rm(path, { force: true })
    }
  }
}
