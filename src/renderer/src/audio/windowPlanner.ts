/** The next stretch of the session to read. */
export interface PlannedWindow {
  readonly generation: number
  readonly startFrame: number
  readonly frames: number
  readonly last: boolean
}

/**
 * Decides which window comes next and when it is enough: the first after a seek is short, so that sound returns fast,
 * the following grow; together they never hold more than `aheadFrames`, so that memory stays flat.
 */
export class WindowPlanner {
  private generation = 0
  private nextFrame = 0
  private nextSize: number
  /** Frames planned and not yet played. */
  private ahead = 0

  constructor(
    private readonly totalFrames: number,
    private readonly sizes: { readonly firstFrames: number; readonly mostFrames: number; readonly aheadFrames: number }
  ) {
    this.nextSize = sizes.firstFrames
  }

  /** The next window, or nothing while enough is on its way or the end is planned. */
  next(): PlannedWindow | undefined {
    const frames = Math.min(this.nextSize, this.totalFrames - this.nextFrame)
    if (frames <= 0 || this.ahead + frames > this.sizes.aheadFrames) return undefined
    const startFrame = this.nextFrame
    this.nextFrame += frames
    this.ahead += frames
    this.nextSize = Math.min(this.nextSize * 2, this.sizes.mostFrames)
    return { generation: this.generation, startFrame, frames, last: this.nextFrame === this.totalFrames }
  }

  /** A window was played or thrown away by the mixer. */
  consumed(generation: number, frames: number): void {
    if (generation === this.generation) this.ahead = Math.max(0, this.ahead - frames)
  }

  /** Starts afresh at a frame, 0..total. */
  seek(generation: number, frame: number): void {
    this.generation = generation
    this.nextFrame = frame
    this.nextSize = this.sizes.firstFrames
    this.ahead = 0
  }
}
