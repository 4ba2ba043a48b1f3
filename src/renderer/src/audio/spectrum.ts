import { fft } from 'fourier-transform'

/** Samples in one look: 46 ms at 44.1 kHz, fine enough to tell notes, short enough to see beats. */
export const LOOK_FRAMES = 2_048
/** Levels below this are black, those above the other white. */
const FLOOR_DECIBELS = -92
const CEILING_DECIBELS = -12
const LOWEST_HZ = 30
const HIGHEST_HZ = 20_000

/** Turns stretches of samples into columns of a spectrogram. */
export interface SpectrumAnalyser {
  /** LOOK_FRAMES mono samples into `rows` levels 0..255, highest frequency first, written to `column`. */
  analyse(samples: Float64Array, column: Uint8Array): void
}

/** Frequencies stand as on a keyboard: each octave takes the same room, 30 Hz to 20 kHz or what the rate allows. */
export function createAnalyser(sampleRateHz: number, rows: number): SpectrumAnalyser {
  const bins = LOOK_FRAMES / 2 + 1
  const window = Float64Array.from({ length: LOOK_FRAMES }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / LOOK_FRAMES))
  const windowed = new Float64Array(LOOK_FRAMES)
  const output = [new Float64Array(bins), new Float64Array(bins)] as const
  const decibels = new Float64Array(bins)
  const edges = toEdges(sampleRateHz, rows)
  // A full-scale sine gives half the window's sum in its bin.
  const reference = (LOOK_FRAMES / 4) ** 2
  return {
    analyse(samples, column) {
      for (let at = 0; at < LOOK_FRAMES; at += 1) windowed[at] = (samples[at] ?? 0) * (window[at] ?? 0)
      const [re, im] = fft(windowed, output)
      for (let bin = 0; bin < bins; bin += 1) {
        const power = ((re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2) / reference
        decibels[bin] = power > 0 ? 10 * Math.log10(power) : FLOOR_DECIBELS
      }
      for (let row = 0; row < rows; row += 1) {
        const level = levelBetween(decibels, edges[rows - 1 - row] ?? 0, edges[rows - row] ?? 0)
        const fraction = (level - FLOOR_DECIBELS) / (CEILING_DECIBELS - FLOOR_DECIBELS)
        column[row] = Math.round(Math.min(1, Math.max(0, fraction)) * 255)
      }
    }
  }
}

/** The bins (with fractions) between which each row lies, lowest first. */
function toEdges(sampleRateHz: number, rows: number): Float64Array {
  const highest = Math.min(HIGHEST_HZ, sampleRateHz / 2)
  return Float64Array.from({ length: rows + 1 }, (_, row) => (LOWEST_HZ * (highest / LOWEST_HZ) ** (row / rows) * LOOK_FRAMES) / sampleRateHz)
}

/** The greatest level between two places; where they lie inside one bin, what a line between bins says. */
function levelBetween(decibels: Float64Array, from: number, to: number): number {
  const first = Math.ceil(from)
  const last = Math.floor(to)
  if (first > last) {
    const middle = (from + to) / 2
    const below = Math.floor(middle)
    const share = middle - below
    return (decibels[below] ?? FLOOR_DECIBELS) * (1 - share) + (decibels[below + 1] ?? FLOOR_DECIBELS) * share
  }
  let greatest = FLOOR_DECIBELS
  for (let bin = first; bin <= last; bin += 1) greatest = Math.max(greatest, decibels[bin] ?? FLOOR_DECIBELS)
  return greatest
}
