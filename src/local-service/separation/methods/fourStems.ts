import { CascadeSeparator } from '../cascade'
import { checkKeys, chosenValue } from '../options'
import { SpectralSeparator } from '../spectral/spectralSeparator'
import type { MethodOption, SeparationMethod } from '../types'
import { CENTRE_WIDTH, SIDE_WEIGHTS } from './centreVocals'
import { createPercussiveSeparator } from './harmonicPercussive'
import { VoiceStage, voiceFrameSize } from './voiceStage'

const BASS_CROSSOVER_HZ: MethodOption = { key: 'bassCrossoverHz', values: ['150', '200', '250'], defaultValue: '200' }
const OPTIONS = [BASS_CROSSOVER_HZ, CENTRE_WIDTH]
const STEMS = ['vocals', 'drums', 'bass', 'other']
const HIGHEST_VOICE_HZ = 12_000

/**
 * Four stems in two steps: what is percussive becomes the drums (see HarmonicPercussiveStage); of the rest, the
 * centre of the voice band becomes the vocals and the low band the bass (see VoiceStage); what remains is other.
 */
export const fourStems: SeparationMethod = {
  kind: 'separate',
  id: 'four-stems',
  options: OPTIONS,
  stems(options) {
    checkKeys(OPTIONS, options)
    return STEMS
  },
  create(format, options) {
    checkKeys(OPTIONS, options)
    const crossoverHz = Number(chosenValue(BASS_CROSSOVER_HZ, options))
    const stage = new VoiceStage(format, {
      sideWeight: SIDE_WEIGHTS[chosenValue(CENTRE_WIDTH, options)] ?? 1,
      lowestHz: crossoverHz,
      highestHz: HIGHEST_VOICE_HZ,
      bassCrossoverHz: crossoverHz
    })
    const rest = new SpectralSeparator(['vocals', 'bass', 'other'], format, voiceFrameSize(format.sampleRateHz), stage)
    return new CascadeSeparator(STEMS, format, createPercussiveSeparator(format), rest)
  }
}
