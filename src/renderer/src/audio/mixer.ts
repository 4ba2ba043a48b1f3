import type { Sides } from '../../../shared/domain/mix'
import { GainRamp } from './gainRamp'
import { LevelMeter } from './levelMeter'
import { addStem, type MixTarget } from './mixStem'
import type { MixerLevels, MixerOptions, MixWindow } from './protocol'
import { SideRamps } from './sideRamps'
import { WindowQueue } from './windowQueue'

/**
 * Mixes windows that hold all sources of the same frames: whatever happens, every stem is at the same frame.
 * Knows nothing of Web Audio; the worklet calls render() for each block of output.
 */
export class Mixer {
  private readonly windows: WindowQueue
  private readonly ramps: readonly SideRamps[]
  private readonly master: GainRamp
  private readonly meter: LevelMeter
  private readonly target: MixTarget = { left: EMPTY, right: EMPTY, leftGains: EMPTY, rightGains: EMPTY }
  private transport = new Float32Array(128)
  /** Transport level 0..1: opens and closes over rampFrames on start, stop and seek. */
  private level = 0
  private pendingSeek: { readonly generation: number; readonly frame: number } | undefined
  private pendingSplice: number | undefined
  private pendingGains: { readonly gains: readonly Sides[]; readonly sinceGeneration: number } | undefined
  private wanted = false
  /** Whether anything sounded since the last start or seek: only then is missing data an underrun. */
  private started = false
  private moved = false
  private late = 0
  private isLate = false

  constructor(
    private readonly options: MixerOptions,
    /** Told of every window that will not be read again. */
    release: (window: MixWindow) => void
  ) {
    const { channels, rampFrames } = options
    this.windows = new WindowQueue(options.frames, release)
    this.ramps = channels.map(() => new SideRamps(rampFrames))
    this.master = new GainRamp(rampFrames)
    this.meter = new LevelMeter(channels.length)
  }

