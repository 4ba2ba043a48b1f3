import type { MusicalKey } from '../../../../shared/domain/songFacts'

export const RATE_HZ = 44_100

/** Repeatable noise, -1..1. */
function createNoise(): () => number {
  let state = 7
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 2_147_483_648 - 1
  }
}

function strike(samples: Float32Array, at: number, frames: number, level: number, sampleAt: (frame: number) => number): void {
  for (let frame = 0; frame < frames && at + frame < samples.length; frame += 1) {
    samples[at + frame] = (samples[at + frame] ?? 0) + level * Math.exp((-6 * frame) / frames) * sampleAt(frame)
  }
}

const sine = (hertz: number) => (frame: number) => Math.sin((2 * Math.PI * hertz * frame) / RATE_HZ)

/** A metronome, or kick and snare with hi-hats on every half beat. */
export function beatTrack(beatsPerMinute: number, seconds: number, kind: 'click' | 'drums'): Float32Array {
  const samples = new Float32Array(seconds * RATE_HZ)
  const noise = createNoise()
  const beatFrames = (60 / beatsPerMinute) * RATE_HZ
  for (let beat = 0; beat * beatFrames < samples.length; beat += 1) {
    const at = Math.round(beat * beatFrames)
    if (kind === 'click') {
      strike(samples, at, 2_000, 0.8, sine(1_000))
      continue
    }
    if (beat % 2 === 0) strike(samples, at, 9_000, 0.9, sine(60))
    else strike(samples, at, 6_000, 0.5, noise)
    strike(samples, at, 1_500, 0.2, noise)
    strike(samples, Math.round(at + beatFrames / 2), 1_500, 0.2, noise)
  }
  return samples
}

/** Semitones above the tonic of each chord's notes. */
const PROGRESSIONS = {
  major: { cadence: [[0, 4, 7], [5, 9, 12], [7, 11, 14], [0, 4, 7]], pop: [[0, 4, 7], [7, 11, 14], [9, 12, 16], [5, 9, 12]] },
  minor: { cadence: [[0, 3, 7], [5, 8, 12], [7, 11, 14], [0, 3, 7]], pop: [[0, 3, 7], [8, 12, 15], [3, 7, 10], [10, 14, 17]] }
} as const

/** Four chords over and over with a bass under them, one second each, each note with six harmonics. */
export function chordTrack({ tonic, mode }: MusicalKey, progression: 'cadence' | 'pop', seconds: number): Float32Array {
  const samples = new Float32Array(seconds * RATE_HZ)
  const chords = PROGRESSIONS[mode][progression]
  for (let second = 0; second < seconds; second += 1) {
    const chord = chords[second % chords.length] ?? []
    for (const semitone of [...chord, (chord[0] ?? 0) - 12]) {
      const hertz = 440 * 2 ** ((tonic - 9 + semitone) / 12)
      for (let harmonic = 1; harmonic <= 6; harmonic += 1) {
        strike(samples, second * RATE_HZ, RATE_HZ, 0.1 / harmonic, sine(hertz * harmonic))
      }
    }
  }
  return samples
}

/** One sound over another, from the first frame. */
export const together = (one: Float32Array, other: Float32Array): Float32Array => one.map((sample, frame) => sample + (other[frame] ?? 0))
