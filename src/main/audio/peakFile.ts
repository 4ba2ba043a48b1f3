/** Frames in one run of a peak file. Fine enough to zoom to a fraction of a second; coarser levels are made from it. */
export const SAMPLES_PER_PIXEL = 256

const VERSION = 2
/** Bytes before the first run of a peak file. */
export const PEAKS_HEADER_BYTES = 24
const FULL_SCALE = 0x8000
// Bytes of a pair of 16-bit values.
const PAIR_BYTES = 4

/**
 * Collects peaks in audiowaveform's .dat layout, version 2, 16 bit, one pair of values per channel and run
 * (bbc/audiowaveform, doc/DataFormat.md; `audiowaveform --split-channels -z 256 -b 16`). Channels are kept apart:
 * their average would draw what is in opposite phase as silence.
 */
export class PeakCollector {
  private pairs: Int16Array<ArrayBuffer>
  private runs = 0
  private inRun = 0
  /** Of the run that is not full yet, in units of 16 bit and not yet rounded: rounding keeps their order, so once a run is enough. */
  private readonly least: Float64Array
  private readonly greatest: Float64Array

  constructor(
    private readonly sampleRateHz: number,
    private readonly channels: number,
    expectedFrames = 0
  ) {
    this.pairs = new Int16Array(Math.max(1024, Math.ceil(expectedFrames / SAMPLES_PER_PIXEL)) * channels * 2)
    this.least = new Float64Array(channels).fill(Number.POSITIVE_INFINITY)
    this.greatest = new Float64Array(channels).fill(Number.NEGATIVE_INFINITY)
  }

  /** Takes interleaved 16-bit samples, whole frames. */
  addIntegers(samples: Int16Array): void {
    const { channels } = this
    this.addRuns(samples.length / channels, (channel, from, to) => {
      this.widen(channel, extremesOfIntegers(samples, from * channels + channel, to * channels, channels), 1)
    })
  }

  /** Takes interleaved floats (-1..1), whole frames; beyond full scale is full scale. */
  addFloats(samples: Float32Array): void {
    const { channels } = this
    this.addRuns(samples.length / channels, (channel, from, to) => {
      this.widen(channel, extremesOfFloats(samples, from * channels + channel, to * channels, channels), FULL_SCALE)
    })
  }

  /** The whole file; a last run that is not full counts. */
  toFile(): Uint8Array<ArrayBuffer> {
    if (this.inRun > 0) this.endRun()
    const file = new Uint8Array(PEAKS_HEADER_BYTES + this.runs * this.channels * PAIR_BYTES)
    file.set(toPeaksHeader({ sampleRateHz: this.sampleRateHz, framesPerRun: SAMPLES_PER_PIXEL, runs: this.runs, channels: this.channels }))
    // Every platform Electron runs on is little-endian, like the file.
    new Int16Array(file.buffer, PEAKS_HEADER_BYTES).set(this.pairs.subarray(0, this.runs * this.channels * 2))
    return file
  }

  private addRuns(frames: number, look: (channel: number, fromFrame: number, toFrame: number) => void): void {
    for (let from = 0; from < frames;) {
      const to = Math.min(frames, from + SAMPLES_PER_PIXEL - this.inRun)
      for (let channel = 0; channel < this.channels; channel += 1) look(channel, from, to)
      this.inRun += to - from
      if (this.inRun === SAMPLES_PER_PIXEL) this.endRun()
      from = to
    }
  }

  private widen(channel: number, { least, greatest }: Extremes, scale: number): void {
    this.least[channel] = Math.min(this.least[channel] ?? 0, least * scale)
    this.greatest[channel] = Math.max(this.greatest[channel] ?? 0, greatest * scale)
  }

  private endRun(): void {
    const at = this.runs * this.channels * 2
    if (at + this.channels * 2 > this.pairs.length) {
      const longer = new Int16Array(this.pairs.length * 2)
      longer.set(this.pairs)
      this.pairs = longer
    }
    for (let channel = 0; channel < this.channels; channel += 1) {
      const [least, greatest] = [this.least[channel] ?? 0, this.greatest[channel] ?? 0]
      // Nothing but NaN has no extremes: it is drawn as silence.
      this.pairs.set(least > greatest ? [0, 0] : [toInteger16(least), toInteger16(greatest)], at + channel * 2)
    }
    this.least.fill(Number.POSITIVE_INFINITY)
    this.greatest.fill(Number.NEGATIVE_INFINITY)
    this.runs += 1
    this.inRun = 0
  }
}

/** The header of audiowaveform's .dat layout, version 2, 16 bit. */
export function toPeaksHeader(about: { readonly sampleRateHz: number; readonly framesPerRun: number; readonly runs: number; readonly channels: number }): Uint8Array {
  const view = new DataView(new ArrayBuffer(PEAKS_HEADER_BYTES))
  view.setInt32(0, VERSION, true)
  view.setUint32(4, 0, true) // 16 bit
  view.setInt32(8, about.sampleRateHz, true)
  view.setInt32(12, about.framesPerRun, true)
  view.setUint32(16, about.runs, true)
  view.setInt32(20, about.channels, true)
  return new Uint8Array(view.buffer)
}

interface Extremes {
  readonly least: number
  readonly greatest: number
}

// The two loops that long files are read with, alike but for what they read: one for both would be several times as slow.
function extremesOfIntegers(samples: Int16Array, from: number, to: number, step: number): Extremes {
  let [least, greatest] = [FULL_SCALE, -FULL_SCALE - 1]
  for (let at = from; at < to; at += step) {
    const sample = samples[at] ?? 0
    if (sample < least) least = sample
    if (sample > greatest) greatest = sample
  }
  return { least, greatest }
}

function extremesOfFloats(samples: Float32Array, from: number, to: number, step: number): Extremes {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let at = from; at < to; at += step) {
    const sample = samples[at] ?? 0
    if (sample < least) least = sample
    if (sample > greatest) greatest = sample
  }
  return { least, greatest }
}

const toInteger16 = (units: number): number => Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round(units)))
