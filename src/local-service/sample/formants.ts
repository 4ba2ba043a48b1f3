import type { Vowel } from './score'

/** A resonance of the vocal tract. */
export interface Formant {
  readonly hz: number
  readonly widthHz: number
  /** Level of its peak as a factor. */
  readonly level: number
}

const WIDTHS_HZ = [80, 95, 120, 140, 170]

/** Typical formants of a higher sung voice: frequencies in Hz, levels in dB. */
const VOWELS: Readonly<Record<Vowel, readonly (readonly [hz: number, levelDb: number])[]>> = {
  ah: [[820, 0], [1220, -3], [2850, -6], [3650, -9], [4900, -18]],
  eh: [[560, 0], [1850, -4], [2750, -6], [3600, -10], [4900, -18]],
  ee: [[340, 0], [2250, -5], [2950, -6], [3750, -10], [4900, -18]],
  oh: [[480, 0], [860, -3], [2750, -11], [3500, -14], [4900, -22]],
  oo: [[360, 0], [740, -5], [2650, -14], [3400, -17], [4900, -26]]
}

/** The formants of a vowel. */
export function formantsOf(vowel: Vowel): readonly Formant[] {
  return VOWELS[vowel].map(([hz, levelDb], index) => {
    return { hz, widthHz: WIDTHS_HZ[index] ?? 200, level: 10 ** (levelDb / 20) }
  })
}

/** Formants on the way from one vowel to another; `fraction` 0..1. */
export function blendFormants(from: readonly Formant[], to: readonly Formant[], fraction: number): readonly Formant[] {
  const mix = (first: number, second: number): number => first + (second - first) * fraction
  return from.map((formant, index) => {
    const target = to[index] ?? formant
    return {
      hz: mix(formant.hz, target.hz),
      widthHz: mix(formant.widthHz, target.widthHz),
      level: mix(formant.level, target.level)
    }
  })
}

/** How strongly the formants pass a frequency in Hz, as a factor. */
export function formantGain(formants: readonly Formant[], hz: number): number {
  let gain = 0.012
  for (const formant of formants) {
    const distance = (hz - formant.hz) / formant.widthHz
    // The skirts of a resonance fall off more slowly than its top: the root keeps them audible.
    gain += formant.level / Math.sqrt(1 + distance * distance)
  }
  return gain
}
