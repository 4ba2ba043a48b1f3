import { describe, expect, it, test } from 'vitest'
import { noteHz, SAMPLE_RATE_HZ } from '../sample/stereo'
import type { StemBlocks } from '../separation/types'
import { compose, type Performance } from './compose'
import { bassOf, droneOf, keyOf } from './harmony'
import { bassGuitar, drone, flute, guitar, musicBox } from './instruments'
import { readTune } from './notation'
import type { Instrument } from './tones'

const INSTRUMENTS: readonly (readonly [string, Instrument])[] = [['guitar', guitar], ['bass guitar', bassGuitar], ['flute', flute], ['music box', musicBox], ['drone', drone]]
const WINDOW = 16_384
const HOP = 1_024

function sound(instrument: Instrument, pitch: number, held: number): Float64Array {
  const tone = instrument(pitch, held, 5)
  return Float64Array.from({ length: tone.frames }, () => tone.next())
}

/** Strength and phase of what swings at `hz`, from frame `start` on, under a Hann window. */
function component(samples: Float64Array, start: number, hz: number): { readonly size: number; readonly phase: number } {
  let [real, imaginary] = [0, 0]
  for (let index = 0; index < WINDOW; index++) {
    const weight = (0.5 - 0.5 * Math.cos((2 * Math.PI * index) / WINDOW)) * (samples[start + index] ?? 0)
    const angle = (2 * Math.PI * hz * (start + index)) / SAMPLE_RATE_HZ
    real += weight * Math.cos(angle)
    imaginary -= weight * Math.sin(angle)
  }
  return { size: Math.hypot(real, imaginary), phase: Math.atan2(imaginary, real) }
}

/** How far the fundamental lies from `hz`, in cents: its phase against a swing of just that pitch, twice. */
function centsOff(samples: Float64Array, hz: number): number {
  const start = 6_000
  const turned = component(samples, start + HOP, hz).phase - component(samples, start, hz).phase
  const wrapped = Math.atan2(Math.sin(turned), Math.cos(turned))
  return 1200 * Math.log2(1 + (wrapped * SAMPLE_RATE_HZ) / (2 * Math.PI * HOP) / hz)
}

const largest = (samples: ArrayLike<number>): number => Array.from(samples).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
const steps = (samples: Float64Array): Float64Array => samples.map((sample, index) => (index === 0 ? sample : sample - (samples[index - 1] ?? 0)))

describe.each(INSTRUMENTS)('the %s', (_name, instrument) => {
  it('plays tones of its whole range in tune, within 5 cents', () => {
    for (const pitch of [33, 40, 47, 52, 57, 60, 64, 69, 76, 83, 90, 96]) {
      const samples = sound(instrument, pitch, 2 * WINDOW)
      const hz = noteHz(pitch)
      expect(Math.abs(centsOff(samples, hz)), `tone ${pitch}`).toBeLessThan(5)
      // It is this tone that sounds, not a neighbour.
      const beside = [-3, 3].map((semitones) => component(samples, 6_000, hz * 2 ** (semitones / 12)).size)
      expect(component(samples, 6_000, hz).size, `tone ${pitch}`).toBeGreaterThan(3 * Math.max(...beside))
    }
  })

  it('begins and ends without a click, however short a note is', () => {
    for (const [pitch, held] of [[40, 22_050], [60, 9_000], [84, 3_000], [69, 400]] as const) {
      const samples = sound(instrument, pitch, held)
      const peak = largest(samples)
      expect(largest([samples[0] ?? 1, samples.at(-1) ?? 1])).toBeLessThan(1e-3 * peak)
      // Letting go bends the wave nowhere more than it bends by itself.
      const release = steps(samples).subarray(held - 200)
      expect(largest(release)).toBeLessThanOrEqual(largest(steps(sound(instrument, pitch, 3 * SAMPLE_RATE_HZ))) + 1e-9)
    }
  })

  it('plays the same each time', () => {
    expect(sound(instrument, 60, 2_000)).toEqual(sound(instrument, 60, 2_000))
  })
})

