import { fft } from 'fourier-transform'
import type { AudioFormat, PlanarBlock } from '../../codecs/types'
import { createSpectrum } from '../separation/spectral/spectrum'
import { hannWindow } from '../separation/spectral/frame'

export const FRAME_SIZE = 4096
const HOP = FRAME_SIZE / 2
const THIRD_OF_AN_OCTAVE = 2 ** (1 / 6)

/** What a whole song sounds like on the average: its loudness, and the power density of middle and side over frequency. */
export interface SongProfile {
  readonly sampleRateHz: number
  readonly seconds: number
  /** Root mean square over all channels; 1 is full scale. */
  readonly rms: number
  /** Power per Hz by bin of a 4096-sample frame, as a share of the song's power: songs of any loudness and rate compare. */
  readonly middle: Float64Array
  /** Null for a song of one channel. */
  readonly side: Float64Array | null
}

/** Half the sum and, of two channels, half the difference. */
export function toMiddleSide(block: PlanarBlock): Float32Array[] {
  const [left, right] = block
  if (!left) return []
  if (!right) return [left]
  return [left.map((sample, frame) => (sample + (right[frame] ?? 0)) / 2), left.map((sample, frame) => (sample - (right[frame] ?? 0)) / 2)]
}

/** Measures a song block by block; memory stays flat. Frames are Hann-windowed and overlap by half (P. D. Welch, 1967). */
export class SongMeter {
  private readonly window = hannWindow(FRAME_SIZE)
  private readonly held: Float32Array[]
  private readonly sums: Float64Array[]
  private readonly windowed = new Float64Array(FRAME_SIZE)
  private readonly bins = createSpectrum(1, FRAME_SIZE)
  private filled = 0
  private frames = 0
  private squares = 0

  constructor(private readonly format: AudioFormat) {
    this.held = Array.from({ length: format.channels }, () => new Float32Array(FRAME_SIZE))
    this.sums = Array.from({ length: format.channels }, () => new Float64Array(HOP + 1))
  }

  push(block: PlanarBlock): void {
    const count = block[0]?.length ?? 0
    for (const samples of block) for (const sample of samples) this.squares += sample * sample
    this.frames += count
    this.take(toMiddleSide(block), count)
  }

  finish(): SongProfile {
    const { sampleRateHz, channels } = this.format
    const [frames, filled] = [this.frames, this.filled]
    // The last frame is filled up with silence, so that a short song has one too.
    if (filled > 0) this.take(this.held.map(() => new Float32Array(FRAME_SIZE - filled)), FRAME_SIZE - filled)
    const total = this.sums.reduce((sum, bins) => sum + bins.reduce((power, bin) => power + bin, 0), 0)
    const scale = total > 0 ? FRAME_SIZE / sampleRateHz / total : 0
    const [middle = new Float64Array(HOP + 1), side = null] = this.sums.map((bins) => smooth(bins.map((power) => power * scale)))
    return { sampleRateHz, seconds: frames / sampleRateHz, rms: Math.sqrt(this.squares / Math.max(1, frames * channels)), middle, side }
  }

  private take(block: readonly Float32Array[], count: number): void {
    let taken = 0
    while (taken < count) {
      const now = Math.min(count - taken, FRAME_SIZE - this.filled)
      block.forEach((samples, index) => this.held[index]?.set(samples.subarray(taken, taken + now), this.filled))
      taken += now
      this.filled += now
      if (this.filled === FRAME_SIZE) this.addFrame()
    }
  }

  private addFrame(): void {
    const [bins] = this.bins
    if (!bins) return
    this.held.forEach((samples, index) => {
      for (let at = 0; at < FRAME_SIZE; at++) this.windowed[at] = (samples[at] ?? 0) * (this.window[at] ?? 0)
      fft(this.windowed, [bins.re, bins.im])
      const sum = this.sums[index]
      if (sum) for (let bin = 0; bin <= HOP; bin++) sum[bin] = (sum[bin] ?? 0) + (bins.re[bin] ?? 0) ** 2 + (bins.im[bin] ?? 0) ** 2
      samples.copyWithin(0, HOP)
    })
    this.filled = HOP
  }
}

/** Each bin becomes the mean of the third of an octave around it. */
function smooth(bins: Float64Array): Float64Array {
  const upTo = new Float64Array(bins.length + 1)
  bins.forEach((power, bin) => (upTo[bin + 1] = (upTo[bin] ?? 0) + power))
  return bins.map((_power, bin) => {
    const first = Math.max(0, Math.round(bin / THIRD_OF_AN_OCTAVE))
    const last = Math.min(bins.length - 1, Math.round(bin * THIRD_OF_AN_OCTAVE))
    return ((upTo[last + 1] ?? 0) - (upTo[first] ?? 0)) / (last - first + 1)
  })
}
