/** The quietest peak a meter shows. */
export const FLOOR_DECIBELS = -60
/** How fast a meter falls back: slow enough to read, as peak programme meters do (IEC 60268-10 type I falls 20 dB in 1.7 s). */
const FALL_DECIBELS_PER_SECOND = 20 / 1.7

/** A linear peak in dB, never below the floor. */
export const toMeterDecibels = (peak: number): number => (peak > 0 ? Math.max(FLOOR_DECIBELS, 20 * Math.log10(peak)) : FLOOR_DECIBELS)

/** Up at once, down slowly. */
export const fall = (shown: number, heard: number, elapsedSeconds: number): number =>
  Math.max(heard, FLOOR_DECIBELS, shown - FALL_DECIBELS_PER_SECOND * elapsedSeconds)

/** Where a level stands on a meter, 0 at the floor, 1 at full scale. */
export const toMeterFraction = (decibels: number): number => Math.min(1, Math.max(0, (decibels - FLOOR_DECIBELS) / -FLOOR_DECIBELS))
