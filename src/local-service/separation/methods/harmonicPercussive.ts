import type { AudioFormat } from '../../../codecs/types'
import { checkKeys, chosenValue } from '../options'
import { frameSizeFor } from '../spectral/frame'
import { SpectralSeparator } from '../spectral/spectralSeparator'
import type { MethodOption, MethodOptions, SeparationMethod, Separator } from '../types'
import { HarmonicPercussiveStage, type Weigh } from './harmonicPercussiveStage'

const MASK: MethodOption = { key: 'mask', values: ['soft', 'hard', 'residual'], defaultValue: 'soft' }
const TIME_SPAN_MS: MethodOption = { key: 'timeSpanMs', values: ['200', '400', '800'], defaultValue: '400' }
const OPTIONS = [MASK, TIME_SPAN_MS]

const FRAME_MS = 93
const FREQUENCY_SPAN_HZ = 600
const LOW_BAND_HZ = 250
/** Separation factor of the three-way mask: how many times one strength must exceed the other. */
const SEPARATION_FACTOR = 2

/**
 * Harmonic and percussive stems (Fitzgerald 2010, see the stage), with a soft Wiener-like or a hard mask; `residual`
 * gives three stems, the third holding what is clearly neither: J. Driedger, M. Mueller, S. Disch: "Extending
 * Harmonic-Percussive Separation of Audio Signals", Proc. 15th Int. Society for Music Information Retrieval
 * Conference (ISMIR), Taipei, 2014.
 */
export const harmonicPercussive: SeparationMethod = {
  kind: 'separate',
  id: 'harmonic-percussive',
  options: OPTIONS,
  stems: stemsFor,
  create(format, options) {
    const weigh = WEIGHTS[chosenValue(MASK, options)] ?? softHarmonic
    return createSeparator(format, stemsFor(options), Number(chosenValue(TIME_SPAN_MS, options)), weigh)
  }
}

/** A separator into `drums` (percussive, soft mask) and `rest`, the first step of the four stems. */
export function createPercussiveSeparator(format: AudioFormat): Separator {
  return createSeparator(format, ['drums', 'rest'], Number(TIME_SPAN_MS.defaultValue), softPercussive)
}

function createSeparator(format: AudioFormat, stems: readonly string[], timeSpanMs: number, weigh: Weigh): Separator {
  const frameSize = frameSizeFor(FRAME_MS, format.sampleRateHz)
  const stage = new HarmonicPercussiveStage(format, {
    frameSize,
    timeSpanMs,
    frequencySpanHz: FREQUENCY_SPAN_HZ,
    lowBandHz: LOW_BAND_HZ,
    weigh,
    separatedStems: stems.length - 1
  })
  return new SpectralSeparator(stems, format, frameSize, stage)
}

function stemsFor(options: MethodOptions): readonly string[] {
  checkKeys(OPTIONS, options)
  const parts = ['harmonic', 'percussive']
  return chosenValue(MASK, options) === 'residual' ? [...parts, 'residual'] : parts
}

/** The first strength's share of the power of both; silence belongs to neither. */
function share(strength: number, other: number): number {
  const power = strength * strength
  const total = power + other * other
  return total > 0 ? power / total : 0
}

const softHarmonic: Weigh = (harmonic, percussive, weights) => {
  weights[0] = share(harmonic, percussive)
}

const softPercussive: Weigh = (harmonic, percussive, weights) => {
  weights[0] = share(percussive, harmonic)
}

const hardHarmonic: Weigh = (harmonic, percussive, weights) => {
  weights[0] = harmonic >= percussive ? 1 : 0
}

const threeWay: Weigh = (harmonic, percussive, weights) => {
  weights[0] = harmonic > SEPARATION_FACTOR * percussive ? 1 : 0
  weights[1] = percussive >= SEPARATION_FACTOR * harmonic && weights[0] === 0 ? 1 : 0
}

const WEIGHTS: Readonly<Record<string, Weigh>> = { soft: softHarmonic, hard: hardHarmonic, residual: threeWay }