  /** The next frame to sound; the target while a seek is under way. */
  get position(): number {
    return this.pendingSeek?.frame ?? this.windows.frame
  }
  /** The generation asked for; a splice changes nothing that can be heard, so it counts at once. */
  get currentGeneration(): number {
    return this.pendingSeek?.generation ?? this.pendingSplice ?? this.windows.generation
  }
  /** Whether playing is wanted; false again once the end was reached. */
  get playing(): boolean {
    return this.wanted
  }
  /** Whether the last block moved the position of the generation asked for. */
  get moving(): boolean {
    return this.moved && this.pendingSeek === undefined
  }
  /** Whether it sounds as soon as there is data: neither paused nor on its way elsewhere. */
  get going(): boolean {
    return this.wanted && !this.pendingSeek
  }
  /** Whether playing ended by itself. */
  get ended(): boolean {
    return !this.wanted && this.windows.ended
  }
  get silent(): boolean {
    return this.level === 0
  }
  /** Gaps in the sound because data came late. */
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
    this.pendingSplice = undefined
    this.pendingSeek = { generation, frame }
    if (this.level === 0) this.arrive()
  }

  /** Is silent at once, for whoever fades by other means; a seek that waited for it is done. */
  cut(): void {
    this.level = 0
    this.started = false
    this.arrive()
  }

  /** Goes over to windows of another generation without a seam, as soon as they reach the frame it is at. */
  splice(generation: number): void {
    if (this.pendingSeek) this.pendingSeek = { generation, frame: this.pendingSeek.frame }
    else this.pendingSplice = generation
  }

  /** Sets what is to be heard of each source, linear, from `sinceGeneration` on; missing entries stay. */
  setGains(gains: readonly Sides[], sinceGeneration = 0): void {
    this.pendingGains = { gains, sinceGeneration }
    this.applyGains()
  }

  setMaster(gain: number): void {
    if (this.level === 0) this.master.jumpTo(gain)
    else this.master.rampTo(gain)
  }

  /** Linear peaks since the last call. */
  takeLevels(): MixerLevels {
    return this.meter.take()
  }

  /**
   * Takes the next window in order; one of an old generation is released at once. One of a newer generation is kept:
   * windows and seeks come from two threads, so the window may be here before the seek it belongs to.
   */
  enqueue(window: MixWindow): void {
    this.windows.add(window, this.currentGeneration)
  }

  /** Fills one block of output, however long, and moves on. */
  render(left: Float32Array, right: Float32Array): void {
    left.fill(0)
    right.fill(0)
    this.moved = false
    if (this.pendingSeek && this.level === 0) this.arrive()
    if (this.pendingSplice !== undefined) this.trySplice(this.pendingSplice)
    const frames = left.length
    const open = this.wanted && !this.pendingSeek && this.windows.has(frames + this.options.rampFrames)
    const active = this.shapeLevels(frames, open)
    const mixed = this.mix(left, right, active)
    this.applyMaster(left, right, mixed)
    if (mixed < active) this.level = 0
    if (this.wanted && !this.pendingSeek && mixed < frames) this.explainSilence()
  }

  /** Writes the transport level of each frame; answers how many frames are to be heard. */
  private shapeLevels(frames: number, open: boolean): number {
    if (this.transport.length < frames) this.transport = new Float32Array(frames)
    if (this.target.leftGains.length < frames) {
      this.target.leftGains = new Float32Array(frames)
      this.target.rightGains = new Float32Array(frames)
    }
    // The recording's own beginning is not faded: its first transient belongs to it.
    if (open && this.level === 0 && this.windows.frame === 0) this.level = 1
    const step = 1 / this.options.rampFrames
    let active = 0
    for (; active < frames; active += 1) {
      if (!open && this.level === 0) break
      this.transport[active] = this.level
      const next = open ? this.level + step : this.level - step
      this.level = next < step / 2 ? 0 : next > 1 - step / 2 ? 1 : next
    }
    return active
  }

  private mix(left: Float32Array, right: Float32Array, frames: number): number {
    this.target.left = left
    this.target.right = right
    const done = this.windows.read(frames, this.mixRun)
    if (done > 0) {
      this.started = true
      this.moved = true
      this.isLate = false
    }
    return done
  }

  private readonly mixRun = (window: MixWindow, offset: number, at: number, frames: number): void => {
    const { leftGains, rightGains } = this.target
    this.ramps.forEach((ramps, source) => {
      const samples = window.data[source]
      if (samples && !ramps.silent) {
        for (let index = 0; index < frames; index += 1) {
          const level = this.transport[at + index] ?? 0
          leftGains[at + index] = level * ramps.left.value(index)
          rightGains[at + index] = level * ramps.right.value(index)
        }
        this.meter.addSource(source, addStem(samples, offset, this.options.channels[source] ?? 1, this.target, at, frames))
      }
      ramps.advance(frames)
    })
  }

  private applyMaster(left: Float32Array, right: Float32Array, frames: number): void {
    for (let index = 0; index < frames; index += 1) {
      const gain = this.master.value(index)
      left[index] = (left[index] ?? 0) * gain
      right[index] = (right[index] ?? 0) * gain
    }
    this.master.advance(frames)
    this.meter.addMaster(left, right, frames)
  }

  /** Playing is wanted and the block is not full: the end was reached, or data is late. */
  private explainSilence(): void {
    if (this.windows.ended) {
      this.wanted = false
      this.started = false
      this.level = 0
    } else if (this.started && !this.isLate) {
      this.isLate = true
      this.late += 1
    }
  }

  private trySplice(generation: number): void {
    const outcome = this.windows.splice(generation)
    if (outcome === 'waiting') return
    this.pendingSplice = undefined
    if (outcome === 'spliced') this.applyGains()
    else this.seek(generation, outcome.frame)
  }

  private arrive(): void {
    if (!this.pendingSeek) return
    this.windows.goTo(this.pendingSeek.generation, this.pendingSeek.frame)
    this.pendingSeek = undefined
    this.started = false
    this.applyGains()
  }

  private applyGains(): void {
    if (!this.pendingGains || this.pendingGains.sinceGeneration > this.windows.generation) return
    const { gains } = this.pendingGains
    this.pendingGains = undefined
    this.ramps.forEach((ramps, source) => {
      const wanted = gains[source]
      if (wanted) ramps.set(wanted, this.level === 0)
    })
  }
}

const EMPTY = new Float32Array(0)
