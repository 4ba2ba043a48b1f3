import type { AudioFormat } from '../../../codecs/types'
import { FRAMES_PER_WINDOW, frameSizeFor } from '../spectral/frame'
import { jointMagnitude, type Spectrum } from '../spectral/spectrum'
import type { SpectralStage } from '../spectral/spectralSeparator'
import { bandWeights } from './bandWeights'
import { CentreModel } from './centreModel'
import { RepeatingModel } from './repeatingModel'

export interface VoiceSettings {
  /** Above 1 the centre is narrow, below 1 it is wide. */
  readonly sideWeight: number
  readonly lowestHz: number
  readonly highestHz: number
  /** Where a stem with the bass ends, in Hz; undefined: no such stem. */
  readonly bassCrossoverHz: number | undefined
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
 * by, what does not repeat (RepeatingModel); in both only within the band of voices. It is put out equally on the first two
 * channels; further channels hold none. The bass, when asked for, is the low band of what the voice leaves.
 */
export class VoiceStage implements SpectralStage {
  readonly lookAheadFrames: number
  private readonly bins: number
  private readonly centre: CentreModel
  private readonly repeating: RepeatingModel
  private readonly magnitude: Float32Array
  private readonly gain: Float64Array
  private readonly voiceBand: Float64Array
  private readonly bassBand: Float64Array | undefined

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
    this.gain = new Float64Array(this.bins)
    this.voiceBand = bandWeights(sampleRateHz, frameSize, settings.lowestHz, settings.highestHz)
    const { bassCrossoverHz } = settings
    this.bassBand = bassCrossoverHz ? bandWeights(sampleRateHz, frameSize, 0, bassCrossoverHz) : undefined
  }

  observe(newest: Spectrum): void {
    this.centre.push(newest)
    jointMagnitude(newest, this.magnitude)
    this.repeating.push(this.magnitude)
  }

  divide(frame: Spectrum, [voice, bass]: readonly Spectrum[]): void {
    if (this.centre.isMono) {
      this.repeating.measure(this.gain)
      for (let bin = 0; bin < this.bins; bin++) this.gain[bin] = (1 - (this.gain[bin] ?? 0)) ** 2
    } else {
      this.centre.measure(this.gain)
    }
    if (voice) this.writeVoice(frame, voice)
    if (voice && bass && this.bassBand) writeBass(frame, voice, bass, this.bassBand)
  }

  private writeVoice(frame: Spectrum, voice: Spectrum): void {
    const [left, right] = frame
    const other = right ?? left
    if (!left || !other) return
    voice.forEach((target, channel) => {
      for (let bin = 0; bin < this.bins; bin++) {
        const weight = channel < 2 ? ((this.gain[bin] ?? 0) * (this.voiceBand[bin] ?? 0)) / 2 : 0
        target.re[bin] = weight * ((left.re[bin] ?? 0) + (other.re[bin] ?? 0))
        target.im[bin] = weight * ((left.im[bin] ?? 0) + (other.im[bin] ?? 0))
      }
    })
  }
}

function writeBass(frame: Spectrum, voice: Spectrum, bass: Spectrum, band: Float64Array): void {
  bass.forEach((target, channel) => {
    const whole = frame[channel]
    const taken = voice[channel]
    for (let bin = 0; bin < band.length; bin++) {
      const weight = band[bin] ?? 0
      target.re[bin] = weight * ((whole?.re[bin] ?? 0) - (taken?.re[bin] ?? 0))
      target.im[bin] = weight * ((whole?.im[bin] ?? 0) - (taken?.im[bin] ?? 0))
    }
  })
}
