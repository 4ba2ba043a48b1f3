import type { PlanarBlock } from '../../codecs/types'
import { renderBass } from './bass'
import { renderChords } from './chords'
import { renderDrums } from './drums'
import { FADE_FROM_FRAME, SONG_FRAMES } from './score'
import { createStereo, SAMPLE_RATE_HZ, type Stereo } from './stereo'
import { renderVoice } from './voice'

export interface SampleSong {
  readonly sampleRateHz: number
  readonly stems: Readonly<Record<'vocals' | 'drums' | 'bass' | 'chords', PlanarBlock>>
  readonly mix: PlanarBlock
}

/** Peak of the mix, -1 dBFS. */
const PEAK = 10 ** (-1 / 20)
const LEVELS = { vocals: 0.66, drums: 0.86, bass: 0.6, chords: 0.95 } as const

/** Renders the sample song: half a minute, 44.1 kHz, the same samples every time; the mix is the sum of its stems. */
export function renderSampleSong(): SampleSong {
  const vocals = shape(renderVoice(), LEVELS.vocals)
  const drums = shape(renderDrums(), LEVELS.drums)
  const bass = shape(renderBass(), LEVELS.bass)
  const chords = shape(renderChords(), LEVELS.chords)
  const parts = [vocals, drums, bass, chords]
  const peak = Math.max(...sides(mixOf(parts)).map(peakOf))
  for (const part of parts) sides(part).forEach((samples) => scale(samples, PEAK / peak))
  return {
    sampleRateHz: SAMPLE_RATE_HZ,
    stems: { vocals: sides(vocals), drums: sides(drums), bass: sides(bass), chords: sides(chords) },
    mix: sides(mixOf(parts))
  }
}

/** Sets the level of a part in place, lets it fade at the end and gives it back. */
function shape(part: Stereo, level: number): Stereo {
  const fadeFrames = SONG_FRAMES - FADE_FROM_FRAME
  for (const samples of sides(part)) {
    samples.forEach((sample, frame) => {
      const fraction = Math.max(0, frame - FADE_FROM_FRAME) / fadeFrames
      samples[frame] = sample * level * Math.cos((fraction * Math.PI) / 2) ** 1.5
    })
  }
  return part
}

function mixOf(parts: readonly Stereo[]): Stereo {
  const mix = createStereo(SONG_FRAMES)
  for (const part of parts) {
    part.left.forEach((sample, frame) => (mix.left[frame] = (mix.left[frame] ?? 0) + sample))
    part.right.forEach((sample, frame) => (mix.right[frame] = (mix.right[frame] ?? 0) + sample))
  }
  return mix
}

function sides(sound: Stereo): PlanarBlock {
  return [sound.left, sound.right]
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)
}

function scale(samples: Float32Array, factor: number): void {
  samples.forEach((sample, index) => (samples[index] = sample * factor))
}
