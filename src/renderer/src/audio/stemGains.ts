import { type Sides, toBalance, toHeardGains } from '../../../shared/domain/mix'
import type { Monitor, StemControls } from './player.types'

/** As delivered: heard, not soloed, at its own level, in the middle. */
export const PLAIN_CONTROLS: StemControls = { muted: false, soloed: false, gain: 1, pan: 0 }
export const MOST_GAIN = 2
const SILENT: Sides = [0, 0]

/** The factors of every source, stems first, then the original. The difference takes the stems as they were delivered. */
export function toSourceGains(controls: readonly StemControls[], monitor: Monitor, originalGain: number): Sides[] {
  switch (monitor) {
    case 'stems': {
      const gains = toHeardGains(controls)
      return [...controls.map(({ pan }, stem) => scaled(toBalance(pan), gains[stem] ?? 0)), SILENT]
    }
    case 'original':
      return [...controls.map(() => SILENT), [originalGain, originalGain]]
    case 'difference':
      return [...controls.map((): Sides => [-1, -1]), [1, 1]]
  }
}

const scaled = ([left, right]: Sides, gain: number): Sides => [left * gain, right * gain]

/** Solo on or off for one stem; `exclusive` takes every other solo away. */
export function withSolo(controls: readonly StemControls[], stem: number, soloed: boolean, exclusive: boolean): StemControls[] {
  return controls.map((control, index) => {
    if (index === stem) return { ...control, soloed }
    return exclusive ? { ...control, soloed: false } : control
  })
}

/** A gain inside 0..2; anything that is no number is 1. */
export function toGain(gain: number): number {
  return toRange(gain, 0, MOST_GAIN, 1)
}

/** A pan inside -1..1; anything that is no number is the centre. */
export function toPan(pan: number): number {
  return toRange(pan, -1, 1, 0)
}

/** A number inside `least`..`most`; anything that is no number is `otherwise`. */
export function toRange(value: number, least: number, most: number, otherwise: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise
}
