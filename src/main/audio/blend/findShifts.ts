import { frameCount, interleave } from '../../../codecs/planar'
import { openBlendSource, toMono, type BlendSource } from './blendSource'
import { createShiftFinder, MOST_SHIFT_FRAMES, STEP_FRAMES } from './shiftFinder'

/** So many seconds of sound tell where a result lies; quiet ones do not count. */
const ENOUGH_SECONDS = 30
const QUIET_POWER = 1e-6

export interface Shifting {
  readonly paths: readonly string[]
  /** The place of the one the others are laid over. */
  readonly reference: number
  readonly sampleRateHz: number
  readonly channels: number
  /** The reference's length. */
  readonly frames: number
  /** Hears the share of the reference that was read, 0..1; what it throws ends the search. */
  readonly onFraction: (fraction: number) => void
}

/** How many frames each file lies behind the reference; 0 for the reference. @throws as openBlendSource and onFraction */
export async function findShifts({ paths, reference, sampleRateHz, channels, frames, onFraction }: Shifting): Promise<readonly number[]> {
  const opened: BlendSource[] = []
  try {
    for (const path of paths) opened.push(await openBlendSource(path, { sampleRateHz, channels, startFrame: 0 }))
    const finders = paths.map(() => createShiftFinder())
    // The others are read so far ahead, and so much of them is kept behind.
    const around = paths.map(() => new Float32Array(STEP_FRAMES + 2 * MOST_SHIFT_FRAMES))
    const takeIn = async (index: number, count: number): Promise<void> => {
      const held = around[index]
      const block = await opened[index]?.next(count)
      if (!held || !block) return
      held.copyWithin(0, count)
      held.set(toMono(block), held.length - count)
    }
    const others = paths.map((_, index) => index).filter((index) => index !== reference)
    for (const index of others) await takeIn(index, MOST_SHIFT_FRAMES)
    const enough = ENOUGH_SECONDS * sampleRateHz
    let heard = 0
    for (let at = 0; at < frames && heard < enough; at += STEP_FRAMES) {
      onFraction(Math.max(at / frames, heard / enough))
      const block = (await opened[reference]?.next(STEP_FRAMES)) ?? []
      for (const index of others) await takeIn(index, STEP_FRAMES)
      if (isQuiet(interleave(block))) continue
      const piece = toMono(block)
      for (const index of others) finders[index]?.add(piece, around[index] ?? new Float32Array())
      heard += frameCount(block)
    }
    return finders.map((finder, index) => (index === reference ? 0 : finder.shift()))
  } finally {
    await Promise.all(opened.map((source) => source.close()))
  }
}

const isQuiet = (samples: Float32Array): boolean => samples.reduce((sum, sample) => sum + sample * sample, 0) < QUIET_POWER * samples.length
