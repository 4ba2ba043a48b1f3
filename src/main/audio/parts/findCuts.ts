import { createFlacMeter } from '../../../codecs/flac/meter'
import { openAudio } from '../../../codecs/open'
import { frameCount, sliceFrames } from '../../../codecs/planar'
import type { AudioReader, PlanarBlock } from '../../../codecs/types'
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
export async function findCuts({ path, maxSeconds, maxBytes, control }: FindCutsTask): Promise<CutPlan> {
  const depth = await depthOf(path)
  const reader = await openAudio(path)
  const tries = await createTries(reader, depth.bits)
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

interface Group {
  frames: number
  bytes: number
}

/** Encodes a stretch now and then, to know how many bytes a frame takes: the worst half minute of the song tells. */
async function createTries({ sampleRateHz, channels }: AudioReader, bits: 16 | 24) {
  const groups: Group[] = []
  /** Where in what is encoded each of the groups ends. */
  const ends: number[] = []
  let heard = 0
  const meter = await createFlacMeter(bits, { sampleRateHz, channels }, (startFrame, frames, bytes) => {
    while ((ends[heard] ?? Number.POSITIVE_INFINITY) <= startFrame) heard += 1
    const group = (groups[heard] ??= { frames: 0, bytes: 0 })
    group.frames += frames
    group.bytes += bytes
  })
  let current = 0
  let taken = 0
  return {
    async add(block: PlanarBlock, startFrame: number): Promise<void> {
      const most = TRY_SECONDS * sampleRateHz - (startFrame % (TRY_EVERY_SECONDS * sampleRateHz))
      if (most <= 0) return
      const here = Math.floor(startFrame / (GROUP_SECONDS * sampleRateHz))
      if (here !== current) ends.push(taken)
      current = here
      const stretch = sliceFrames(block, 0, Math.min(frameCount(block), most))
      taken += frameCount(stretch)
      await meter.add(stretch)
    },
    async bytesAFrame(): Promise<number> {
      await meter.finish()
      return groups.reduce((worst, { bytes, frames }) => Math.max(worst, bytes / frames), 0)
    },
    close: () => meter.abort()
  }
}
