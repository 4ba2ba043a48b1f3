import { fft } from 'fourier-transform'
import type { MusicalKey } from '../../../shared/domain/songFacts'

/** Samples in one look: 0.37 s at 44.1 kHz tells semitones apart from 65 Hz on. */
const LOOK_FRAMES = 16_384
const LOWEST_HZ = 65
const HIGHEST_HZ = 2_100
/** A sound less like any key than this has none that could be told. */
const LEAST_CORRELATION = 0.5

/**
 * How well each pitch class fits a key, tonic first: the probe-tone ratings of Krumhansl and Kessler ("Tracing the dynamic
 * changes in perceived tonal organization in a spatial representation of musical keys", Psychological Review 89, 1982).
 */
const MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88] as const
const MINOR = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17] as const

/**
 * The key of mono samples by the Krumhansl-Schmuckler method (Krumhansl, "Cognitive foundations of musical pitch", 1990,
 * chapter 4): the profile the chroma correlates with best. Null for noise, silence, and what no profile fits.
 */
export function estimateKey(samples: Float32Array, sampleRateHz: number): MusicalKey | null {
  const chroma = toChroma(samples, sampleRateHz)
  let best: { key: MusicalKey; correlation: number } | undefined
  for (const mode of ['major', 'minor'] as const) {
    for (let tonic = 0; tonic < 12; tonic += 1) {
      const turned = chroma.map((_, degree) => chroma[(degree + tonic) % 12] ?? 0)
      const fit = correlation(turned, mode === 'major' ? MAJOR : MINOR)
      if (!best || fit > best.correlation) best = { key: { tonic, mode }, correlation: fit }
    }
  }
  return best && best.correlation >= LEAST_CORRELATION ? best.key : null
}

/** How much of each pitch class (C first, A = 440 Hz) there is. Every look counts the same, loud or quiet. */
function toChroma(samples: Float32Array, sampleRateHz: number): number[] {
  const bins = LOOK_FRAMES / 2 + 1
  const window = Float64Array.from({ length: LOOK_FRAMES }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / LOOK_FRAMES))
  const windowed = new Float64Array(LOOK_FRAMES)
  const output = [new Float64Array(bins), new Float64Array(bins)] as const
  const magnitudes = new Float64Array(bins)
  const chroma = Array.from({ length: 12 }, () => 0)
  for (let from = 0; from + LOOK_FRAMES <= samples.length; from += LOOK_FRAMES / 2) {
    for (let at = 0; at < LOOK_FRAMES; at += 1) windowed[at] = (samples[from + at] ?? 0) * (window[at] ?? 0)
    const [re, im] = fft(windowed, output)
    for (let bin = 0; bin < bins; bin += 1) magnitudes[bin] = Math.hypot(re[bin] ?? 0, im[bin] ?? 0)
    const look = lookChroma(magnitudes, sampleRateHz)
    const whole = look.reduce((sum, value) => sum + value, 0)
    if (whole > LOOK_FRAMES * 1e-5) look.forEach((value, pitch) => { chroma[pitch] = (chroma[pitch] ?? 0) + value / whole })
  }
  return chroma
}

/** Only peaks of the spectrum count: between them lies what drums leave. */
function lookChroma(magnitudes: Float64Array, sampleRateHz: number): number[] {
  const chroma = Array.from({ length: 12 }, () => 0)
  const last = Math.min(magnitudes.length - 2, Math.floor((HIGHEST_HZ * LOOK_FRAMES) / sampleRateHz))
  for (let bin = Math.ceil((LOWEST_HZ * LOOK_FRAMES) / sampleRateHz); bin <= last; bin += 1) {
    const [before = 0, here = 0, after = 0] = magnitudes.subarray(bin - 1, bin + 2)
    if (here <= before || here < after) continue
    // Where the top of a parabola through the three lies: finer than a bin, which is most of a semitone down there.
    const shift = (before - after) / (2 * (before - 2 * here + after))
    const semitone = 69 + 12 * Math.log2(((bin + shift) * sampleRateHz) / LOOK_FRAMES / 440)
    const pitch = ((Math.round(semitone) % 12) + 12) % 12
    chroma[pitch] = (chroma[pitch] ?? 0) + here
  }
  return chroma
}

/** Pearson's; 0 when either does not vary. */
function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [oneMean, otherMean] = [mean(one), mean(other)]
  let [product, oneSquares, otherSquares] = [0, 0, 0]
  one.forEach((value, at) => {
    const [a, b] = [value - oneMean, (other[at] ?? 0) - otherMean]
    product += a * b
    oneSquares += a * a
    otherSquares += b * b
  })
  const scale = Math.sqrt(oneSquares * otherSquares)
  return scale > 0 ? product / scale : 0
}
