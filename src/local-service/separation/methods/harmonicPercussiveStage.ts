import type { AudioFormat } from '../../../codecs/types'
import { oddBinsFor, oddFramesFor } from '../spectral/frame'
import { FrequencyMedian, TimeMedian } from '../spectral/runningMedian'
import { applyMask, jointMagnitude, type Spectrum } from '../spectral/spectrum'
import type { SpectralStage } from '../spectral/spectralSeparator'

export interface HarmonicPercussiveSettings {
  readonly frameSize: number
  /** Length of the median along time, in ms: what lasts clearly longer than half of it is harmonic. */
  readonly timeSpanMs: number
  /** Width of the median along frequency, in Hz: what is clearly wider than half of it is percussive. */
  readonly frequencySpanHz: number
  /** The weights (0..1) of the separated stems, written for one bin from its two medians. */
  readonly weigh: (harmonic: number, percussive: number, weights: Float64Array) => void
  readonly separatedStems: number
}

/**
 * Median filtering of the magnitude spectrogram along time (keeps steady partials) and along frequency (keeps
 * clicks), compared bin by bin. D. Fitzgerald: "Harmonic/Percussive Separation using Median Filtering", Proc. 13th
 * Int. Conference on Digital Audio Effects (DAFx-10), Graz, 2010. All channels share one mask, so that nothing moves
 * in the stereo image.
 */
export class HarmonicPercussiveStage implements SpectralStage {
  readonly lookAheadFrames: number
  private readonly bins: number
  private readonly alongTime: TimeMedian
  private readonly alongFrequency: FrequencyMedian
  private readonly magnitude: Float32Array
  private readonly percussive: Float32Array
  private readonly masks: readonly Float64Array[]
  private readonly weights: Float64Array

  constructor(
    format: AudioFormat,
    private readonly settings: HarmonicPercussiveSettings
  ) {
    const { frameSize, timeSpanMs, frequencySpanHz, separatedStems } = settings
    const timeFrames = oddFramesFor(timeSpanMs, format.sampleRateHz, frameSize)
    this.lookAheadFrames = (timeFrames - 1) / 2
    this.bins = frameSize / 2 + 1
    this.alongTime = new TimeMedian(this.bins, timeFrames)
    this.alongFrequency = new FrequencyMedian(oddBinsFor(frequencySpanHz, format.sampleRateHz, frameSize))
    this.magnitude = new Float32Array(this.bins)
    this.percussive = new Float32Array(this.bins)
    this.masks = Array.from({ length: separatedStems }, () => new Float64Array(this.bins))
    this.weights = new Float64Array(separatedStems)
  }

  observe(newest: Spectrum): void {
    jointMagnitude(newest, this.magnitude)
    this.alongTime.push(this.magnitude)
  }

  divide(frame: Spectrum, stems: readonly Spectrum[]): void {
    this.alongFrequency.apply(this.alongTime.middle(), this.percussive)
    for (let bin = 0; bin < this.bins; bin++) {
      this.settings.weigh(this.alongTime.median(bin), this.percussive[bin] ?? 0, this.weights)
      for (let stem = 0; stem < this.masks.length; stem++) {
        const mask = this.masks[stem]
        if (mask) mask[bin] = this.weights[stem] ?? 0
      }
    }
    this.masks.forEach((mask, stem) => applyMask(frame, mask, stems[stem] ?? []))
  }
}
