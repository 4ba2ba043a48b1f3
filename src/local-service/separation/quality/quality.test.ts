import { describe, expect, it } from 'vitest'
import type { PlanarBlock } from '../../../codecs/types'
import { renderSampleSong } from '../../sample/renderSampleSong'
import { separationMethod } from '../registry'
import type { MethodOptions } from '../types'
import { createMixture, sumOf, toMono, type Mixture, type StemName } from './mixtures'
import { siSdr } from './siSdr'
import { separateWhole } from './wholeSong'

/** How many dB of SI-SDR a stem must gain over the mixture: about 1 dB below what is reached today. */
type Floors = Readonly<Record<string, number>>

const song = renderSampleSong()
/** Verse and chorus, from 5 s to 22 s: the introduction and the fade would only add time. */
const excerpt = (block: PlanarBlock): PlanarBlock => block.map((samples) => samples.subarray(220_500, 970_200))
const sample: Mixture = {
  format: { sampleRateHz: song.sampleRateHz, channels: 2 },
  stems: {
    vocals: excerpt(song.stems.vocals),
    drums: excerpt(song.stems.drums),
    bass: excerpt(song.stems.bass),
    other: excerpt(song.stems.chords)
  },
  mix: excerpt(song.mix)
}
const highVoice = createMixture({ seed: 5, sampleRateHz: 44_100, seconds: 9, voiceNote: 64 })
const lowVoice = createMixture({ seed: 9, sampleRateHz: 32_000, seconds: 9, voiceNote: 53 })

const TRUTHS: Readonly<Record<string, readonly StemName[]>> = {
  vocals: ['vocals'],
  drums: ['drums'],
  bass: ['bass'],
  other: ['other'],
  instrumental: ['drums', 'bass', 'other'],
  harmonic: ['vocals', 'bass', 'other'],
  percussive: ['drums']
}

function asMono(mixture: Mixture): Mixture {
  const { vocals, drums, bass, other } = mixture.stems
  const stems = { vocals: toMono(vocals), drums: toMono(drums), bass: toMono(bass), other: toMono(other) }
  return { format: { ...mixture.format, channels: 1 }, stems, mix: toMono(mixture.mix) }
}

function improvements(id: string, options: MethodOptions, mixture: Mixture): Record<string, number> {
  const separator = separationMethod(id).create(mixture.format, options)
  const estimates = separateWhole(separator, mixture.mix, 8192)
  const gains: Record<string, number> = {}
  separator.stems.forEach((stem, index) => {
    const truth: PlanarBlock = sumOf((TRUTHS[stem] ?? []).map((name) => mixture.stems[name]))
    const reached = siSdr(estimates[index] ?? [], truth)
    const before = siSdr(mixture.mix, truth)
    gains[stem] = reached - before
    console.log(`  ${id} ${stem}: ${before.toFixed(1)} dB in the mixture, ${reached.toFixed(1)} dB separated`)
  })
  return gains
}

const CASES: readonly (readonly [name: string, id: string, mixture: Mixture, floors: Floors])[] = [
  ['four stems of the sample song', 'four-stems', sample, { vocals: 11, drums: 8.3, bass: 9.9, other: 10.4 }],
  ['four stems of a song with a high voice', 'four-stems', highVoice, { vocals: 13.2, drums: 9.9, bass: 8.3, other: 9.9 }],
  ['four stems of a song with a low voice', 'four-stems', lowVoice, { vocals: 12.4, drums: 8.6, bass: 7.5, other: 7.7 }],
  ['four stems of the sample song in mono', 'four-stems', asMono(sample), { vocals: 9.9, drums: 7.9, bass: 9.2, other: 8 }],
  ['vocals of the sample song', 'centre-vocals', sample, { vocals: 10.9, instrumental: 7.4 }],
  ['vocals of a song with a high voice', 'centre-vocals', highVoice, { vocals: 12.8, instrumental: 9.1 }],
  ['vocals of a song with a low voice', 'centre-vocals', lowVoice, { vocals: 12.1, instrumental: 8.6 }],
  ['vocals of the sample song in mono', 'centre-vocals', asMono(sample), { vocals: 9.7, instrumental: 6.8 }],
  ['percussion of the sample song', 'harmonic-percussive', sample, { harmonic: 5.3, percussive: 8.3 }],
  ['percussion of a song with a high voice', 'harmonic-percussive', highVoice, { harmonic: 6.7, percussive: 9.9 }],
  ['percussion of a song with a low voice', 'harmonic-percussive', lowVoice, { harmonic: 5.3, percussive: 8.6 }]
]

describe('the quality of separation on mixtures with known stems', () => {
  for (const [name, id, mixture, floors] of CASES) {
    it(`improves the ${name}`, () => {
      const gains = improvements(id, {}, mixture)
      const summary = Object.entries(gains).map(([stem, gain]) => `${stem} +${gain.toFixed(1)}`)
      console.log(`SI-SDR improvement, ${name}: ${summary.join(', ')} dB`)
      for (const [stem, floor] of Object.entries(floors)) expect.soft(gains[stem], stem).toBeGreaterThan(floor)
    })
  }
})
