import { createLowPass } from '../sample/filters'
import { createRandom, noteHz, SAMPLE_RATE_HZ } from '../sample/stereo'

/** One tone under way, a sample at a time from its beginning. It has died away, to nothing, at its last frame. */
export interface Tone {
  /** From beginning to silence, in frames. */
  readonly frames: number
  next(): number
}

/** Begins a tone: `pitch` is a MIDI note number, `held` its length in frames; what is drawn by chance comes from `seed`. */
export type Instrument = (pitch: number, held: number, seed: number) => Tone

const HIGHEST_PARTIAL_HZ = 0.42 * SAMPLE_RATE_HZ
const seconds = (frames: number): number => frames / SAMPLE_RATE_HZ
const toFrames = (s: number): number => Math.round(s * SAMPLE_RATE_HZ)

/** Rises over `attackS` to 1 and falls after `held` frames over `releaseS` to 0, both as half a cosine: no corner clicks. */
function envelope(held: number, attackS: number, releaseS: number): { readonly frames: number; at(frame: number): number } {
  const [attack, release] = [toFrames(attackS), toFrames(releaseS)]
  const frames = held + release
  const ease = (fraction: number): number => 0.5 - 0.5 * Math.cos(Math.PI * Math.min(1, Math.max(0, fraction)))
  return { frames, at: (frame) => ease(frame / attack) * ease((frames - 1 - frame) / release) }
}

/** How a string is plucked and how it rings. */
interface StringSettings {
  /** The time in which a string of 110 Hz falls by 60 dB; higher ones ring shorter, with the root of their pitch. */
  readonly ringS: number
  /** How hard the plectrum is: what the noise of the pluck is cut down to, in Hz. */
  readonly brightHz: number
  /** Where it is plucked, as a part of its length. */
  readonly pluckAt: number
}

/**
 * A plucked string (K. Karplus, A. Strong: "Digital Synthesis of Plucked-String and Drum Timbres", CMJ 7(2), 1983): noise
 * goes round in a delay line and is averaged on its way. An all-pass carries the fraction of a sample, and loss and
 * averaging are set by how long the tone is to ring (D. Jaffe, J. Smith: "Extensions of the Karplus-Strong
 * Plucked-String Algorithm", same issue).
 */
export function pluckedString({ ringS, brightHz, pluckAt }: StringSettings): Instrument {
  return (pitch, held, seed) => {
    const hz = noteHz(pitch)
    const turn = (2 * Math.PI * hz) / SAMPLE_RATE_HZ
    const { loss, blend } = loopLoss(hz, turn, ringS * Math.sqrt(110 / hz))
    const averagingDelay = Math.atan2(blend * Math.sin(turn), 1 - blend + blend * Math.cos(turn)) / turn
    const rest = SAMPLE_RATE_HZ / hz - averagingDelay
    const whole = Math.floor(rest - 0.3) // the all-pass is at its best between 0.3 and 1.3 samples
    const fraction = rest - whole
    const allPass = Math.sin(((1 - fraction) * turn) / 2) / Math.sin(((1 + fraction) * turn) / 2)
    const string = pluck(whole, brightHz, pluckAt, seed)
    const shape = envelope(held, 0.0015, 0.09)
    let [frame, place, before, lastInput, lastOutput] = [0, 0, 0, 0, 0]
    return {
      frames: shape.frames,
      next() {
        const current = string[place] ?? 0
        const averaged = loss * ((1 - blend) * current + blend * before)
        before = current
        lastOutput = allPass * (averaged - lastOutput) + lastInput
        lastInput = averaged
        string[place] = lastOutput
        place = place + 1 === whole ? 0 : place + 1
        return current * shape.at(frame++)
      }
    }
  }
}

/** Loss and averaging of one round, so that the tone falls by 60 dB in `ringS` (Jaffe and Smith, equations 16 to 19). */
function loopLoss(hz: number, turn: number, ringS: number): { readonly loss: number; readonly blend: number } {
  const wanted = 0.001 ** (1 / (hz * ringS))
  const halved = Math.cos(turn / 2)
  if (halved >= wanted) return { loss: wanted / halved, blend: 0.5 }
  const share = (1 - wanted * wanted) / (2 * (1 - Math.cos(turn)))
  return { loss: 1, blend: 0.5 - 0.5 * Math.sqrt(Math.max(0, 1 - 4 * share)) }
}

/** One period of noise, softened, without what a pluck at this place cannot stir, and without an offset. */
function pluck(length: number, brightHz: number, pluckAt: number, seed: number): Float64Array {
  const random = createRandom(seed)
  const soften = createLowPass(brightHz)
  const noise = Float64Array.from({ length: 3 * length }, () => soften(2 * random() - 1)).subarray(2 * length)
  const back = Math.max(1, Math.round(pluckAt * length))
  const stirred = noise.map((sample, index) => sample - (noise[(index - back + length) % length] ?? 0))
  const mean = stirred.reduce((sum, sample) => sum + sample, 0) / length
  const power = stirred.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / length
  return stirred.map((sample) => (0.28 * (sample - mean)) / Math.sqrt(power || 1))
}

/** A partial of a tone: its pitch above the tone's as a factor, its level, and how fast it falls by 60 dB (never: null). */
interface Partial { readonly ratio: number; readonly level: number; readonly ringS: number | null }

interface AdditiveSettings {
  readonly partials: readonly Partial[]
  readonly attackS: number
  readonly releaseS: number
  /** How far the level goes up and down, as a part of it, five times a second or slower. */
  readonly tremolo: number
  readonly tremoloHz: number
}

/** A tone made of its partials, each a sine that holds its level or rings out. */
export function additive({ partials, attackS, releaseS, tremolo, tremoloHz }: AdditiveSettings): Instrument {
  return (pitch, held, seed) => {
    const random = createRandom(seed)
    const hz = noteHz(pitch)
    const sines = partials.filter(({ ratio }) => ratio * hz < HIGHEST_PARTIAL_HZ).map(({ ratio, level, ringS }) => {
      // Begun at zero: a partial of another phase would begin with a step.
      return { turn: (2 * Math.PI * ratio * hz) / SAMPLE_RATE_HZ, level, fall: ringS === null ? 1 : 0.001 ** (1 / (ringS * SAMPLE_RATE_HZ)) }
    })
    const levels = Float64Array.from(sines, ({ level }) => level)
    const shape = envelope(held, attackS, releaseS)
    const phase = random() * 2 * Math.PI
    let frame = 0
    return {
      frames: shape.frames,
      next() {
        let sum = 0
        for (let index = 0; index < sines.length; index++) {
          const sine = sines[index]
          if (!sine) continue
          sum += (levels[index] ?? 0) * Math.sin(sine.turn * frame)
          levels[index] = (levels[index] ?? 0) * sine.fall
        }
        const swell = 1 + tremolo * Math.sin(2 * Math.PI * tremoloHz * seconds(frame) + phase)
        return sum * swell * shape.at(frame++)
      }
    }
  }
}
