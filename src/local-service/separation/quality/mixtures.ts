/** Small songs with known stems, drawn from a seed: what the separators are measured on beside the sample song. */
import type { AudioFormat, PlanarBlock } from '../../../codecs/types'
import { formantGain, formantsOf } from '../../sample/formants'
import { createRandom, noteHz, panGains } from '../../sample/stereo'

export type StemName = 'vocals' | 'drums' | 'bass' | 'other'

export interface Mixture {
  readonly format: AudioFormat
  readonly stems: Readonly<Record<StemName, PlanarBlock>>
  readonly mix: PlanarBlock
}

export interface MixtureSettings {
  readonly seed: number
  readonly sampleRateHz: number
  readonly seconds: number
  /** MIDI note around which the voice sings. */
  readonly voiceNote: number
}

const LEVELS: Readonly<Record<StemName, number>> = { vocals: 0.1, drums: 0.1, bass: 0.08, other: 0.08 }
const PROGRESSION = [0, -3, 5, -5]
const SCALE = [0, 2, 4, 7, 9, 12]

/** A seeded song: a singing voice and a bass in the centre, drums somewhat panned, plucked chords to both sides. */
export function createMixture(settings: MixtureSettings): Mixture {
  const { sampleRateHz, seconds } = settings
  const random = createRandom(settings.seed)
  const frames = Math.round(seconds * sampleRateHz)
  const band = (): Float32Array[] => [new Float32Array(frames), new Float32Array(frames)]
  const stems = { vocals: band(), drums: band(), bass: band(), other: band() }
  const add = (stem: StemName, start: number, length: number, pan: number, sample: (seconds: number) => number): void => {
    const [left, right] = panGains(pan)
    const first = Math.round(start * sampleRateHz)
    const count = Math.min(frames - first, Math.round(length * sampleRateHz))
    for (let index = 0; index < count; index++) {
      const value = sample(index / sampleRateHz) * Math.min(1, index / 60) * Math.min(1, (count - index) / 300)
      stems[stem].forEach((samples, side) => {
        samples[first + index] = (samples[first + index] ?? 0) + value * (side === 0 ? left : right)
      })
    }
  }
  const beatSeconds = 60 / (90 + 40 * random())
  const root = 36 + Math.floor(5 * random())
  for (let beat = 0; beat * beatSeconds < seconds; beat++) {
    const at = beat * beatSeconds
    const chordRoot = root + (PROGRESSION[Math.floor(beat / 4) % PROGRESSION.length] ?? 0)
    if (beat % 2 === 0) add('drums', at, 0.3, 0, kick)
    else add('drums', at, 0.2, -0.15, burst(random, 0.05, 0.8))
    for (const half of [0, 0.5]) add('drums', at + half * beatSeconds, 0.1, 0.4, burst(random, 0.02, 0.3))
    add('bass', at, beatSeconds * 0.95, 0, pluck(noteHz(chordRoot), 8, 0.6))
    for (const [index, interval] of [12, 16, 19, 24].entries()) {
      const pan = (index % 2 === 0 ? -1 : 1) * (0.5 + 0.4 * random())
      add('other', at + 0.25 * beatSeconds * index, 1.2 * beatSeconds, pan, pluck(noteHz(chordRoot + interval), 12, 0.5))
    }
    const note = settings.voiceNote + (SCALE[Math.floor(random() * SCALE.length)] ?? 0)
    if (beat % 8 !== 7) add('vocals', at, beatSeconds * 0.97, 0, sing(noteHz(note), random() < 0.5 ? 'ah' : 'oh'))
  }
  for (const name of ['vocals', 'drums', 'bass', 'other'] as const) level(stems[name], LEVELS[name])
  return { format: { sampleRateHz, channels: 2 }, stems, mix: sumOf(Object.values(stems)) }
}

/** The sum of several sounds of equal length. */
export function sumOf(sounds: readonly PlanarBlock[]): PlanarBlock {
  const [first, ...others] = sounds
  const sum = (first ?? []).map((samples) => samples.slice())
  for (const sound of others) {
    sum.forEach((samples, channel) => {
      const added = sound[channel]
      samples.forEach((sample, frame) => (samples[frame] = sample + (added?.[frame] ?? 0)))
    })
  }
  return sum
}

/** Both channels as one: half their sum. */
export function toMono([left, right]: PlanarBlock): PlanarBlock {
  return [(left ?? new Float32Array(0)).map((sample, frame) => (sample + (right?.[frame] ?? 0)) / 2)]
}

function level(sound: readonly Float32Array[], rootMeanSquare: number): void {
  let power = 0
  let count = 0
  for (const samples of sound) {
    for (const sample of samples) power += sample * sample
    count += samples.length
  }
  const factor = rootMeanSquare / Math.sqrt(power / count)
  for (const samples of sound) samples.forEach((sample, frame) => (samples[frame] = sample * factor))
}

function kick(seconds: number): number {
  return Math.sin(2 * Math.PI * (50 * seconds + 3 * (1 - Math.exp(-30 * seconds)))) * Math.exp(-seconds / 0.09)
}

function burst(random: () => number, decaySeconds: number, gain: number): (seconds: number) => number {
  return (seconds) => gain * (2 * random() - 1) * Math.exp(-seconds / decaySeconds)
}

function pluck(hz: number, harmonics: number, decaySeconds: number): (seconds: number) => number {
  return (seconds) => {
    let sum = 0
    for (let harmonic = 1; harmonic <= harmonics; harmonic++) {
      const decay = Math.exp((-seconds * (1 + 0.4 * harmonic)) / decaySeconds / 1.4)
      sum += (Math.sin(2 * Math.PI * harmonic * hz * seconds) * decay) / harmonic ** 1.3
    }
    return sum
  }
}

function sing(hz: number, vowel: 'ah' | 'oh'): (seconds: number) => number {
  const formants = formantsOf(vowel)
  const gains = Array.from({ length: 16 }, (_, index) => formantGain(formants, (index + 1) * hz) / (index + 1) ** 0.8)
  return (seconds) => {
    const phase = 2 * Math.PI * (hz * seconds - ((0.02 * hz) / (2 * Math.PI * 5.5)) * Math.cos(2 * Math.PI * 5.5 * seconds))
    return gains.reduce((sum, gain, index) => sum + gain * Math.sin((index + 1) * phase), 0) * Math.min(1, seconds / 0.04)
  }
}
