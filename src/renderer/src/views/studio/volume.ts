/** The quietest step of a volume slider; there it is silent. */
export const SILENT_DECIBELS = -60
/** 6 dB is twice the amplitude, as far as the mixer goes. */
export const MOST_DECIBELS = 6

/** The slider's place for a linear gain, in dB. */
export function toSliderDecibels(gain: number): number {
  if (gain <= 0) return SILENT_DECIBELS
  return Math.min(MOST_DECIBELS, Math.max(SILENT_DECIBELS, Math.round(20 * Math.log10(gain) * 10) / 10))
}

/** The linear gain for a slider's place; the lowest is silence. */
export const toLinearGain = (decibels: number): number => (decibels <= SILENT_DECIBELS ? 0 : 10 ** (decibels / 20))
