type Sides = readonly [left: number, right: number]

const BOTH: Sides = [1, 1]
const LEFT: Sides = [1, 0]
const RIGHT: Sides = [0, 1]
const SURROUND: Sides = [Math.SQRT1_2, Math.SQRT1_2]

/**
 * How much of each channel goes left and right: mono to both, stereo as it is; further channels (surround) to both
 * sides at -3 dB, the weight ITU-R BS.775 gives the centre.
 */
function toSides(channel: number, channels: number): Sides {
  if (channels === 1) return BOTH
  if (channel === 0) return LEFT
  return channel === 1 ? RIGHT : SURROUND
}

/** Adds `frames` interleaved frames from `source`, weighted by `gains` (one a frame), to the two sides. */
export function addStem(
  source: Float32Array,
  sourceFrame: number,
  channels: number,
  gains: Float32Array,
  left: Float32Array,
  right: Float32Array,
  at: number,
  frames: number
): void {
  for (let channel = 0; channel < channels; channel += 1) {
    const [toLeft, toRight] = toSides(channel, channels)
    let from = sourceFrame * channels + channel
    for (let index = 0; index < frames; index += 1, from += channels) {
      const sample = (source[from] ?? 0) * (gains[at + index] ?? 0)
      if (toLeft !== 0) left[at + index] = (left[at + index] ?? 0) + sample * toLeft
      if (toRight !== 0) right[at + index] = (right[at + index] ?? 0) + sample * toRight
    }
  }
}
