import type { MidiNote } from './parseMidi'
import { TABLE_FRAMES, timbreOf } from './timbres'

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

/** One note at full velocity; some of them together stay below full scale. */
const NOTE_LEVEL = 0.22
/** Below -80 dB nothing is heard. */
export const SILENT = 1e-4
/** Harmonics stay below this part of the sample rate. */
const HIGHEST_PART = 0.45

/** Equal-tempered frequency of a note number; 69 is 440 Hz. */
export const toHz = (pitch: number): number => 440 * 2 ** ((pitch - 69) / 12)

/** Linear level of a velocity. */
export const toLevel = (velocity: number): number => (velocity / 127) ** 1.5

/** How far a channel is bent, by frame in order: `ratios` holds from its frame on, before the first one it is 1. */
export interface BendLine {
  readonly frames: readonly number[]
  readonly ratios: readonly number[]
}

/** How many of the bends lie at this frame or before it. */
function bentBefore({ frames }: BendLine, frame: number): number {
  let [low, high] = [0, frames.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((frames[middle] ?? Infinity) <= frame) low = middle + 1
    else high = middle
  }
  return low
}

/** A tone of harmonics. Of what is struck or plucked the high ones die away first; what is blown or bowed sounds on. */
export function createTone({ pitch, velocity, program }: MidiNote, startFrame: number, releaseAt: number, rateHz: number, bends: BendLine): Voice {
  const timbre = timbreOf(program)
  const hertz = toHz(pitch)
  let bend = bentBefore(bends, startFrame)
  const ratio = (): number => bends.ratios[bend - 1] ?? 1
  const tables = (): readonly [Float32Array, Float32Array] => {
    const highest = Math.floor((HIGHEST_PART * rateHz) / (hertz * ratio()))
    const pick = (from: readonly Float32Array[]): Float32Array => from[Math.min(from.length - 1, highest)] ?? new Float32Array(TABLE_FRAMES + 1)
    return [pick(timbre.body), pick(timbre.bright)]
  }
  let [body, bright] = tables()
  let step = (hertz * ratio() * TABLE_FRAMES) / rateHz
  const attackFrames = Math.max(1, Math.round(timbre.attackSeconds * rateHz))
  const releaseFrames = Math.max(1, Math.round(timbre.releaseSeconds * rateHz))
  const lasting = timbre.lasting === null ? Infinity : timbre.lasting * Math.min(2.4, Math.max(0.2, 0.9 * 2 ** ((60 - pitch) / 24)))
  const decay = (seconds: number): number => Math.exp(-1 / (seconds * rateHz))
  const [quickly, slowly, brightly] = [decay(lasting), decay(lasting * 7), decay(lasting / 3)]
  const level = NOTE_LEVEL * timbre.level * toLevel(velocity)
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
        if (frame >= (bends.frames[bend] ?? Infinity)) {
          bend = bentBefore(bends, frame)
          step = (hertz * ratio() * TABLE_FRAMES) / rateHz
          ;[body, bright] = tables()
        }
        phase += step
        if (phase >= TABLE_FRAMES) phase %= TABLE_FRAMES
        const at = Math.floor(phase)
        const part = phase - at
        const low = body[at] ?? 0
        const high = bright[at] ?? 0
        const sound = (low + ((body[at + 1] ?? 0) - low) * part + (high + ((bright[at + 1] ?? 0) - high) * part) * shine) * (quick + slow)
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
