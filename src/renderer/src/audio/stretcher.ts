import type { StretchWasm } from './stretchScope'

const SIDES = [0, 1] as const
/** Above this the spectrum is shifted as a whole, so that voices keep their air; the library's own default, in hertz. */
const TONALITY_HZ = 8_000

/** Speed and pitch, each without the other. */
export interface Tempo {
  /** 0.5..2 */
  readonly rate: number
  /** -12..12 */
  readonly semitones: number
}

export const NEUTRAL: Tempo = { rate: 1, semitones: 0 }
export const isNeutral = ({ rate, semitones }: Tempo): boolean => rate === 1 && semitones === 0

/** Fastest speed; slowest is its inverse. */
export const MOST_RATE = 2
export const MOST_SEMITONES = 12
const MOST_BLOCK_FRAMES = 1_024

/** Stretches two channels: takes `rate` times as many frames as it gives, and gives them at the asked pitch. */
export class Stretcher {
  private readonly inputFrames: number
  private readonly outputFrames: number
  private readonly addresses: { readonly inputs: readonly number[]; readonly outputs: readonly number[] }
  private tempo: Tempo = NEUTRAL
  /** Part of an input frame that is owed: rates are seldom whole. */
  private owed = 0

  constructor(
    private readonly wasm: StretchWasm,
    private readonly sampleRateHz: number
  ) {
    wasm._presetDefault(SIDES.length, sampleRateHz)
    this.inputFrames = wasm._inputLatency()
    this.outputFrames = wasm._outputLatency()
    const capacity = this.inputFrames + Math.max(this.outputFrames, MOST_BLOCK_FRAMES) * MOST_RATE
    const address = wasm._setBuffers(SIDES.length, capacity)
    const at = (channel: number) => address + channel * capacity * Float32Array.BYTES_PER_ELEMENT
    this.addresses = { inputs: SIDES.map(at), outputs: SIDES.map((side) => at(side + SIDES.length)) }
  }

  /** Input frames it must be given ahead of what it gives out. */
  get lagFrames(): number {
    return this.inputFrames + Math.round(this.outputFrames * this.tempo.rate)
  }

  setTempo(tempo: Tempo): void {
    this.tempo = tempo
    this.wasm._setTransposeSemitones(tempo.semitones, TONALITY_HZ / this.sampleRateHz)
  }

  /** Starts afresh from `lagFrames` frames: the next frame given is the first of them. */
  prime(left: Float32Array, right: Float32Array): void {
    const { wasm, inputFrames, outputFrames } = this
    wasm._reset()
    this.owed = 0
    this.fill([left, right], 0, inputFrames)
    wasm._seek(inputFrames, this.tempo.rate)
    this.fill([left, right], inputFrames, this.lagFrames - inputFrames)
    wasm._process(this.lagFrames - inputFrames, outputFrames)
  }

  /** Input frames the next call of process() needs for so many output frames. */
  need(outputFrames: number): number {
    return Math.floor(outputFrames * this.tempo.rate + this.owed)
  }

  /** Gives left.length frames for need() frames of input. */
  process(input: readonly [Float32Array, Float32Array], left: Float32Array, right: Float32Array): void {
    const frames = left.length
    const needed = this.need(frames)
    this.owed += frames * this.tempo.rate - needed
    this.fill(input, 0, needed)
    this.wasm._process(needed, frames)
    left.set(this.view(this.addresses.outputs[0], frames))
    right.set(this.view(this.addresses.outputs[1], frames))
  }

  private fill(sources: readonly [Float32Array, Float32Array], from: number, frames: number): void {
    for (const side of SIDES) this.view(this.addresses.inputs[side], frames).set(sources[side].subarray(from, from + frames))
  }

  // Made anew each time: the library's memory moves when it grows.
  private view(address = 0, frames: number): Float32Array {
    return new Float32Array(this.wasm.HEAP8.buffer, address, frames)
  }
}
