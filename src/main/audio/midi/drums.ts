import type { MidiNote } from './parseMidi'
import { SILENT, toLevel, type Voice } from './voices'

const DRUM_LEVEL = 0.32

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
