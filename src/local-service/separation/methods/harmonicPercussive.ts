import type { AudioFormat } from '../../../codecs/types'
import { checkKeys, chosenValue } from '../options'
import { frameSizeFor } from '../spectral/frame'
import { SpectralSeparator } from '../spectral/spectralSeparator'
import type { MethodOption, MethodOptions, SeparationMethod } from '../types'
import { HarmonicPercussiveStage, type HarmonicPercussiveSettings } from './harmonicPercussiveStage'

const MASK: MethodOption = { key: 'mask', values: ['soft', 'hard', 'residual'], defaultValue: 'soft' }
const TIME_SPAN_MS: MethodOption = { key: 'timeSpanMs', values: ['120', '200', '320'], defaultValue: '200' }
const OPTIONS = [MASK, TIME_SPAN_MS]

const FRAME_MS = 46
const FREQUENCY_SPAN_HZ = 500
/** Separation factor of the three-way mask: how many times one median must exceed the other. */
const SEPARATION_FACTOR = 2

/**
 * Harmonic and percussive stems (Fitzgerald 2010, see the stage), with a soft Wiener-like or a hard mask; `residual`
 * gives three stems, the third holding what is clearly neither: J. Driedger, M. Mueller, S. Disch: "Extending
 * Harmonic-Percussive Separation of Audio Signals", Proc. 15th Int. Society for Music Information Retrieval
 * Conference (ISMIR), Taipei, 2014.
 */
export const harmonicPercussive: SeparationMethod = {
  id: 'harmonic-percussive',
  options: OPTIONS,
  stems: stemsFor,
  create(format, options) {
    return new SpectralSeparator(stemsFor(options), format, frameSizeFor(FRAME_MS, format.sampleRateHz), stageFor(format, options))
  }
}

function stemsFor(options: MethodOptions): readonly string[] {
  checkKeys(OPTIONS, options)
  const parts = ['harmonic', 'percussive']
  return chosenValue(MASK, options) === 'residual' ? [...parts, 'residual'] : parts
}

function stageFor(format: AudioFormat, options: MethodOptions): HarmonicPercussiveStage {
  const weigh = WEIGHTS[chosenValue(MASK, options)] ?? softWeights
  return new HarmonicPercussiveStage(format, {
    frameSize: frameSizeFor(FRAME_MS, format.sampleRateHz),
    timeSpanMs: Number(chosenValue(TIME_SPAN_MS, options)),
    frequencySpanHz: FREQUENCY_SPAN_HZ,
    weigh,
    separatedStems: stemsFor(options).length - 1
  })
}

type Weigh = HarmonicPercussiveSettings['weigh']

const softWeights: Weigh = (harmonic, percussive, weights) => {
  const harmonicPower = harmonic * harmonic
  const total = harmonicPower + percussive * percussive
  weights[0] = total > 0 ? harmonicPower / total : 0
}

const hardWeights: Weigh = (harmonic, percussive, weights) => {
  weights[0] = harmonic >= percussive ? 1 : 0
}

const residualWeights: Weigh = (harmonic, percussive, weights) => {
  weights[0] = harmonic > SEPARATION_FACTOR * percussive ? 1 : 0
  weights[1] = percussive >= SEPARATION_FACTOR * harmonic && weights[0] === 0 ? 1 : 0
}

const WEIGHTS: Readonly<Record<string, Weigh>> = { soft: softWeights, hard: hardWeights, residual: residualWeights }
