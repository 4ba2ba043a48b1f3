import { GainRamp } from './gainRamp'
import { addStem } from './mixStem'
import type { MixerOptions, MixWindow } from './protocol'

/**
 * Mixes windows that hold all stems of the same frames: whatever happens, every stem is at the same frame.
 * Knows nothing of Web Audio; the worklet calls render() for each block of output.
 */
export class Mixer {
  private readonly queue: MixWindow[] = []
  private readonly stemGains: readonly GainRamp[]
  private gains = new Float32Array(128)
  private levels = new Float32Array(128)
  /** Transport level 0..1: opens and closes over rampFrames on start, stop and seek. */
  private level = 0
  private offset = 0
  private generation = 0
  private pendingSeek: { readonly generation: number; readonly frame: number } | undefined
  private wanted = false
  /** Whether anything sounded since the last start or seek: only then is missing data an underrun. */
  private started = false
  private moved = false
  private frame = 0
  private late = 0

  constructor(
    private readonly options: MixerOptions,
    /** Told of every window that will not be read again. */
    private readonly release: (window: MixWindow) => void
  ) {
    this.stemGains = options.channels.map(() => new GainRamp(options.rampFrames))
  }

  /** The next frame to sound; the target while a seek is under way. */
  get position(): number {
    return this.pendingSeek?.frame ?? this.frame
  }
  get currentGeneration(): number {
    return this.pendingSeek?.generation ?? this.generation
  }
  /** Whether playing is wanted; false again once the end was reached. */
  get playing(): boolean {
    return this.wanted
  }
  /** Whether the last block moved the position of the generation asked for. */
  get moving(): boolean {
    return this.moved && this.pendingSeek === undefined
  }
  /** Blocks that were silent, wholly or in part, because data came late. */
  get underruns(): number {
    return this.late
  }

  play(): void {
    if (!this.wanted) this.started = false
    this.wanted = true
  }

  pause(): void {
    this.wanted = false
  }

  /** Goes to a frame. What sounds fades out first; windows of older generations are released. */
  seek(generation: number, frame: number): void {
    this.pendingSeek = { generation, frame }
    if (this.level === 0) this.arrive()
  }

  /** Sets what is to be heard of each stem, linear; missing entries stay. */
  setGains(gains: readonly number[]): void {
    this.stemGains.forEach((ramp, stem) => {
      const target = gains[stem]
      if (target === undefined) return
      if (this.level === 0) ramp.jumpTo(target)
      else ramp.rampTo(target)
    })
  }

  /**
   * Takes the next window in order; one of an old generation is released at once. One of a newer generation is kept:
   * windows and seeks come from two threads, so the window may be here before the seek it belongs to.
   */
  enqueue(window: MixWindow): void {
    if (window.generation >= this.currentGeneration) this.queue.push(window)
    else this.release(window)
  }

  /** Fills one block of output, however long, and moves on. */
  render(left: Float32Array, right: Float32Array): void {
    left.fill(0)
    right.fill(0)
    this.moved = false
    if (this.pendingSeek && this.level === 0) this.arrive()
    const frames = left.length
    const open = this.wanted && !this.pendingSeek && this.supplied(frames)
    const active = this.shapeLevels(frames, open)
    const mixed = this.mix(left, right, active)
    if (mixed < active) this.level = 0
    if (this.wanted && !this.pendingSeek && mixed < frames) this.explainSilence()
  }

  /** Whether there is enough to fill a block and, should nothing follow, to fade out afterwards. */
  private supplied(frames: number): boolean {
    let available = -this.offset
    for (const window of this.queue) {
      if (window.generation !== this.generation) break
      available += window.frames
      if (window.last || available >= frames + this.options.rampFrames) return true
    }
    return false
  }

  /** Writes the transport level of each frame; answers how many frames are to be heard. */
  private shapeLevels(frames: number, open: boolean): number {
    if (this.levels.length < frames) {
      this.levels = new Float32Array(frames)
      this.gains = new Float32Array(frames)
    }
    // The recording's own beginning is not faded: its first transient belongs to it.
    if (open && this.level === 0 && this.frame === 0) this.level = 1
    const step = 1 / this.options.rampFrames
    let active = 0
    for (; active < frames; active += 1) {
      if (!open && this.level === 0) break
      this.levels[active] = this.level
      const next = open ? this.level + step : this.level - step
      this.level = next < step / 2 ? 0 : next > 1 - step / 2 ? 1 : next
    }
    return active
  }

  private mix(left: Float32Array, right: Float32Array, frames: number): number {
    let done = 0
    while (done < frames) {
      const window = this.queue[0]
      if (!window || window.generation !== this.generation) break
      const run = Math.min(frames - done, window.frames - this.offset)
      this.mixRun(window, left, right, done, run)
      done += run
      this.offset += run
      this.frame = window.startFrame + this.offset
      if (this.offset === window.frames) {
        this.queue.shift()
        this.offset = 0
        this.release(window)
      }
    }
    if (done > 0) {
      this.started = true
      this.moved = true
    }
    return done
  }

  private mixRun(window: MixWindow, left: Float32Array, right: Float32Array, at: number, frames: number): void {
    for (let stem = 0; stem < this.stemGains.length; stem += 1) {
      const ramp = this.stemGains[stem]
      const samples = window.data[stem]
      if (!ramp) continue
      const silent = ramp.still && ramp.value(0) === 0
      if (samples && !silent) {
        for (let index = 0; index < frames; index += 1) {
          this.gains[at + index] = (this.levels[at + index] ?? 0) * ramp.value(index)
        }
        addStem(samples, this.offset, this.options.channels[stem] ?? 1, this.gains, left, right, at, frames)
      }
      ramp.advance(frames)
    }
  }

  /** Playing is wanted and the block is not full: the end was reached, or data is late. */
  private explainSilence(): void {
    if (this.frame >= this.options.frames) {
      this.wanted = false
      this.started = false
      this.level = 0
    } else if (this.started) this.late += 1
  }

  private arrive(): void {
    if (!this.pendingSeek) return
    this.generation = this.pendingSeek.generation
    this.frame = this.pendingSeek.frame
    this.pendingSeek = undefined
    this.offset = 0
    this.started = false
    const kept = this.queue.filter((window) => window.generation >= this.generation)
    const dropped = this.queue.filter((window) => window.generation < this.generation)
    this.queue.splice(0, this.queue.length, ...kept)
    dropped.forEach(this.release)
  }
}
