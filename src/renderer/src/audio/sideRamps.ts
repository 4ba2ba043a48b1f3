import type { Sides } from '../../../shared/domain/mix'
import { GainRamp } from './gainRamp'

/** The gain of one source on both sides. */
export class SideRamps {
  readonly left: GainRamp
  readonly right: GainRamp

  constructor(rampFrames: number) {
    this.left = new GainRamp(rampFrames)
    this.right = new GainRamp(rampFrames)
  }

  /** Heads for new gains; `atOnce` when nothing is heard. */
  set([left, right]: Sides, atOnce: boolean): void {
    if (atOnce) {
      this.left.jumpTo(left)
      this.right.jumpTo(right)
    } else {
      this.left.rampTo(left)
      this.right.rampTo(right)
    }
  }

  /** Whether it is at nothing and stays there. */
  get silent(): boolean {
    return this.left.still && this.right.still && this.left.value(0) === 0 && this.right.value(0) === 0
  }

  advance(frames: number): void {
    this.left.advance(frames)
    this.right.advance(frames)
  }
}
