import type { LoopRegion } from './player.types'

/** Shorter loops are a tone rather than a passage, and would ask for windows faster than they can be read. */
const SHORTEST_LOOP_SECONDS = 0.05

/** A loop inside the session, in whole frames and not too short; null for none, or for one that is no number. */
export function toLoop(region: LoopRegion | null, { frames, sampleRateHz }: { readonly frames: number; readonly sampleRateHz: number }): LoopRegion | null {
  if (!region) return null
  const ends = [region.startFrame, region.endFrame].map((frame) => Math.min(frames, Math.max(0, Math.round(frame))))
  const [startFrame = 0, endFrame = 0] = ends.sort((one, other) => one - other)
  if (!Number.isFinite(startFrame + endFrame)) return null
  const shortest = Math.min(frames, Math.ceil(SHORTEST_LOOP_SECONDS * sampleRateHz))
  if (shortest === 0 || endFrame - startFrame >= shortest) return { startFrame, endFrame }
  const start = Math.min(startFrame, frames - shortest)
  return { startFrame: start, endFrame: start + shortest }
}
