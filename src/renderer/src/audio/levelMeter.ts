import type { MixerLevels } from './protocol'

/** Keeps the highest peak of each source and of the sum until it is taken. */
export class LevelMeter {
  private readonly sources: Float32Array
  private left = 0
  private right = 0

  constructor(sources: number) {
    this.sources = new Float32Array(sources)
  }

  addSource(source: number, peak: number): void {
    if (peak > (this.sources[source] ?? 0)) this.sources[source] = peak
  }

  addMaster(left: Float32Array, right: Float32Array, frames: number): void {
    this.left = Math.max(this.left, peakOf(left, frames))
    this.right = Math.max(this.right, peakOf(right, frames))
  }

  take(): MixerLevels {
    const taken: MixerLevels = { sources: [...this.sources], master: [this.left, this.right] }
    this.sources.fill(0)
    this.left = 0
    this.right = 0
    return taken
  }
}

function peakOf(samples: Float32Array, frames: number): number {
  let peak = 0
  for (let index = 0; index < frames; index += 1) {
    const sample = Math.abs(samples[index] ?? 0)
    if (sample > peak) peak = sample
  }
  return peak
}
