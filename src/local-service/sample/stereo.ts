/** A stereo sound being rendered: two arrays of equal length. */
export interface Stereo {
  readonly left: Float32Array
  readonly right: Float32Array
}

export const SAMPLE_RATE_HZ = 44_100

/** Silence of `frames` frames. */
export function createStereo(frames: number): Stereo {
  return { left: new Float32Array(frames), right: new Float32Array(frames) }
}

/** Adds one value at a frame; outside of the sound nothing happens, so that tails may simply be cut off. */
export function addAt(samples: Float32Array, frame: number, value: number): void {
  if (frame >= 0 && frame < samples.length) samples[frame] = (samples[frame] ?? 0) + value
}

/** Left and right gains for a position from -1 (left) to 1 (right); equal power, 0.707 each in the centre. */
export function panGains(position: number): readonly [left: number, right: number] {
  const angle = ((position + 1) * Math.PI) / 4
  return [Math.cos(angle), Math.sin(angle)]
}

/** Adds a mono sound at `startFrame`, `gain` (factor) and `position` (-1..1) to a stereo one. */
export function addMono(target: Stereo, sound: Float32Array, startFrame: number, gain: number, position: number): void {
  const [left, right] = panGains(position)
  for (let index = 0; index < sound.length; index++) {
    const value = (sound[index] ?? 0) * gain
    addAt(target.left, startFrame + index, value * left)
    addAt(target.right, startFrame + index, value * right)
  }
}

/** Equal-tempered frequency in Hz of a MIDI note number (69 is 440 Hz); fractions are allowed. */
export function noteHz(note: number): number {
  return 440 * 2 ** ((note - 69) / 12)
}

/** A seeded source of numbers from 0 (inclusive) to 1 (exclusive): a 32-bit multiplicative hash of a counter. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) / 2 ** 32
  }
}
