import type { AudioFormat, PlanarBlock } from '../../codecs/types'

const LOOK_AHEAD_S = 0.005
const RELEASE_S = 0.08
/** Highest sample that leaves the limiter: 0.3 dB below full scale. */
export const CEILING = 10 ** (-0.3 / 20)
/** The same for MP3: what its encoder leaves out makes peaks higher, by 0.95 dB in loud songs. */
export const MP3_CEILING = 10 ** (-1.5 / 20)

/**
 * Turns a song up by a factor and down again wherever it would pass the ceiling. The gain is the least that the next
 * 5 ms need, averaged over 5 ms: it is down before the peak comes, and moves without a step. No delay remains.
 */
export class Limiter {
  private readonly reach: number
  private readonly release: number
  private readonly held: readonly Float32Array[]
  private readonly needed: Float64Array
  private readonly eased: Float64Array
  // Moments of the least needs ahead, each lower than those before it were: a line that is only read at its ends.
  private readonly line: Float64Array
  private lineStart = 0
  private lineEnd = 0
  private easedSum: number
  private lastEased = 1
  private now = 0

  constructor(private readonly format: AudioFormat, private readonly factor: number, private readonly ceiling = CEILING) {
    this.reach = Math.max(1, Math.round(LOOK_AHEAD_S * format.sampleRateHz))
    this.release = 1 - Math.exp(-1 / (RELEASE_S * format.sampleRateHz))
    const size = this.reach + 1
    this.held = Array.from({ length: format.channels }, () => new Float32Array(size))
    this.needed = new Float64Array(size).fill(1)
    this.eased = new Float64Array(size).fill(1)
    this.line = new Float64Array(size + 1)
    this.easedSum = size
  }

  push(block: PlanarBlock): PlanarBlock {
    const count = block[0]?.length ?? 0
    const output = block.map(() => new Float32Array(count))
    let written = 0
    for (let frame = 0; frame < count; frame++) {
      const slot = this.now % (this.reach + 1)
      let peak = 0
      for (let channel = 0; channel < block.length; channel++) {
        const sample = (block[channel]?.[frame] ?? 0) * this.factor
        const held = this.held[channel]
        if (held) held[slot] = sample
        peak = Math.max(peak, Math.abs(sample))
      }
      const gain = this.gainAfter(slot, peak > this.ceiling ? this.ceiling / peak : 1)
      const oldest = (this.now + 1) % (this.reach + 1)
      if (this.now >= this.reach) {
        for (let channel = 0; channel < output.length; channel++) {
          const samples = output[channel]
          if (samples) samples[written] = (this.held[channel]?.[oldest] ?? 0) * gain
        }
        written++
      }
      this.now++
    }
    return output.map((samples) => samples.subarray(0, written))
  }

  finish(): PlanarBlock {
    return this.push(Array.from({ length: this.format.channels }, () => new Float32Array(this.reach)))
  }

  /** Takes what the newest frame needs; gives the gain of the oldest one held. */
  private gainAfter(slot: number, need: number): number {
    const [size, places] = [this.reach + 1, this.line.length]
    this.needed[slot] = need
    while (this.lineEnd > this.lineStart && (this.needed[(this.line[(this.lineEnd - 1) % places] ?? 0) % size] ?? 1) >= need) this.lineEnd--
    this.line[this.lineEnd++ % places] = this.now
    if ((this.line[this.lineStart % places] ?? 0) < this.now - this.reach) this.lineStart++
    const least = this.needed[(this.line[this.lineStart % places] ?? 0) % size] ?? 1
    this.lastEased = least < this.lastEased ? least : this.lastEased + (least - this.lastEased) * this.release
    this.easedSum += this.lastEased - (this.eased[slot] ?? 1)
    this.eased[slot] = this.lastEased
    return this.easedSum / size
  }
}
