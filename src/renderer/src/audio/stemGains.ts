import type { StemControls } from './player.types'

/** As delivered: heard, not soloed, at its own level. */
export const PLAIN_CONTROLS: StemControls = { muted: false, soloed: false, gain: 1 }
export const MOST_GAIN = 2

/** What is heard of each stem, linear: mute silences, any solo silences the others; a stem that is both is silent. */
export function toHeardGains(controls: readonly StemControls[]): number[] {
  const anySolo = controls.some(({ soloed }) => soloed)
  return controls.map(({ muted, soloed, gain }) => (muted || (anySolo && !soloed) ? 0 : gain))
}

/** Solo on or off for one stem; `exclusive` takes every other solo away. */
export function withSolo(controls: readonly StemControls[], stem: number, soloed: boolean, exclusive: boolean): StemControls[] {
  return controls.map((control, index) => {
    if (index === stem) return { ...control, soloed }
    return exclusive ? { ...control, soloed: false } : control
  })
}

/** A gain inside 0..2; anything that is no number is 1. */
export function toGain(gain: number): number {
  return Number.isFinite(gain) ? Math.min(MOST_GAIN, Math.max(0, gain)) : 1
}
