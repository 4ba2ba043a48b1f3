import type { AudioFormat } from '../../../codecs/types'
import { FRAMES_PER_WINDOW, frameSizeFor } from '../spectral/frame'
import { jointMagnitude, type ChannelSpectrum, type Spectrum } from '../spectral/spectrum'
import type { SpectralStage } from '../spectral/spectralSeparator'
import { bandWeights } from './bandWeights'
import { CentreModel } from './centreModel'
import { RepeatingModel } from './repeatingModel'

export interface VoiceSettings {
  /** Above 1 the centre is narrow, below 1 it is wide. */
  readonly sideWeight: number
  readonly lowestHz: number
  readonly highestHz: number
  /** Where the bass ends, in Hz, if there is a stem for it. */
  readonly bassCrossoverHz: number
}

const FRAME_MS = 93
const SMOOTHING_MS = 50
/** A chord progression comes around within this time before and after, mostly more than once. */
const REPETITION_REACH_MS = 5000
const REPETITION_DISTANCE_MS = 400

/** The frame size of the voice stage at a sample rate. */
export function voiceFrameSize(sampleRateHz: number): number {
  return frameSizeFor(FRAME_MS, sampleRateHz)
}

/**
 * The voice: in a stereo song what lies in the centre (CentreModel), in a mono one, where there is no position to go
 * by, what does not repeat (RepeatingModel); in both only within the band of voices. The bass, when there is a stem for
 * it, is the low band of what the voice leaves in the centre. Both are put out equally on the first two channels;
 * further channels hold none of them.
 */
export class VoiceStage implements SpectralStage {
  readonly lookAheadFrames: number
  private readonly bins: number
  private readonly centre: CentreModel
  private readonly repeating: RepeatingModel
  private readonly magnitude: Float32Array
  private readonly middle: ChannelSpectrum
  private readonly voiceGain: Float64Array
  private readonly bassGain: Float64Array
  private readonly voiceBand: Float64Array
  private readonly bassBand: Float64Array

  constructor({ sampleRateHz }: AudioFormat, settings: VoiceSettings) {
    const frameSize = voiceFrameSize(sampleRateHz)
    const hopMs = (1000 * frameSize) / FRAMES_PER_WINDOW / sampleRateHz
    const framesFor = (durationMs: number): number => Math.max(1, Math.round(durationMs / hopMs))
    this.bins = frameSize / 2 + 1
    this.lookAheadFrames = framesFor(REPETITION_REACH_MS)
    this.centre = new CentreModel(this.bins, this.lookAheadFrames, framesFor(SMOOTHING_MS), settings.sideWeight)
    const distanceFrames = framesFor(REPETITION_DISTANCE_MS)
    this.repeating = new RepeatingModel({ bins: this.bins, reachFrames: this.lookAheadFrames, distanceFrames })
    this.magnitude = new Float32Array(this.bins)
    this.middle = { re: new Float64Array(this.bins), im: new Float64Array(this.bins) }
    this.voiceGain = new Float64Array(this.bins)
    this.bassGain = new Float64Array(this.bins)
    this.voiceBand = bandWeights(sampleRateHz, frameSize, settings.lowestHz, settings.highestHz)
    this.bassBand = bandWeights(sampleRateHz, frameSize, 0, settings.bassCrossoverHz)
  }

  observe(newest: Spectrum): void {
    this.centre.push(newest)
    jointMagnitude(newest, this.magnitude)
    this.repeating.push(this.magnitude)
  }

  divide(frame: Spectrum, [voice, bass]: readonly Spectrum[]): void {
    if (!voice) return
    this.measureGains()
    this.takeMiddle(frame)
    voice.forEach((target, channel) => {
      for (let bin = 0; bin < this.bins; bin++) {
        const weight = channel < 2 ? (this.voiceGain[bin] ?? 0) * (this.voiceBand[bin] ?? 0) : 0
        target.re[bin] = weight * (this.middle.re[bin] ?? 0)
        target.im[bin] = weight * (this.middle.im[bin] ?? 0)
      }
    })
    bass?.forEach((target, channel) => {
      const taken = voice[channel]
      for (let bin = 0; bin < this.bins; bin++) {
        const weight = channel < 2 ? (this.bassGain[bin] ?? 0) * (this.bassBand[bin] ?? 0) : 0
        target.re[bin] = weight * ((this.middle.re[bin] ?? 0) - (taken?.re[bin] ?? 0))
        target.im[bin] = weight * ((this.middle.im[bin] ?? 0) - (taken?.im[bin] ?? 0))
      }
    })
  }

  private measureGains(): void {
    if (this.centre.isMono) {
      this.repeating.measure(this.voiceGain)
      for (let bin = 0; bin < this.bins; bin++) this.voiceGain[bin] = (1 - (this.voiceGain[bin] ?? 0)) ** 2
      this.bassGain.fill(1)
      return
    }
    this.centre.measure(this.voiceGain)
    // The root is the milder gain: a bass that is a little wide keeps its body.
    for (let bin = 0; bin < this.bins; bin++) this.bassGain[bin] = Math.sqrt(this.voiceGain[bin] ?? 0)
  }

  private takeMiddle([left, right]: Spectrum): void {
    if (!left) return
    const other = right ?? left
    for (let bin = 0; bin < this.bins; bin++) {
      this.middle.re[bin] = ((left.re[bin] ?? 0) + (other.re[bin] ?? 0)) / 2
      this.middle.im[bin] = ((left.im[bin] ?? 0) + (other.im[bin] ?? 0)) / 2
    }
  }
}
