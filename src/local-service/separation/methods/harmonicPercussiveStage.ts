import type { AudioFormat } from '../../../codecs/types'
import { oddBinsFor, oddFramesFor } from '../spectral/frame'
import { FrequencyMedian, TimeMedian } from '../spectral/runningMedian'
import { applyMask, jointMagnitude, type Spectrum } from '../spectral/spectrum'
import type { SpectralStage } from '../spectral/spectralSeparator'

/** Writes the weights (0..1) of the separated stems for one bin, from its harmonic and percussive strength. */
export type Weigh = (harmonic: number, percussive: number, weights: Float64Array) => void

export interface HarmonicPercussiveSettings {
  readonly frameSize: number
  /** Length of the median along time, in ms: what lasts clearly longer than half of it is harmonic. */
  readonly timeSpanMs: number
  /** Width of the median along frequency, in Hz: what is clearly wider than half of it is percussive. */
  readonly frequencySpanHz: number
  /** Up to here there are too few bins for a median along frequency to tell a kick from a bass note, in Hz. */
  readonly lowBandHz: number
  readonly weigh: Weigh
  readonly separatedStems: number
}

/**
 * Median filtering of the magnitude spectrogram along time (keeps steady partials) and along frequency (keeps
 * clicks), compared bin by bin. D. Fitzgerald: "Harmonic/Percussive Separation using Median Filtering", Proc. 13th
 * Int. Conference on Digital Audio Effects (DAFx-10), Graz, 2010. Two additions of our own: a sound is never more
 * percussive than it exceeds the steady level, and in the low band that excess alone decides. All channels share one
 * mask, so that nothing moves in the stereo image.
 */
export class HarmonicPercussiveStage implements SpectralStage {
  readonly lookAheadFrames: number
  private readonly bins: number
  private readonly lowBins: number
  private readonly alongTime: TimeMedian
  private readonly alongFrequency: FrequencyMedian
  private readonly magnitude: Float32Array
  private readonly percussive: Float32Array
  private readonly masks: readonly Float64Array[]
  private readonly weights: Float64Array
  private readonly weigh: Weigh

  constructor({ sampleRateHz }: AudioFormat, settings: HarmonicPercussiveSettings) {
    const { frameSize, timeSpanMs, frequencySpanHz, lowBandHz, separatedStems, weigh } = settings
    const timeFrames = oddFramesFor(timeSpanMs, sampleRateHz, frameSize)
    this.lookAheadFrames = (timeFrames - 1) / 2
    this.bins = frameSize / 2 + 1
    this.lowBins = (lowBandHz * frameSize) / sampleRateHz
    this.alongTime = new TimeMedian(this.bins, timeFrames)
    this.alongFrequency = new FrequencyMedian(oddBinsFor(frequencySpanHz, sampleRateHz, frameSize))
    this.magnitude = new Float32Array(this.bins)
    this.percussive = new Float32Array(this.bins)
    this.masks = Array.from({ length: separatedStems }, () => new Float64Array(this.bins))
    this.weights = new Float64Array(separatedStems)
    this.weigh = weigh
  }

  observe(newest: Spectrum): void {
    jointMagnitude(newest, this.magnitude)
    this.alongTime.push(this.magnitude)
  }

  divide(frame: Spectrum, stems: readonly Spectrum[]): void {
    const magnitudes = this.alongTime.middle()
    this.alongFrequency.apply(magnitudes, this.percussive)
    for (let bin = 0; bin < this.bins; bin++) {
      const magnitude = magnitudes[bin] ?? 0
      const harmonic = this.alongTime.median(bin)
      const excess = Math.sqrt(Math.max(0, magnitude * magnitude - harmonic * harmonic))
      const percussive = bin < this.lowBins ? excess : Math.min(excess, this.percussive[bin] ?? 0)
      this.weigh(harmonic, percussive, this.weights)
      for (let stem = 0; stem < this.masks.length; stem++) {
        const mask = this.masks[stem]
        if (mask) mask[bin] = this.weights[stem] ?? 0
      }
    }
    this.masks.forEach((mask, stem) => applyMask(frame, mask, stems[stem] ?? []))
  }
}
