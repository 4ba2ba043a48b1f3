import { fft, ifft } from 'fourier-transform'

/** How far one result may lie before or behind another, in frames: encoders add up to about 1,200, and a frame of their own. */
export const MOST_SHIFT_FRAMES = 2_048
const SIZE = 16_384
/** Frames that are looked at in one step. */
export const STEP_FRAMES = SIZE - 2 * MOST_SHIFT_FRAMES
/** Sounds less alike than this are no help in finding where they lie. */
const LEAST_LIKENESS = 0.2
/** Two results lie where they say, unless another place fits clearly better. */
const CLEARLY = 1.02
/** Takes the weight off low tones, whose waves look alike far around the right place. */
const EMPHASIS = 0.97

/**
 * Finds by cross-correlation how many frames one sound lies behind another, from pieces of both; the sums of all pieces are
 * kept in the spectrum and come back once, so that the whole costs two transforms a piece. (Knapp and Carter, "The generalized
 * correlation method for estimation of time delay", IEEE Trans. ASSP 24(4), 1976, with a fixed emphasis as its weighting.)
 */
export function createShiftFinder() {
  const sum = { re: new Float64Array(SIZE / 2 + 1), im: new Float64Array(SIZE / 2 + 1) }
  const reference = { re: new Float64Array(SIZE / 2 + 1), im: new Float64Array(SIZE / 2 + 1) }
  const other = { re: new Float64Array(SIZE / 2 + 1), im: new Float64Array(SIZE / 2 + 1) }
  const padded = new Float64Array(SIZE)
  let referenceEnergy = 0
  let otherEnergy = 0

  /** Emphasised samples into the transform's input; answers their energy. */
  function fill(samples: Float32Array): number {
    padded.fill(0)
    let energy = 0
    let before = 0
    for (let at = 0; at < samples.length; at += 1) {
      const sample = samples[at] ?? 0
      const value = sample - EMPHASIS * before
      before = sample
      padded[at] = value
      energy += value * value
    }
    return energy
  }

  return {
    /** STEP_FRAMES mono frames of the reference, and of the other the same with MOST_SHIFT_FRAMES before and behind. */
    add(piece: Float32Array, around: Float32Array): void {
      referenceEnergy += fill(piece)
      fft(padded, [reference.re, reference.im])
      otherEnergy += (fill(around) * STEP_FRAMES) / SIZE
      fft(padded, [other.re, other.im])
      for (let bin = 0; bin < sum.re.length; bin += 1) {
        const [a, b, c, d] = [reference.re[bin] ?? 0, reference.im[bin] ?? 0, other.re[bin] ?? 0, other.im[bin] ?? 0]
        sum.re[bin] = (sum.re[bin] ?? 0) + a * c + b * d
        sum.im[bin] = (sum.im[bin] ?? 0) + a * d - b * c
      }
    },
    /** Frames the other lies behind the reference (below 0: before it); 0 where nothing tells. */
    shift(): number {
      const scale = Math.sqrt(referenceEnergy * otherEnergy)
      if (scale === 0) return 0
      ifft(sum.re, sum.im, padded)
      const likeness = (shift: number): number => (padded[shift + MOST_SHIFT_FRAMES] ?? 0) / scale
      let best = 0
      for (let shift = -MOST_SHIFT_FRAMES; shift <= MOST_SHIFT_FRAMES; shift += 1) if (likeness(shift) > likeness(best)) best = shift
      return likeness(best) >= LEAST_LIKENESS && likeness(best) > CLEARLY * likeness(0) ? best : 0
    }
  }
}
