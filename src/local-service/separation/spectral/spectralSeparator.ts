import { fft, ifft } from 'fourier-transform'
import type { AudioFormat, PlanarBlock } from '../../../codecs/types'
import { SeparationError, type Separator, type StemBlocks } from '../types'
import { FRAMES_PER_WINDOW, hannWindow } from './frame'
import { createSpectrum, type Spectrum } from './spectrum'

/** What a method does to spectra; the separator around it does all that concerns time. */
export interface SpectralStage {
  /** Frames the stage must see after a frame before it can divide that frame. */
  readonly lookAheadFrames: number
  /** Sees the newest frame. */
  observe(newest: Spectrum): void
  /** Divides the frame seen `lookAheadFrames` before the newest one: fills one spectrum per stem but the last. */
  divide(frame: Spectrum, stems: readonly Spectrum[]): void
}

/** The sum of squared periodic Hann windows at 75 % overlap. */
const WINDOW_GAIN = 1.5

/**
 * Runs a spectral stage over a song as it streams by: Hann-windowed short-time spectra in, overlap-add out (Allen,
 * Rabiner: "A unified approach to short-time Fourier analysis and synthesis", Proc. IEEE 65(11), 1977,
 * DOI 10.1109/PROC.1977.10770). The last stem is the input minus the others, taken in the time domain. Samples that
 * are not finite are taken as silence.
 */
export class SpectralSeparator implements Separator {
  private readonly hop: number
  private readonly window: Float64Array
  private readonly windowed: Float64Array
  /** Input from the start of the frame to be divided next up to the end of the newest frame, per channel. */
  private readonly input: Float32Array[]
  private readonly frames: Spectrum[]
  private readonly divided: Spectrum[]
  /** Overlap-add sums, per stem (but the last) and channel. */
  private readonly sums: Float64Array[][]
  private hopFill = 0
  private frameCount = 0
  private takenFrames = 0
  /** Position in the song of the next hop to be put out; negative while the first window fills. */
  private position: number

  constructor(
    readonly stems: readonly string[],
    private readonly format: AudioFormat,
    private readonly frameSize: number,
    private readonly stage: SpectralStage
  ) {
    const { channels } = format
    this.hop = frameSize / FRAMES_PER_WINDOW
    this.window = hannWindow(frameSize)
    this.windowed = new Float64Array(frameSize)
    const span = frameSize + stage.lookAheadFrames * this.hop
    this.input = Array.from({ length: channels }, () => new Float32Array(span))
    this.frames = Array.from({ length: stage.lookAheadFrames + 1 }, () => createSpectrum(channels, frameSize))
    this.divided = stems.slice(1).map(() => createSpectrum(channels, frameSize))
    this.sums = stems.slice(1).map(() => Array.from({ length: channels }, () => new Float64Array(frameSize)))
    this.position = this.hop - span
  }

  push(block: PlanarBlock): StemBlocks {
    const frames = block[0]?.length ?? 0
    if (block.length !== this.format.channels || block.some((samples) => samples.length !== frames)) {
      throw new SeparationError('wrongBlock', `expected ${this.format.channels} channels of equal length`)
    }
    this.takenFrames += frames
    return this.advance(block, frames, Infinity)
  }

  finish(): StemBlocks {
    const missingHops = Math.ceil((this.takenFrames - this.position) / this.hop)
    const silence = new Float32Array(Math.max(0, missingHops * this.hop - this.hopFill))
    const block = Array.from({ length: this.format.channels }, () => silence)
    return this.advance(block, silence.length, this.takenFrames)
  }

  private advance(block: PlanarBlock, frames: number, endPosition: number): StemBlocks {
    const hops = Math.floor((this.hopFill + frames) / this.hop)
    const start = Math.max(0, this.position)
    const end = Math.max(start, Math.min(this.position + hops * this.hop, endPosition))
    const output = this.stems.map(() => block.map(() => new Float32Array(end - start)))
    let read = 0
    while (read < frames) {
      const count = Math.min(this.hop - this.hopFill, frames - read)
      this.takeIn(block, read, count)
      read += count
      if (this.hopFill < this.hop) break
      this.transformNewest()
      this.divideOldest()
      this.putOut(output, this.position - start)
      this.position += this.hop
      this.hopFill = 0
    }
    return output
  }

  private takeIn(block: PlanarBlock, from: number, count: number): void {
    block.forEach((samples, channel) => {
      const held = this.input[channel]
      if (!held) return
      if (this.hopFill === 0) held.copyWithin(0, this.hop)
      const target = held.length - this.hop + this.hopFill
      for (let index = 0; index < count; index++) {
        const sample = samples[from + index] ?? 0
        held[target + index] = Number.isFinite(sample) ? sample : 0
      }
    })
    this.hopFill += count
  }

  private transformNewest(): void {
    const newest = this.frames[this.frameCount % this.frames.length] ?? []
    newest.forEach(({ re, im }, channel) => {
      const held = this.input[channel]
      if (!held) return
      const offset = held.length - this.frameSize
      for (let index = 0; index < this.frameSize; index++) {
        this.windowed[index] = (held[offset + index] ?? 0) * (this.window[index] ?? 0)
      }
      fft(this.windowed, [re, im])
    })
    this.stage.observe(newest)
    this.frameCount++
  }

  private divideOldest(): void {
    if (this.frameCount < this.frames.length) return
    this.stage.divide(this.frames[this.frameCount % this.frames.length] ?? [], this.divided)
    this.divided.forEach((spectrum, stem) => {
      spectrum.forEach(({ re, im }, channel) => {
        const sum = this.sums[stem]?.[channel]
        if (!sum) return
        ifft(re, im, this.windowed)
        for (let index = 0; index < this.frameSize; index++) {
          sum[index] = (sum[index] ?? 0) + ((this.windowed[index] ?? 0) * (this.window[index] ?? 0)) / WINDOW_GAIN
        }
      })
    })
  }

  /** Writes the finished hop at `offset` of the output (parts outside of it are padding) and moves the sums on. */
  private putOut(output: readonly Float32Array[][], offset: number): void {
    const rest = output[output.length - 1]
    this.input.forEach((held, channel) => {
      const restSamples = rest?.[channel]
      if (!restSamples) return
      const first = Math.max(0, -offset)
      const last = Math.min(this.hop, restSamples.length - offset)
      for (let index = first; index < last; index++) {
        let remaining = held[index] ?? 0
        for (let stem = 0; stem < this.sums.length; stem++) {
          const value = Math.fround(this.sums[stem]?.[channel]?.[index] ?? 0)
          const samples = output[stem]?.[channel]
          if (samples) samples[offset + index] = value
          remaining -= value
        }
        restSamples[offset + index] = remaining
      }
    })
    for (const channels of this.sums) {
      for (const sum of channels) {
        sum.copyWithin(0, this.hop)
        sum.fill(0, this.frameSize - this.hop)
      }
    }
  }
}
