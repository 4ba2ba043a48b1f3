/** A gain that moves to its target in a straight line, so that no change is heard as a click. */
export class GainRamp {
  private target: number
  private step = 0
  private left = 0

  constructor(
    private readonly rampFrames: number,
    initial = 1
  ) {
    this.target = initial
  }

  /** Heads for a new linear gain; starts from wherever the gain is now. */
  rampTo(target: number): void {
    const current = this.value(0)
    if (target === this.target) return
    this.target = target
    this.left = this.rampFrames
    this.step = (target - current) / this.rampFrames
  }

  /** Is at the target at once: for when nothing is heard. */
  jumpTo(target: number): void {
    this.target = target
    this.left = 0
  }

  /** The gain `ahead` frames from now. Counted back from the target, so that rounding never adds up. */
  value(ahead: number): number {
    const left = this.left - ahead
    return left > 0 ? this.target - this.step * left : this.target
  }

  /** Whether the gain stays where it is. */
  get still(): boolean {
    return this.left === 0
  }

  advance(frames: number): void {
    this.left = Math.max(0, this.left - frames)
  }
}
