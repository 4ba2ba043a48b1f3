import type { PlanarBlock } from '../../../codecs/types'

/** A first-in first-out line of frames, used to hold one stem back until the others have caught up. */
export class PlanarQueue {
  private readonly blocks: PlanarBlock[] = []
  private skippedFrames = 0
  private heldFrames = 0

  constructor(private readonly channels: number) {}

  /** Frames waiting. */
  get frames(): number {
    return this.heldFrames
  }

  append(block: PlanarBlock): void {
    const frames = block[0]?.length ?? 0
    if (frames === 0) return
    this.blocks.push(block)
    this.heldFrames += frames
  }

  /** Takes exactly `frames` frames from the front; throws RangeError when fewer are waiting. */
  take(frames: number): PlanarBlock {
    if (frames > this.heldFrames) throw new RangeError(`asked for ${frames} of ${this.heldFrames} frames`)
    const taken = Array.from({ length: this.channels }, () => new Float32Array(frames))
    let filled = 0
    while (filled < frames) {
      const front = this.blocks[0]
      const frontFrames = front?.[0]?.length ?? 0
      const count = Math.min(frames - filled, frontFrames - this.skippedFrames)
      front?.forEach((samples, channel) => {
        taken[channel]?.set(samples.subarray(this.skippedFrames, this.skippedFrames + count), filled)
      })
      filled += count
      this.skippedFrames += count
      if (this.skippedFrames >= frontFrames) {
        this.blocks.shift()
        this.skippedFrames = 0
      }
    }
    this.heldFrames -= frames
    return taken
  }
}
