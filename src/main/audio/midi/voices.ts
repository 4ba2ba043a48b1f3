import type { MidiNote } from './parseMidi'

/** One sounding note. Frames count from the song's start. */
export interface Voice {
  readonly startFrame: number
  /** Nothing of it is heard from here on. */
  readonly endFrame: number
  /** Adds the frames [from, to) of this voice to what is there; called in order, `from` begins at startFrame. */
  addTo(samples: Float32Array, offset: number, frames: number): void
  /** Ends it from this frame on as if it were let go. */
  letGo(frame: number): void
}

const TABLE_FRAMES = 2_048
const MOST_HARMONICS = 8
const ATTACK_SECONDS = 0.003
const RELEASE_SECONDS = 0.08
/** One note at full velocity; some of them together stay below full scale. */
const NOTE_LEVEL = 0.22
const DRUM_LEVEL = 0.32
/** Below -80 dB nothing is heard. */
const SILENT = 1e-4
/** Harmonics stay below this part of the sample rate. */
const HIGHEST_PART = 0.45

/** One period of harmonics first..last with 1/n amplitudes, and one frame more for interpolation. */
function toTable(first: number, last: number, weight: (harmonic: number) => number): Float32Array {
  return Float32Array.from({ length: TABLE_FRAMES + 1 }, (_, frame) => {
    let sum = 0
    for (let harmonic = first; harmonic <= last; harmonic += 1) sum += weight(harmonic) * Math.sin((2 * Math.PI * harmonic * frame) / TABLE_FRAMES)
    return sum
  })
}

const upTo = (most: number, first: number, weight: (harmonic: number) => number): readonly Float32Array[] =>
  Array.from({ length: most + 1 }, (_, last) => toTable(first, last, weight))

// By the highest harmonic that fits below half the sample rate.
const BODY = upTo(2, 1, (harmonic) => (harmonic === 1 ? 1 : 0.35))
const BRIGHT = upTo(MOST_HARMONICS, 3, (harmonic) => 1.2 / harmonic ** 1.5)

/** Equal-tempered frequency of a note number; 69 is 440 Hz. */
export const toHz = (pitch: number): number => 440 * 2 ** ((pitch - 69) / 12)

const toLevel = (velocity: number): number => (velocity / 127) ** 1.5

/** A struck string of harmonics: the high ones die away first, the low ones stay while the key is held. */
export function createTone({ pitch, velocity }: MidiNote, startFrame: number, releaseAt: number, rateHz: number): Voice {
  const hertz = toHz(pitch)
  const highest = Math.floor((HIGHEST_PART * rateHz) / hertz)
  const body = BODY[Math.min(BODY.length - 1, highest)] ?? new Float32Array(TABLE_FRAMES + 1)
  const bright = BRIGHT[Math.min(MOST_HARMONICS, highest)] ?? body
  const step = (hertz / rateHz) * TABLE_FRAMES
  const attackFrames = Math.max(1, Math.round(ATTACK_SECONDS * rateHz))
  const releaseFrames = Math.max(1, Math.round(RELEASE_SECONDS * rateHz))
  const lasting = Math.min(2.4, Math.max(0.2, 0.9 * 2 ** ((60 - pitch) / 24)))
  const decay = (seconds: number): number => Math.exp(-1 / (seconds * rateHz))
  const [quickly, slowly, brightly] = [decay(lasting), decay(lasting * 7), decay(lasting / 3)]
  const level = NOTE_LEVEL * toLevel(velocity)
  let [quick, slow, shine] = [0.55, 0.45, 1]
  let phase = 0
  let frame = startFrame
  let releaseFrame = Math.max(startFrame + attackFrames, releaseAt)
  return {
    startFrame,
    get endFrame() {
      return slow < SILENT ? frame : releaseFrame + releaseFrames
    },
    letGo(at) {
      releaseFrame = Math.min(releaseFrame, Math.max(at, frame))
    },
    addTo(samples, offset, frames) {
      const count = Math.min(frames, releaseFrame + releaseFrames - frame)
      for (let index = 0; index < count; index += 1) {
        phase += step
        if (phase >= TABLE_FRAMES) phase %= TABLE_FRAMES
        const at = Math.floor(phase)
        const part = phase - at
        const low = body[at] ?? 0
        const high = bright[at] ?? 0
        const sound = (low + ((body[at + 1] ?? 0) - low) * part) * (quick + slow) + (high + ((bright[at + 1] ?? 0) - high) * part) * shine * (quick + slow)
        const age = frame - startFrame
        const attack = age < attackFrames ? (age + 1) / attackFrames : 1
        const release = frame < releaseFrame ? 1 : 1 - (frame - releaseFrame) / releaseFrames
        samples[offset + index] = (samples[offset + index] ?? 0) + sound * level * attack * release
        quick *= quickly
        slow *= slowly
        shine *= brightly
        frame += 1
      }
    }
  }
}

