import type { Outline, Peaks } from './peaks'
import type { FrameSpan } from './timeView'

/** The extremes of all channels of one stem, at one resolution. */
interface PeakLevel {
  readonly framesPerRun: number
  readonly tops: Float32Array
  readonly bottoms: Float32Array
}

/** The same picture at several resolutions, finest first: zoomed out, a column reads few runs instead of thousands. */
export interface PeakLevels {
  readonly levels: readonly PeakLevel[]
  /** The greatest absolute value, 0..1. */
  readonly peak: number
}

/** Each level is this much coarser than the one before. */
const STEP = 4
const FEWEST_RUNS = 512

/** Builds the levels of a peak file: a third more memory than the file's own. */
export function toPeakLevels(peaks: Peaks): PeakLevels {
  const finest = toFinest(peaks)
  const levels = [finest]
  for (let last = finest; last.tops.length > FEWEST_RUNS;) {
    last = toCoarser(last)
    levels.push(last)
  }
  const { tops, bottoms } = levels[levels.length - 1] ?? finest
  let peak = 0
  for (const top of tops) peak = Math.max(peak, top)
  for (const bottom of bottoms) peak = Math.max(peak, -bottom)
  return { levels, peak }
}

function toFinest({ channels, data, length, fullScale, samplesPerPixel }: Peaks): PeakLevel {
  const tops = new Float32Array(length)
  const bottoms = new Float32Array(length)
  for (let run = 0, at = 0; run < length; run += 1) {
    let least = data[at] ?? 0
    let greatest = data[at + 1] ?? 0
    at += 2
    for (let channel = 1; channel < channels; channel += 1, at += 2) {
      least = Math.min(least, data[at] ?? 0)
      greatest = Math.max(greatest, data[at + 1] ?? 0)
    }
    tops[run] = greatest / fullScale
    bottoms[run] = least / fullScale
  }
  return { framesPerRun: samplesPerPixel, tops, bottoms }
}

function toCoarser({ framesPerRun, tops, bottoms }: PeakLevel): PeakLevel {
  const length = Math.ceil(tops.length / STEP)
  const coarse: PeakLevel = { framesPerRun: framesPerRun * STEP, tops: new Float32Array(length), bottoms: new Float32Array(length) }
  for (let run = 0; run < length; run += 1) {
    const to = Math.min(tops.length, (run + 1) * STEP)
    let least = Infinity
    let greatest = -Infinity
    for (let at = run * STEP; at < to; at += 1) {
      least = Math.min(least, bottoms[at] ?? 0)
      greatest = Math.max(greatest, tops[at] ?? 0)
    }
    coarse.tops[run] = greatest
    coarse.bottoms[run] = least
  }
  return coarse
}

/**
 * The outline of a stretch in so many columns: each holds the extremes of every run it touches, none is skipped. Flat
 * after the stem's own end.
 */
export function outlineOf({ levels }: PeakLevels, { startFrame, endFrame }: FrameSpan, columns: number): Outline {
  const count = Math.max(1, Math.floor(columns))
  const tops = new Float32Array(count)
  const bottoms = new Float32Array(count)
  const framesPerColumn = (endFrame - startFrame) / count
  const level = levels.findLast(({ framesPerRun }) => framesPerRun <= framesPerColumn) ?? levels[0]
  if (level === undefined) return { tops, bottoms }
  const runs = level.tops.length
  for (let column = 0; column < count; column += 1) {
    const from = Math.max(0, Math.floor((startFrame + column * framesPerColumn) / level.framesPerRun))
    const to = Math.min(runs, Math.max(from + 1, Math.ceil((startFrame + (column + 1) * framesPerColumn) / level.framesPerRun)))
    if (from >= to) break
    let least = Infinity
    let greatest = -Infinity
    for (let run = from; run < to; run += 1) {
      least = Math.min(least, level.bottoms[run] ?? 0)
      greatest = Math.max(greatest, level.tops[run] ?? 0)
    }
    tops[column] = greatest
    bottoms[column] = least
  }
  return { tops, bottoms }
}