const ODE = 'E4:1 E F G | G F E D | C C D E | E:3/2 D:1/2 D:2 | E4:1 E F G | G F E D | C C D E | D:3/2 C:1/2 C:2'
const WALTZ = 'A4:1 C5 E5 | G#4:1 B4 E5 | C5:2 B4:1 | A4:3'

test('the key is the tune’s, and the bass goes with its bars', () => {
  expect(keyOf(readTune(ODE))).toEqual({ tonic: 0, isMinor: false })
  expect(keyOf(readTune(WALTZ))).toEqual({ tonic: 9, isMinor: true })
  const bass = bassOf(readTune(ODE))
  expect(bass.map(({ beat }) => beat)).toEqual(Array.from({ length: 16 }, (_, half) => 2 * half))
  // The last bar rests on the tonic; three beats have one tone.
  expect((bass.at(-2)?.pitch ?? 0) % 12).toBe(0)
  expect(bassOf(readTune(WALTZ)).map(({ beats, pitch }) => [beats, pitch % 12])).toEqual([[3, 9], [3, 4], [3, 9], [3, 9]])
  expect(bassOf(readTune('C4:4 | r:4 | G4:4')).map(({ beat }) => beat)).toEqual([0, 2, 8, 10])
  expect(droneOf(readTune(WALTZ)).map(({ pitch }) => pitch % 12)).toEqual([9, 4])
})

function heard(words: string, performance: Partial<Performance>): { readonly blocks: readonly StemBlocks[]; readonly stems: readonly Float32Array[][]; readonly durationS: number } {
  const composition = compose(readTune(words), { ensemble: 'guitar', beatsPerMinute: 120, lengthS: null, ...performance })
  const blocks = [...composition.play()]
  const stems = [0, 1].map((stem) => [0, 1].map((channel) => Float32Array.from(blocks.flatMap((block) => Array.from(block[stem]?.[channel] ?? [])))))
  return { blocks, stems, durationS: composition.durationS }
}

test.each(['guitar', 'flute', 'musicBox'] as const)('a tune is played once with its tail, or as long as was asked, and ends in silence: %s', (ensemble) => {
  for (const [lengthS, durationS] of [[null, 16 + 2.4], [10, 10], [20, 20]] as const) {
    const { stems, durationS: told } = heard(ODE, { ensemble, lengthS })
    expect(told).toBeCloseTo(durationS, 3)
    for (const samples of stems.flat()) {
      expect(samples.length).toBe(Math.round(told * SAMPLE_RATE_HZ))
      expect(Math.abs(samples.at(-1) ?? 1)).toBe(0)
      expect(largest(samples)).toBeGreaterThan(0.02)
      expect(samples.every(Number.isFinite)).toBe(true)
    }
  }
})

test('a repetition sounds like the first time, and blocks join without a seam', () => {
  const { blocks, stems: [melody] } = heard('C5:1 r:3', { ensemble: 'musicBox', lengthS: 10 })
  const [left = new Float32Array(0)] = melody ?? []
  const [first, second] = [left.subarray(0, 60_000), left.subarray(88_200, 148_200)]
  expect(largest(first.map((sample, frame) => sample - (second[frame] ?? NaN)))).toBeLessThan(0.02 * largest(first))
  let before = 0
  const jumps = blocks.map((block) => {
    const samples = block[0]?.[0] ?? new Float32Array(0)
    const jump = Math.abs((samples[0] ?? 0) - before)
    before = samples.at(-1) ?? 0
    return jump
  })
  expect(largest(jumps)).toBeLessThanOrEqual(largest(steps(Float64Array.from(left))))
})

test('a tune too long for its tempo is refused, with what to do', () => {
  const long = Array.from({ length: 20 }, () => 'C4:64').join(' ')
  expect(() => compose(readTune(long), { ensemble: 'flute', beatsPerMinute: 50, lengthS: null })).toThrow(/last 26 minutes at this tempo; at most 10 minutes/)
  expect(compose(readTune(long), { ensemble: 'flute', beatsPerMinute: 180, lengthS: null }).durationS).toBeCloseTo(429.07, 1)
})
