/** How an instrument's tone is made and how it lives. */
export interface Timbre {
  /** One period by the highest harmonic that fits below half the sample rate: what lasts, and what shines. */
  readonly body: readonly Float32Array[]
  readonly bright: readonly Float32Array[]
  readonly attackSeconds: number
  readonly releaseSeconds: number
  /** Against a struck string's; null sounds on for as long as it is held. */
  readonly lasting: number | null
  /** Linear: what sounds on is heard louder than what dies away. */
  readonly level: number
}

export const TABLE_FRAMES = 2_048
const MOST_HARMONICS = 8

/** One period of some harmonics, and one frame more for interpolation. */
function toTable(amplitudes: readonly number[]): Float32Array {
  return Float32Array.from({ length: TABLE_FRAMES + 1 }, (_, frame) =>
    amplitudes.reduce((sum, amplitude, index) => (amplitude === 0 ? sum : sum + amplitude * Math.sin((2 * Math.PI * (index + 1) * frame) / TABLE_FRAMES)), 0))
}

const upTo = (amplitudes: readonly number[]): readonly Float32Array[] =>
  Array.from({ length: MOST_HARMONICS + 1 }, (_, last) => toTable(amplitudes.slice(0, last)))

const made = (body: readonly number[], bright: readonly number[], life: Omit<Timbre, 'body' | 'bright'>): Timbre => ({ body: upTo(body), bright: upTo(bright), ...life })
const harmonics = (weight: (harmonic: number) => number): readonly number[] => Array.from({ length: MOST_HARMONICS }, (_, index) => weight(index + 1))

const STRUCK = made([1, 0.35], harmonics((harmonic) => (harmonic < 3 ? 0 : 1.2 / harmonic ** 1.5)), { attackSeconds: 0.003, releaseSeconds: 0.08, lasting: 1, level: 1 })
const BELL = made([1, 0, 0, 0.4], [0, 0, 0, 0, 0, 0.5, 0, 0.3], { attackSeconds: 0.002, releaseSeconds: 0.2, lasting: 0.8, level: 0.9 })
const ORGAN = made([1, 0.7, 0.4, 0.45], [0, 0, 0, 0, 0, 0.15, 0, 0.2], { attackSeconds: 0.008, releaseSeconds: 0.05, lasting: null, level: 0.45 })
const PLUCKED = made([1, 0.5, 0.25], harmonics((harmonic) => (harmonic < 4 ? 0 : 1.6 / harmonic)), { attackSeconds: 0.002, releaseSeconds: 0.06, lasting: 0.55, level: 1 })
const BASS = made([1, 0.4], [0, 0, 0.35, 0.15], { attackSeconds: 0.004, releaseSeconds: 0.06, lasting: 0.7, level: 1.2 })
const BOWED = made(harmonics((harmonic) => 0.8 / harmonic), [], { attackSeconds: 0.07, releaseSeconds: 0.16, lasting: null, level: 0.5 })
const VOICE = made([1, 0.6, 0.15, 0.05], [], { attackSeconds: 0.06, releaseSeconds: 0.14, lasting: null, level: 0.5 })
const BRASS = made(harmonics((harmonic) => 0.9 / harmonic ** 0.8), [], { attackSeconds: 0.03, releaseSeconds: 0.07, lasting: null, level: 0.4 })
const REED = made([1, 0.05, 0.6, 0.05, 0.35, 0, 0.2], [], { attackSeconds: 0.025, releaseSeconds: 0.07, lasting: null, level: 0.45 })
const PIPE = made([1, 0.12, 0.03], [], { attackSeconds: 0.035, releaseSeconds: 0.08, lasting: null, level: 0.55 })

// General MIDI Level 1: sixteen classes of eight programs each.
const CLASSES: readonly Timbre[] = [
  STRUCK, BELL, ORGAN, PLUCKED, BASS, BOWED, BOWED, BRASS, REED, PIPE, REED, VOICE, BOWED, PLUCKED, BELL, STRUCK
]
const FIRST_VOICE = 52
const LAST_VOICE = 54

/** The timbre of a General MIDI program, 0..127, by its class; choirs stand among the strings. */
export const timbreOf = (program: number): Timbre =>
  (program >= FIRST_VOICE && program <= LAST_VOICE ? VOICE : CLASSES[program >> 3]) ?? STRUCK
