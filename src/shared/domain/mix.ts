/**
 * The rules of the mix, in one place for what is heard (the player's mixer) and what is written (export):
 * out[side] = master * sum over stems of gain * balance[side] * fold[side] * sample.
 */

export interface MixControls {
  readonly muted: boolean
  readonly soloed: boolean
  /** Linear, 0..2; 1 is as delivered. */
  readonly gain: number
}

/** A pair of linear factors. */
export type Sides = readonly [left: number, right: number]

/** What is heard of each stem, linear: mute silences, any solo silences the others; a stem that is both is silent. */
export function toHeardGains(controls: readonly MixControls[]): number[] {
  const anySolo = controls.some(({ soloed }) => soloed)
  return controls.map(({ muted, soloed, gain }) => (muted || (anySolo && !soloed) ? 0 : gain))
}

/**
 * The balance law, 0 dB at the centre: the far side is turned down in a straight line, the near one is never touched.
 * `pan` is -1 (left) .. 1 (right). Equal-power laws lower or raise the centre; here stems at the centre add up to the
 * song bit for bit.
 */
export function toBalance(pan: number): Sides {
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
export function toFold(channel: number, channels: number): Sides {
  if (channels === 1) return BOTH
  if (channel === 0) return LEFT
  return channel === 1 ? RIGHT : SURROUND
}
