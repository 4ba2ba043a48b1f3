import { fft, ifft } from 'fourier-transform'
import type { PlanarBlock } from '../../codecs/types'
import { PlanarQueue } from '../separation/spectral/planarQueue'
import { FRAME_SIZE, toMiddleSide } from './spectra'
import { FILTER_REACH } from './tone'

const TRANSFORM = 2 * FRAME_SIZE

/** Filters middle and side of a song by overlap-add (T. G. Stockham, 1966). What comes out lies where it lay: no delay. */
export class ToneFilter {
  private readonly waiting: PlanarQueue
  private readonly ready: PlanarQueue
  private readonly responses: readonly { readonly re: Float64Array; readonly im: Float64Array }[]
  private readonly tails: readonly Float64Array[]
  private readonly padded = new Float64Array(TRANSFORM)
  private readonly re = new Float64Array(FRAME_SIZE + 1)
  private readonly im = new Float64Array(FRAME_SIZE + 1)
  private toSkip = FILTER_REACH
  private owed = 0

  /** A filter per channel: of the middle and, for two, of the side. */
  constructor(filters: readonly Float64Array[]) {
    this.waiting = new PlanarQueue(filters.length)
    this.ready = new PlanarQueue(filters.length)
    this.tails = filters.map(() => new Float64Array(FRAME_SIZE))
    this.responses = filters.map((taps) => {
      const padded = new Float64Array(TRANSFORM)
      padded.set(taps)
      const [re, im] = fft(padded, [new Float64Array(FRAME_SIZE + 1), new Float64Array(FRAME_SIZE + 1)])
      return { re: re.slice(), im: im.slice() }
    })
  }

  push(block: PlanarBlock): PlanarBlock {
    const middleSide = toMiddleSide(block)
    this.owed += block[0]?.length ?? 0
    this.waiting.append(middleSide.map((samples) => samples.slice()))
    return this.pour()
  }

  finish(): PlanarBlock {
    const padding = FILTER_REACH + FRAME_SIZE
    this.waiting.append(this.tails.map(() => new Float64Array(padding)).map((zeros) => Float32Array.from(zeros)))
    return this.pour()
  }

  private pour(): PlanarBlock {
    while (this.waiting.frames >= FRAME_SIZE) this.ready.append(this.filter(this.waiting.take(FRAME_SIZE)))
    const skipped = Math.min(this.toSkip, this.ready.frames)
    this.ready.take(skipped)
    this.toSkip -= skipped
    const count = Math.min(this.owed, this.ready.frames)
    this.owed -= count
    return toChannels(this.ready.take(count))
  }

  private filter(block: PlanarBlock): PlanarBlock {
    return block.map((samples, channel) => {
      const [response, tail] = [this.responses[channel], this.tails[channel]]
      if (!response || !tail) return samples
      this.padded.fill(0)
      this.padded.set(samples)
      fft(this.padded, [this.re, this.im])
      for (let bin = 0; bin <= FRAME_SIZE; bin++) {
        const [a, b, c, d] = [this.re[bin] ?? 0, this.im[bin] ?? 0, response.re[bin] ?? 0, response.im[bin] ?? 0]
        this.re[bin] = a * c - b * d
        this.im[bin] = a * d + b * c
      }
      ifft(this.re, this.im, this.padded)
      const filtered = Float32Array.from({ length: FRAME_SIZE }, (_, at) => (this.padded[at] ?? 0) + (tail[at] ?? 0))
      tail.set(this.padded.subarray(FRAME_SIZE))
      return filtered
    })
  }
}

function toChannels(block: PlanarBlock): PlanarBlock {
  const [middle, side] = block
  if (!middle || !side) return block
  return [middle.map((sample, frame) => sample + (side[frame] ?? 0)), middle.map((sample, frame) => sample - (side[frame] ?? 0))]
}
