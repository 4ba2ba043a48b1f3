import type { FeedLoop } from './protocol'

/** The next stretch of the session to read. */
export interface PlannedWindow {
  readonly generation: number
  readonly startFrame: number
  readonly frames: number
  readonly last: boolean
}

/** The second window has to come while the first one sounds. */
const GROWTH = 2

/**
 * Decides which window comes next and when it is enough: the first after a seek is short, so that sound returns fast,
 * the following grow; together they never hold more than `aheadFrames`, so that memory stays flat. A loop is nothing but
 * its first frame's window right behind its last one's: no seam for the mixer to close.
 */
export class WindowPlanner {
  private generation = 0
  private nextFrame = 0
  private nextSize: number
  /** Frames planned and not yet played. */
  private ahead = 0
  private loop: FeedLoop | null = null

  constructor(
    private readonly totalFrames: number,
    private readonly sizes: { readonly firstFrames: number; readonly mostFrames: number; readonly aheadFrames: number }
  ) {
    this.nextSize = sizes.firstFrames
  }

  /** The next window, or nothing while enough is on its way or the end is planned. */
  next(): PlannedWindow | undefined {
    const endFrame = this.loop?.endFrame ?? this.totalFrames
    const frames = Math.min(this.nextSize, endFrame - this.nextFrame)
    if (frames <= 0 || this.ahead + frames > this.sizes.aheadFrames) return undefined
    const startFrame = this.nextFrame
    this.nextFrame += frames
    this.ahead += frames
    this.nextSize = Math.min(this.nextSize * GROWTH, this.sizes.mostFrames)
    const last = this.loop === null && this.nextFrame === this.totalFrames
    if (this.nextFrame === this.loop?.endFrame) this.nextFrame = this.loop.startFrame
    return { generation: this.generation, startFrame, frames, last }
  }

  /** A window was played or thrown away by the mixer. */
  consumed(generation: number, frames: number): void {
    if (generation === this.generation) this.ahead = Math.max(0, this.ahead - frames)
  }

  /** Starts afresh at a frame, 0..total. A loop that ends before the frame is not entered. */
  seek(generation: number, frame: number, loop: FeedLoop | null = null): void {
    this.generation = generation
    this.nextFrame = frame
    this.nextSize = this.sizes.firstFrames
    this.ahead = 0
    this.loop = loop !== null && frame < loop.endFrame ? loop : null
  }
}
