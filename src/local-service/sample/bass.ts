import { createSweptLowPass } from './filters'
import { addMono, createStereo, noteHz, SAMPLE_RATE_HZ, type Stereo } from './stereo'
import { BARS, beatFrame, BEATS_PER_BAR, CHORDS, INTENSITY, SONG_FRAMES } from './score'

/** Steps of a bar: beat, length in beats, semitones above the root, level. */
const GROOVE: readonly (readonly [number, number, number, number])[] = [
  [0, 1.4, 0, 1],
  [1.5, 0.25, 0, 0.7],
  [1.75, 0.7, 0, 0.85],
  [2.5, 0.9, 0, 1],
  [3.5, 0.5, 12, 0.7]
]
const HELD: readonly (readonly [number, number, number, number])[] = [[0, 3.8, 0, 0.9]]

/** The bass: a plucked electric bass in the centre, together with the kick. Enters with the second bar. */
export function renderBass(): Stereo {
  const bass = createStereo(SONG_FRAMES)
  for (let bar = 1; bar < BARS; bar++) {
    const root = CHORDS[bar]?.bass ?? 0
    const steps = bar === 1 || bar === BARS - 1 ? HELD : GROOVE
    for (const [at, beats, above, level] of steps) {
      const start = beatFrame(bar * BEATS_PER_BAR + at)
      const frames = beatFrame(bar * BEATS_PER_BAR + at + beats) - start
      addMono(bass, renderNote(noteHz(root + above), frames), start, 0.52 * level * (INTENSITY[bar] ?? 1), 0)
    }
  }
  return bass
}

/** A saw with a falling low-pass over a sine of the same pitch, so that the fundamental always carries. */
function renderNote(hz: number, frames: number): Float32Array {
  const lowPass = createSweptLowPass(1.1)
  const release = Math.round(0.05 * SAMPLE_RATE_HZ)
  return Float32Array.from({ length: frames + release }, (_, frame) => {
    const seconds = frame / SAMPLE_RATE_HZ
    const cycles = hz * seconds
    const saw = 1 - 2 * (cycles % 1)
    const cutoffHz = 240 + 900 * Math.exp(-seconds / 0.09)
    const body = 0.75 * Math.sin(2 * Math.PI * cycles) + 0.4 * lowPass(saw, cutoffHz)
    const attack = Math.min(1, frame / 220)
    const fade = frame < frames ? 1 : 1 - (frame - frames) / release
    return Math.tanh(1.3 * body) * attack * fade * (0.6 + 0.4 * Math.exp(-seconds / 0.35))
  })
}
