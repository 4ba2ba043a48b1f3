/**
 * The law of the mixer, in one place: what is heard while playing and what an export of the mix holds follow the same
 * numbers.
 */

/** How one stem stands in the mixer. */
export interface MixControls {
  readonly muted: boolean
  readonly soloed: boolean
  /** Linear gain, 0..2; 1 is as delivered. */
  readonly gain: number
  /** -1 is left alone, 0 the middle, 1 right alone. */
  readonly pan: number
}

/** Weights of one source channel in the left and the right of the mix. */
export type Sides = readonly [left: number, right: number]

export const MOST_GAIN = 2

/**
 * Balance law, 0 dB in the middle: the side turned away from is lowered in a straight line, the other stays as it is. In
 * the middle nothing changes, so that stems as delivered add up to the song (constant-power laws lower the middle by 3 dB).
 */
export function balanceSides(pan: number): Sides {
  return [pan > 0 ? 1 - pan : 1, pan < 0 ? 1 + pan : 1]
}

const BOTH: Sides = [1, 1]
const LEFT: Sides = [1, 0]
const RIGHT: Sides = [0, 1]
const SURROUND: Sides = [Math.SQRT1_2, Math.SQRT1_2]

/**
 * How much of each channel goes left and right: mono to both, stereo as it is; further channels (surround) to both
 * sides at -3 dB, the weight ITU-R BS.775 gives the centre.
 */
export function channelSides(channel: number, channels: number): Sides {
  if (channels === 1) return BOTH
  if (channel === 0) return LEFT
  return channel === 1 ? RIGHT : SURROUND
}

/** What is heard of each stem, linear: mute silences, any solo silences the others; a stem that is both is silent. */
export function heardGains(controls: readonly Pick<MixControls, 'muted' | 'soloed' | 'gain'>[]): number[] {
  const anySolo = controls.some(({ soloed }) => soloed)
  return controls.map(({ muted, soloed, gain }) => (muted || (anySolo && !soloed) ? 0 : gain))
}
