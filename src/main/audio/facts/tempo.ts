import MusicTempo from 'music-tempo'

/** Fewer beats are no tempo. */
const LEAST_BEATS = 8
/** A beat is placed to about a hundredth of a second: it is looked for from this long before. */
const EARLY_SECONDS = 0.015
const ACCENT_SECONDS = 0.06
/** Every other beat this many times as strong: the beats between are half beats (hi-hats between kick and snare). */
const HALF_BEAT_RATIO = 3
/** A beat that is not this much louder than what was before it is none. */
const LEAST_RISE = 1.1
/** Between the drum that is felt and those that are heard. */
const CROSSOVER_HZ = 200
const SLOWEST_BEATS_PER_MINUTE = 50
const FASTEST_BEATS_PER_MINUTE = 215

/**
 * Beats a minute of mono samples (to a tenth), or null when there is no steady beat. The beats are found by the BeatRoot
 * method (Dixon, "Automatic extraction of tempo and beat from expressive performances", JNMR 30, 2001) as in music-tempo;
 * which of two tempi an octave apart it is, the accents decide.
 */
export function estimateTempo(samples: Float32Array, sampleRateHz: number): number | null {
  const found = findBeats(samples, sampleRateHz)
  if (!found || found.beats.length < LEAST_BEATS) return null
  const { rise, ratio } = toAccents(samples, sampleRateHz, found.beats)
  if (rise < LEAST_RISE) return null
  const tempo = ratio > HALF_BEAT_RATIO && found.tempo / 2 >= SLOWEST_BEATS_PER_MINUTE ? found.tempo / 2 : found.tempo
  if (tempo < SLOWEST_BEATS_PER_MINUTE || tempo > FASTEST_BEATS_PER_MINUTE) return null
  return Math.round(tempo * 10) / 10
}

function findBeats(samples: Float32Array, sampleRateHz: number): { tempo: number; beats: readonly number[] } | undefined {
  const hopSize = Math.round(sampleRateHz / 100)
  try {
    const found = new MusicTempo(samples, { bufferSize: 2_048, hopSize, timeStep: hopSize / sampleRateHz })
    const tempo = Number(found.tempo)
    return Number.isFinite(tempo) && tempo > 0 ? { tempo, beats: found.beats } : undefined
  } catch {
    return undefined // the library's way to say that it found too few onsets
  }
}

/** How much louder beats are than what is before them, and how much stronger every other one is. */
function toAccents(samples: Float32Array, sampleRateHz: number, beats: readonly number[]): { rise: number; ratio: number } {
  const [low, high] = toBands(samples, sampleRateHz)
  const count = Math.round(ACCENT_SECONDS * sampleRateHz)
  const starts = beats.map((seconds) => Math.round((seconds - EARLY_SECONDS) * sampleRateHz))
  const strengths = [0, 0]
  let rise = 0
  // Each band counts by what it has itself, or a snare would be nothing beside a bass drum.
  for (const band of [low, high]) {
    const powers = starts.map((start) => powerOf(band, start, count))
    const before = starts.reduce((sum, start) => sum + powerOf(band, start - count, count), 0)
    const whole = powers.reduce((sum, power) => sum + power, 0)
    if (whole === 0) continue
    rise = Math.max(rise, before > 0 ? whole / before : Infinity)
    powers.forEach((power, beat) => { strengths[beat % 2] = (strengths[beat % 2] ?? 0) + power / whole })
  }
  const [even = 0, odd = 0] = strengths
  return { rise, ratio: Math.max(even, odd) / Math.max(Math.min(even, odd), Number.EPSILON) }
}

function toBands(samples: Float32Array, sampleRateHz: number): readonly [low: Float32Array, high: Float32Array] {
  const share = 1 - Math.exp((-2 * Math.PI * CROSSOVER_HZ) / sampleRateHz)
  let [once, twice] = [0, 0]
  const low = samples.map((sample) => {
    once += share * (sample - once)
    twice += share * (once - twice)
    return twice
  })
  // The difference from sample to sample: 60 Hz is 40 dB below 6 kHz, whatever its phase.
  return [low, samples.map((sample, at) => sample - (samples[at - 1] ?? 0))]
}

function powerOf(samples: Float32Array, from: number, count: number): number {
  let power = 0
  for (let at = Math.max(0, from); at < from + count; at += 1) power += (samples[at] ?? 0) ** 2
  return power
}
