import { CodecError } from '../../../codecs/types'

/** What parts have to share, all in frames. */
export interface PartGrid {
  /**
   * Cuts and overlaps are multiples of this many frames: 1/300 s, which is a whole number of frames at 44.1, 48, 88.2 and
   * 96 kHz alike, so that stems that come back at another rate still lie on whole frames.
   */
  readonly stepFrames: number
  /** Sound beside a cut that a part has more: separators know least about what is at the very edge. */
  readonly contextFrames: number
  /** Half of the crossfade around a cut. */
  readonly fadeFrames: number
}

const CONTEXT_SECONDS = 2
const FADE_SECONDS = 0.25
const STEPS_A_SECOND = 300
/** A cut may be looked for this far from where parts would be equal. */
const SEARCH_SECONDS = 15
const LEAST_SEARCH_SECONDS = 4
/** Levels are taken over about a hundredth of a second. */
const LEVELS_A_SECOND = 100

/** The grid of a sound at this rate. */
export function partGrid(sampleRateHz: number): PartGrid {
  const stepFrames = sampleRateHz / greatestDivisor(sampleRateHz, STEPS_A_SECOND)
  const whole = (seconds: number): number => Math.max(1, Math.round((seconds * sampleRateHz) / stepFrames)) * stepFrames
  return { stepFrames, contextFrames: whole(CONTEXT_SECONDS), fadeFrames: whole(FADE_SECONDS) }
}

/** Frames that one level stands for: whole steps. */
export function levelFrames(sampleRateHz: number): number {
  const { stepFrames } = partGrid(sampleRateHz)
  return Math.max(1, Math.round(sampleRateHz / LEVELS_A_SECOND / stepFrames)) * stepFrames
}

export interface CutsWanted {
  readonly frames: number
  readonly sampleRateHz: number
  /** No part may be longer. */
  readonly mostFrames: number
  /** Energy of each run of `levelFrames` frames. */
  readonly levels: Float32Array
}

/**
 * Where to cut: as few parts as fit, about equal, each cut in the middle of the quietest half second near its place; the one
 * nearest to that place where several are as quiet. None for what fits whole. Throws CodecError 'unsupported' when the most that
 * a part may have is not much more than what parts share.
 */
export function planCuts({ frames, sampleRateHz, mostFrames, levels }: CutsWanted): readonly number[] {
  if (frames <= mostFrames) return []
  const { contextFrames, fadeFrames } = partGrid(sampleRateHz)
  const hop = levelFrames(sampleRateHz)
  // An inner part has its piece, what it shares on both sides, and what both its cuts may have moved.
  const room = mostFrames - 2 * contextFrames
  const leastSearch = Math.min(LEAST_SEARCH_SECONDS * sampleRateHz, room / 8)
  const pieces = Math.ceil(frames / (room - 2 * leastSearch))
  if (room < 4 * contextFrames || pieces < 2) throw new CodecError('unsupported', 'Parts this short cannot be joined again.')
  const piece = frames / pieces
  const search = Math.min(SEARCH_SECONDS * sampleRateHz, (room - piece) / 2, piece / 4)
  const sums = runningSums(levels)
  const half = Math.round(fadeFrames / hop)
  return Array.from({ length: pieces - 1 }, (_, index) => quietest(sums, hop, half, (index + 1) * piece, search))
}

function quietest(sums: Float64Array, hop: number, half: number, around: number, search: number): number {
  const centre = Math.round(around / hop)
  const reach = Math.floor(search / hop)
  const last = sums.length - 1
  const energyAt = (level: number): number => (sums[Math.min(last, level + half)] ?? 0) - (sums[Math.max(0, level - half)] ?? 0)
  let best = centre
  let least = energyAt(centre)
  for (let away = 1; away <= reach; away += 1) {
    for (const level of [centre - away, centre + away]) {
      const energy = energyAt(level)
      if (energy < least) [best, least] = [level, energy]
    }
  }
  return best * hop
}

function runningSums(levels: Float32Array): Float64Array {
  const sums = new Float64Array(levels.length + 1)
  for (let index = 0; index < levels.length; index += 1) sums[index + 1] = (sums[index] ?? 0) + (levels[index] ?? 0)
  return sums
}

/** First and one past the last frame of each part, overlapping by twice the context. */
export function partsOf(cuts: readonly number[], frames: number, contextFrames: number): readonly { readonly start: number; readonly end: number }[] {
  return [0, ...cuts].map((cut, index) => ({
    start: Math.max(0, cut - (index === 0 ? 0 : contextFrames)),
    end: Math.min(frames, (cuts[index] ?? frames) + (index === cuts.length ? 0 : contextFrames))
  }))
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other)
}
