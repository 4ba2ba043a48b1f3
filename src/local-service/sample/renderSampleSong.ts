import { renderBass } from './bass'
import { renderChords } from './chords'
import { renderDrums } from './drums'
import { FADE_FROM_FRAME, SONG_FRAMES } from './score'
import { createStereo, SAMPLE_RATE_HZ, type Stereo } from './stereo'
import { renderVoice } from './voice'

export interface SampleSong {
  readonly sampleRateHz: number
  readonly stems: { readonly vocals: Stereo; readonly drums: Stereo; readonly bass: Stereo; readonly chords: Stereo }
  readonly mix: Stereo
}

/** Peak of the mix, -1 dBFS. */
const PEAK = 10 ** (-1 / 20)
const LEVELS = { vocals: 0.56, drums: 0.86, bass: 0.6, chords: 0.95 } as const

/** Renders the sample song: half a minute, 44.1 kHz, the same samples every time; the mix is the sum of its stems. */
export function renderSampleSong(): SampleSong {
  const stems = { vocals: renderVoice(), drums: renderDrums(), bass: renderBass(), chords: renderChords() }
  for (const part of ['vocals', 'drums', 'bass', 'chords'] as const) shape(stems[part], LEVELS[part])
  const parts = Object.values(stems)
  const peak = Math.max(...sides(mixOf(parts)).map(peakOf))
  for (const part of parts) sides(part).forEach((samples) => scale(samples, PEAK / peak))
  return { sampleRateHz: SAMPLE_RATE_HZ, stems, mix: mixOf(parts) }
}

/** Sets the level of a part and lets it fade at the end. */
function shape(part: Stereo, level: number): void {
  const fadeFrames = SONG_FRAMES - FADE_FROM_FRAME
  for (const samples of sides(part)) {
    samples.forEach((sample, frame) => {
      const fraction = Math.max(0, frame - FADE_FROM_FRAME) / fadeFrames
      samples[frame] = sample * level * Math.cos((fraction * Math.PI) / 2) ** 1.5
    })
  }
}

function mixOf(parts: readonly Stereo[]): Stereo {
  const mix = createStereo(SONG_FRAMES)
  for (const part of parts) {
    part.left.forEach((sample, frame) => (mix.left[frame] = (mix.left[frame] ?? 0) + sample))
    part.right.forEach((sample, frame) => (mix.right[frame] = (mix.right[frame] ?? 0) + sample))
  }
  return mix
}

function sides(sound: Stereo): readonly Float32Array[] {
  return [sound.left, sound.right]
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)
}

function scale(samples: Float32Array, factor: number): void {
  samples.forEach((sample, index) => (samples[index] = sample * factor))
}
