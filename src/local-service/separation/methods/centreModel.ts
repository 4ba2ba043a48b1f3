import type { Spectrum } from '../spectral/spectrum'

/** Below this share of side in all that was heard so far, two channels are one recording twice. */
const MONO_SHARE = 1e-5

/**
 * Which part of the middle of the stereo image really comes from the centre. Per bin, the power of the side (half the
 * difference of the channels, where the centre cancels) tells how much of the middle (half their sum) belongs to
 * sounds beside it; a Wiener-like gain takes that away. Cancelling a position to find what is there: D. Barry,
 * B. Lawlor, E. Coyle: "Sound Source Separation: Azimuth Discrimination and Resynthesis", Proc. 7th Int. Conference
 * on Digital Audio Effects (DAFx-04), Naples, 2004. Likeness of the channels as a soft measure: C. Avendano:
 * "Frequency-Domain Source Identification and Manipulation in Stereo Mixes for Enhancement, Suppression and
 * Re-Panning Applications", Proc. IEEE WASPAA, 2003.
 */
export class CentreModel {
  private readonly middle: Float32Array[]
  private readonly side: Float32Array[]
  private newest = 0
  private middleEnergy = 0
  private sideEnergy = 0

  /**
   * Keeps the last `heldFrames` frames; a frame is measured when `lookAheadFrames` more have come, from the powers of
   * the frames up to `smoothingFrames` beside it. `sideWeight` above 1 narrows the centre.
   */
  constructor(
    private readonly bins: number,
    private readonly lookAheadFrames: number,
    private readonly smoothingFrames: number,
    private readonly sideWeight: number
  ) {
    const heldFrames = lookAheadFrames + smoothingFrames + 1
    this.middle = Array.from({ length: heldFrames }, () => new Float32Array(bins))
    this.side = Array.from({ length: heldFrames }, () => new Float32Array(bins))
  }

  /** True while nothing heard so far, the look-ahead included, lies beside the centre. */
  get isMono(): boolean {
    return this.sideEnergy <= MONO_SHARE * this.middleEnergy
  }

  /** Takes in the newest frame; one channel alone is all centre. */
  push([left, right]: Spectrum): void {
    this.newest = (this.newest + 1) % this.middle.length
    const middle = this.middle[this.newest]
    const side = this.side[this.newest]
    if (!left || !middle || !side) return
    const other = right ?? left
    for (let bin = 0; bin < this.bins; bin++) {
      const leftRe = left.re[bin] ?? 0
      const leftIm = left.im[bin] ?? 0
      const rightRe = other.re[bin] ?? 0
      const rightIm = other.im[bin] ?? 0
      const middlePower = ((leftRe + rightRe) ** 2 + (leftIm + rightIm) ** 2) / 4
      const sidePower = ((leftRe - rightRe) ** 2 + (leftIm - rightIm) ** 2) / 4
      middle[bin] = middlePower
      side[bin] = sidePower
      this.middleEnergy += middlePower
      this.sideEnergy += sidePower
    }
  }

  /** Writes the gain (0..1) that leaves the centre of the middle, for the frame `lookAheadFrames` before the newest. */
  measure(gain: Float64Array): void {
    const held = this.middle.length
    const reach = Math.min(this.smoothingFrames, this.lookAheadFrames)
    const first = this.newest - this.lookAheadFrames - reach + 2 * held
    for (let bin = 0; bin < this.bins; bin++) {
      let middle = 0
      let side = 0
      for (let frame = first; frame <= first + 2 * reach; frame++) {
        middle += this.middle[frame % held]?.[bin] ?? 0
        side += this.side[frame % held]?.[bin] ?? 0
      }
      const share = middle > 0 ? Math.max(0, 1 - (this.sideWeight * side) / middle) : 0
      gain[bin] = share * share
    }
  }
}
