import { GainRamp } from './gainRamp'
import type { Mixer } from './mixer'
import { isNeutral, NEUTRAL, type Stretcher, type Tempo } from './stretcher'

/**
 * Between the mixer and the output: at another speed or pitch the mix goes through the stretcher, otherwise untouched.
 * The stretcher hears ahead of what it gives, so that what sounds is its `lagFrames` behind the mixer; its own gate makes
 * stops and seeks as quick as without it.
 */
export class PlayStage {
  private stretcher: Stretcher | undefined
  private tempo = NEUTRAL
  private wanted: Tempo | undefined
  private readonly gate: GainRamp
  /** Whether the stretcher holds the sound around the position. */
  private primed = false
  /** Output frames still to be given after the mixer reached the end. */
  private tailFrames = 0
  private moved = false
  private frame = 0
  private left = new Float32Array(0)
  private right = new Float32Array(0)

  constructor(
    private readonly mixer: Mixer,
    rampFrames: number
  ) {
    this.gate = new GainRamp(rampFrames, 0)
  }

  /** The frame the last block began with; while nothing moves, the next to sound. */
  get position(): number {
    return this.moved ? this.frame : this.mixer.position
  }
  get moving(): boolean {
    return this.moved
  }
  get playing(): boolean {
    return this.mixer.playing || this.tailFrames > 0
  }
  /** Session frames a frame of output. */
  get rate(): number {
    return this.tempo.rate
  }

  useStretcher(stretcher: Stretcher): void {
    this.stretcher = stretcher
  }

  /** At once when it is stretching already; otherwise at the next silence: whoever asks also seeks. */
  setTempo(tempo: Tempo): void {
    if (this.wanted === undefined && !isNeutral(tempo) && !isNeutral(this.tempo)) this.apply(tempo)
    else this.wanted = tempo
  }

  play(): void {
    this.mixer.play()
  }

  pause(): void {
    this.tailFrames = 0
    this.mixer.pause()
  }

  seek(generation: number, frame: number): void {
    // The mixer was at its end already, the listener was not.
    if (this.tailFrames > 0) this.mixer.play()
    this.tailFrames = 0
    this.mixer.seek(generation, frame)
  }

  /** Fills one block of output. */
  render(left: Float32Array, right: Float32Array): void {
    if (this.wanted && !this.primed && this.mixer.silent) {
      this.apply(this.wanted)
      this.wanted = undefined
    }
    const { stretcher } = this
    if (stretcher && !isNeutral(this.tempo)) return this.stretch(stretcher, left, right)
    this.frame = this.mixer.position
    this.mixer.render(left, right)
    this.moved = this.mixer.moving
  }

  private stretch(stretcher: Stretcher, left: Float32Array, right: Float32Array): void {
    left.fill(0)
    right.fill(0)
    this.moved = false
    if (!this.primed && !this.prime(stretcher)) return
    this.frame = this.tailFrames > 0 ? this.mixer.position - this.tailFrames * this.rate : this.mixer.position - stretcher.lagFrames
    const going = this.mixer.going
    this.gate.rampTo(going || this.tailFrames > 0 ? 1 : 0)
    const input = this.take(stretcher.need(left.length), going)
    this.moved = this.tailFrames > 0 || (going && this.mixer.moving)
    stretcher.process(input, left, right)
    for (let at = 0; at < left.length; at += 1) {
      const gain = this.gate.value(at)
      left[at] = (left[at] ?? 0) * gain
      right[at] = (right[at] ?? 0) * gain
    }
    this.gate.advance(left.length)
    if (this.tailFrames > 0) this.shortenTail(left.length)
    else if (going && this.mixer.ended) this.tailFrames = Math.max(1, Math.round(stretcher.lagFrames / this.rate))
    if (this.gate.still && this.gate.value(0) === 0) this.stop()
  }

  /** Hands the stretcher what it must hear ahead; false while that is not there. */
  private prime(stretcher: Stretcher): boolean {
    const [left, right] = this.take(stretcher.lagFrames, true)
    if (!this.mixer.moving) return false
    stretcher.prime(left, right)
    this.gate.jumpTo(1)
    this.primed = true
    if (this.mixer.ended) this.tailFrames = Math.max(1, Math.round(stretcher.lagFrames / this.rate))
    return true
  }

  /** The next frames of the mix; silence once it no longer goes on. */
  private take(frames: number, going: boolean): readonly [Float32Array, Float32Array] {
    if (this.left.length < frames) {
      this.left = new Float32Array(frames)
      this.right = new Float32Array(frames)
    }
    const input = [this.left.subarray(0, frames), this.right.subarray(0, frames)] as const
    if (going) this.mixer.render(input[0], input[1])
    else input.forEach((side) => side.fill(0))
    return input
  }

  private shortenTail(frames: number): void {
    this.tailFrames = Math.max(0, this.tailFrames - frames)
    if (this.tailFrames === 0) this.stop()
  }

  private stop(): void {
    this.primed = false
    this.gate.jumpTo(0)
    this.mixer.cut()
  }

  private apply(tempo: Tempo): void {
    this.tempo = tempo
    this.stretcher?.setTempo(tempo)
  }
}