/** How a drum sounds: a falling tone and a burst of noise, each dying away by itself. */
interface Drum {
  readonly toneHz: number
  readonly toneSeconds: number
  readonly tone: number
  readonly noiseSeconds: number
  readonly noise: number
}

const KICK: Drum = { toneHz: 52, toneSeconds: 0.12, tone: 1.4, noiseSeconds: 0.004, noise: 0.3 }
const SNARE: Drum = { toneHz: 185, toneSeconds: 0.06, tone: 0.5, noiseSeconds: 0.09, noise: 0.7 }
const CLOSED_HAT: Drum = { toneHz: 0, toneSeconds: 1, tone: 0, noiseSeconds: 0.022, noise: 0.5 }
const OPEN_HAT: Drum = { ...CLOSED_HAT, noiseSeconds: 0.14 }
const CYMBAL: Drum = { ...CLOSED_HAT, noiseSeconds: 0.35, noise: 0.45 }
const CLICK: Drum = { toneHz: 900, toneSeconds: 0.02, tone: 0.4, noiseSeconds: 0.012, noise: 0.3 }
const tom = (toneHz: number): Drum => ({ toneHz, toneSeconds: 0.16, tone: 0.9, noiseSeconds: 0.01, noise: 0.2 })

// General MIDI Level 1, percussion key map.
const DRUMS: ReadonlyMap<number, Drum> = new Map<number, Drum>([
  [35, KICK], [36, KICK], [37, CLICK], [38, SNARE], [39, SNARE], [40, SNARE], [42, CLOSED_HAT], [44, CLOSED_HAT], [46, OPEN_HAT],
  [41, tom(82)], [43, tom(98)], [45, tom(116)], [47, tom(138)], [48, tom(164)], [50, tom(196)],
  [49, CYMBAL], [51, CYMBAL], [52, CYMBAL], [53, CYMBAL], [55, CYMBAL], [57, CYMBAL], [59, CYMBAL]
])

/** A hit; how long the note is held says nothing. */
export function createHit({ pitch, velocity }: MidiNote, startFrame: number, rateHz: number): Voice {
  const { toneHz, toneSeconds, tone, noiseSeconds, noise } = DRUMS.get(pitch) ?? CLICK
  const level = DRUM_LEVEL * toLevel(velocity)
  const [fading, falling] = [Math.exp(-1 / (toneSeconds * rateHz)), Math.exp(-1 / (0.018 * rateHz))]
  const settling = Math.exp(-1 / (noiseSeconds * rateHz))
  const longest = Math.max(tone > 0 ? toneSeconds : 0, noiseSeconds)
  const endFrame = startFrame + Math.ceil(longest * rateHz * -Math.log(SILENT))
  // The same song is the same sound each time.
  let seed = (startFrame * 128 + pitch) >>> 0 || 1
  let [toneNow, noiseNow, sweep, phase, before] = [tone, noise, 1, 0, 0]
  let frame = startFrame
  return {
    startFrame,
    endFrame,
    letGo: () => undefined,
    addTo(samples, offset, frames) {
      const count = Math.min(frames, endFrame - frame)
      for (let index = 0; index < count; index += 1) {
        phase += (toneHz * (1 + 2 * sweep)) / rateHz
        seed ^= seed << 13
        seed ^= seed >>> 17
        seed ^= seed << 5
        const white = seed / 0x8000_0000
        // The difference of neighbours takes the depth out of the noise.
        const sound = Math.sin(2 * Math.PI * phase) * toneNow + (white - before) * 0.6 * noiseNow
        before = white
        samples[offset + index] = (samples[offset + index] ?? 0) + sound * level
        toneNow *= fading
        noiseNow *= settling
        sweep *= falling
        frame += 1
      }
    }
  }
}
