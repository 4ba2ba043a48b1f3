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
  private readonly least: Int16Array
  private readonly greatest: Int16Array

  constructor(
    private readonly sampleRateHz: number,
    private readonly channels: number,
    expectedFrames = 0
  ) {
    this.pairs = new Int16Array(Math.max(1024, Math.ceil(expectedFrames / SAMPLES_PER_PIXEL)) * channels * 2)
    this.least = new Int16Array(channels).fill(FULL_SCALE - 1)
    this.greatest = new Int16Array(channels).fill(-FULL_SCALE)
  }

  /** Takes interleaved 16-bit samples, whole frames. */
  addIntegers(samples: Int16Array): void {
    if (this.channels === 2) this.addStereo(samples)
    else this.addAny(samples)
  }

  /** Takes one array of floats (-1..1) per channel; beyond full scale is full scale. */
  addFloats(block: readonly Float32Array[]): void {
    const frames = block[0]?.length ?? 0
    const integers = new Int16Array(frames * this.channels)
    for (let channel = 0; channel < this.channels; channel += 1) {
      const samples = block[channel]
      if (!samples) continue
      for (let frame = 0, at = channel; frame < frames; frame += 1, at += this.channels) {
        integers[at] = toInteger16(samples[frame] ?? 0)
      }
    }
    this.addIntegers(integers)
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

  // The common case on its own: four plain numbers in registers are several times faster than arrays.
  private addStereo(samples: Int16Array): void {
    let at = 0
    while (at < samples.length) {
      const end = Math.min(samples.length, at + (SAMPLES_PER_PIXEL - this.inRun) * 2)
      this.inRun += (end - at) / 2
      let least0 = this.least[0] ?? 0
      let least1 = this.least[1] ?? 0
      let greatest0 = this.greatest[0] ?? 0
      let greatest1 = this.greatest[1] ?? 0
      for (; at < end; at += 2) {
        const first = samples[at] ?? 0
        const second = samples[at + 1] ?? 0
        if (first < least0) least0 = first
        if (first > greatest0) greatest0 = first
        if (second < least1) least1 = second
        if (second > greatest1) greatest1 = second
      }
      this.least[0] = least0
      this.least[1] = least1
      this.greatest[0] = greatest0
      this.greatest[1] = greatest1
      if (this.inRun === SAMPLES_PER_PIXEL) this.endRun()
    }
  }

  private addAny(samples: Int16Array): void {
    for (let at = 0; at < samples.length; at += this.channels) {
      for (let channel = 0; channel < this.channels; channel += 1) {
        const sample = samples[at + channel] ?? 0
        if (sample < (this.least[channel] ?? 0)) this.least[channel] = sample
        if (sample > (this.greatest[channel] ?? 0)) this.greatest[channel] = sample
      }
      this.inRun += 1
      if (this.inRun === SAMPLES_PER_PIXEL) this.endRun()
    }
  }

  private endRun(): void {
    const at = this.runs * this.channels * 2
    if (at + this.channels * 2 > this.pairs.length) {
      const longer = new Int16Array(this.pairs.length * 2)
      longer.set(this.pairs)
      this.pairs = longer
    }
    for (let channel = 0; channel < this.channels; channel += 1) {
      this.pairs[at + channel * 2] = this.least[channel] ?? 0
      this.pairs[at + channel * 2 + 1] = this.greatest[channel] ?? 0
    }
    this.least.fill(FULL_SCALE - 1)
    this.greatest.fill(-FULL_SCALE)
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

function toInteger16(sample: number): number {
  const value = Math.round(sample * FULL_SCALE)
  if (value >= FULL_SCALE) return FULL_SCALE - 1
  return value < -FULL_SCALE ? -FULL_SCALE : value
}
