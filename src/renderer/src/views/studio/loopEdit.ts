import type { LoopRegion } from '../../audio/player.types'

/** How long a loop is that was given one end only. */
const NEW_LOOP_SECONDS = 4
/** As the player's least. */
export const LEAST_LOOP_SECONDS = 0.05

interface Timeline {
  readonly frames: number
  readonly sampleRateHz: number
}

/** The loop with another start; an end that would lie before it moves behind it. */
export function withLoopStart(loop: LoopRegion | null, frame: number, { frames, sampleRateHz }: Timeline): LoopRegion {
  const least = Math.ceil(LEAST_LOOP_SECONDS * sampleRateHz)
  const startFrame = clamp(Math.round(frame), 0, Math.max(0, frames - least))
  const endFrame = loop !== null && loop.endFrame >= startFrame + least ? loop.endFrame : startFrame + NEW_LOOP_SECONDS * sampleRateHz
  return { startFrame, endFrame: Math.min(frames, endFrame) }
}

/** The loop with another end; a start that would lie behind it moves before it. */
export function withLoopEnd(loop: LoopRegion | null, frame: number, { frames, sampleRateHz }: Timeline): LoopRegion {
  const least = Math.ceil(LEAST_LOOP_SECONDS * sampleRateHz)
  const endFrame = clamp(Math.round(frame), Math.min(frames, least), frames)
  const startFrame = loop !== null && loop.startFrame <= endFrame - least ? loop.startFrame : endFrame - NEW_LOOP_SECONDS * sampleRateHz
  return { startFrame: Math.max(0, startFrame), endFrame }
}

/** One end dragged: it stops just before the other. */
export function withLoopEdge(loop: LoopRegion, edge: 'start' | 'end', frame: number, { frames, sampleRateHz }: Timeline): LoopRegion {
  const least = Math.ceil(LEAST_LOOP_SECONDS * sampleRateHz)
  return edge === 'start'
    ? { ...loop, startFrame: clamp(Math.round(frame), 0, Math.max(0, loop.endFrame - least)) }
    : { ...loop, endFrame: clamp(Math.round(frame), Math.min(frames, loop.startFrame + least), frames) }
}

/** The loop moved as a whole by so many frames; it stops at the ends of the song and keeps its length. */
export function withLoopMoved({ startFrame, endFrame }: LoopRegion, byFrames: number, { frames }: Pick<Timeline, 'frames'>): LoopRegion {
  const by = clamp(Math.round(byFrames), -startFrame, Math.max(0, frames - endFrame))
  return { startFrame: startFrame + by, endFrame: endFrame + by }
}

/** The loop between two places in either order; null while they are too close for one. */
export function loopBetween(from: number, to: number, { frames, sampleRateHz }: Timeline): LoopRegion | null {
  const startFrame = clamp(Math.round(Math.min(from, to)), 0, frames)
  const endFrame = clamp(Math.round(Math.max(from, to)), 0, frames)
  return endFrame - startFrame >= LEAST_LOOP_SECONDS * sampleRateHz ? { startFrame, endFrame } : null
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
