import { CascadeSeparator } from '../cascade'
import { mergeRest } from '../mergeStems'
import { checkKeys, chosenValue } from '../options'
import { SpectralSeparator } from '../spectral/spectralSeparator'
import type { MethodOption, SeparationMethod } from '../types'
import { createPercussiveSeparator } from './harmonicPercussive'
import { VoiceStage, voiceFrameSize } from './voiceStage'

export const CENTRE_WIDTH: MethodOption = {
  key: 'centreWidth',
  values: ['narrow', 'normal', 'wide'],
  defaultValue: 'normal'
}
const LOWEST_HZ: MethodOption = { key: 'lowestHz', values: ['100', '180', '250'], defaultValue: '180' }
const HIGHEST_HZ: MethodOption = { key: 'highestHz', values: ['8000', '12000', '16000'], defaultValue: '12000' }
/** Snare and kick sit in the centre too: `remove` takes percussive sounds away before the voice is looked for. */
const PERCUSSION: MethodOption = { key: 'percussion', values: ['remove', 'keep'], defaultValue: 'remove' }
const OPTIONS = [CENTRE_WIDTH, PERCUSSION, LOWEST_HZ, HIGHEST_HZ]
const STEMS = ['vocals', 'instrumental']

/** How strongly sounds beside the centre are taken out of it, by the value of `CENTRE_WIDTH`. */
export const SIDE_WEIGHTS: Readonly<Record<string, number>> = { narrow: 4, normal: 2, wide: 1 }

/**
 * Vocals and instrumental by stereo position (see CentreModel for the papers), within the band of voices so that
 * bass and kick stay in the instrumental. Mono recordings are divided by repetition instead (see RepeatingModel).
 */
export const centreVocals: SeparationMethod = {
  kind: 'separate',
  id: 'centre-vocals',
  options: OPTIONS,
  stems(options) {
    checkKeys(OPTIONS, options)
    return STEMS
  },
  create(format, options) {
    checkKeys(OPTIONS, options)
    const stage = new VoiceStage(format, {
      sideWeight: SIDE_WEIGHTS[chosenValue(CENTRE_WIDTH, options)] ?? 1,
      lowestHz: Number(chosenValue(LOWEST_HZ, options)),
      highestHz: Number(chosenValue(HIGHEST_HZ, options)),
      bassCrossoverHz: 0
    })
    const voice = new SpectralSeparator(STEMS, format, voiceFrameSize(format.sampleRateHz), stage)
    if (chosenValue(PERCUSSION, options) === 'keep') return voice
    const percussive = createPercussiveSeparator(format)
    return mergeRest(new CascadeSeparator(['vocals', 'drums', 'instrumental'], format, percussive, voice), 'instrumental')
  }
}
