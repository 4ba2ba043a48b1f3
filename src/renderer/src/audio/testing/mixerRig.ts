import type { Sides } from '../../../../shared/domain/mix'
import { Mixer } from '../mixer'
import type { MixWindow } from '../protocol'

export const RATE = 44_100
export const RAMP = 221 // 5 ms
export const BLOCK = 128

/** A repeatable generator of numbers in 0..1 (mulberry32), so that a failure can be run again. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export type Sound = (stem: number, frame: number) => number

/** Mono windows of `sound`, fed as the feeder would: in order, `size` frames each. */
export function createRig(stems: number, frames: number, sound: Sound) {
  const released: MixWindow[] = []
  const mixer = new Mixer({ channels: Array.from({ length: stems }, () => 1), frames, rampFrames: RAMP }, (window) => released.push(window))
  let next = 0
  let generation = 0
  const left = new Float32Array(BLOCK)
  const right = new Float32Array(BLOCK)
  return {
    mixer,
    released,
    feed(size: number): void {
      const count = Math.min(size, frames - next)
      if (count <= 0) return
      const startFrame = next
      const data = Array.from({ length: stems }, (_, stem) => Float32Array.from({ length: count }, (_sample, at) => sound(stem, startFrame + at)))
      next += count
      mixer.enqueue({ generation, startFrame, frames: count, last: next === frames, data })
    },
    seek(frame: number): void {
      generation += 1
      next = frame
      mixer.seek(generation, frame)
    },
    /** What the player does when what follows changes: the windows of the new plan come from `frame` on. */
    splice(frame: number): void {
      generation += 1
      next = frame
      mixer.splice(generation)
    },
    /** The feeder goes round a loop. */
    goBack(frame: number): void {
      next = frame
    },
    /** What the player does on a seek, in the other order: the feeder may be faster than the seek message. */
    feedBeforeSeek(frame: number, size: number): void {
      generation += 1
      next = frame
      this.feed(size)
      mixer.seek(generation, frame)
    },
    render(): Float32Array {
      mixer.render(left, right)
      if (right.some((sample, at) => sample !== left[at])) throw new Error('mono stems are not alike on both sides')
      return left.slice()
    },
    blocks(count: number): number[] {
      return Array.from({ length: count }, () => [...this.render()]).flat()
    }
  }
}

/** The same gain on both sides. */
export const both = (gain: number): Sides => [gain, gain]
