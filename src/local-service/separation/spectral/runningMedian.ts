/**
 * Running medians for spectrograms, after the observation of Huang, Yang, Tang: "A fast two-dimensional median
 * filtering algorithm", IEEE Trans. ASSP 27(1), 1979: moving a window replaces few values, so it need not be sorted
 * again. Here each window is kept sorted, and one value leaves as another enters.
 */

/** In the sorted run `sorted[start .. start + length)`, takes `leaving` out and puts `entering` in. */
function replaceSorted(
  sorted: Float32Array,
  start: number,
  length: number,
  leaving: number,
  entering: number
): void {
  const end = start + length - 1
  let index = start
  while (index < end && (sorted[index] ?? 0) !== leaving) index++
  while (index < end && (sorted[index + 1] ?? 0) < entering) {
    sorted[index] = sorted[index + 1] ?? 0
    index++
  }
  while (index > start && (sorted[index - 1] ?? 0) > entering) {
    sorted[index] = sorted[index - 1] ?? 0
    index--
  }
  sorted[index] = entering
}

/** Median along time: one window of the last `length` values for each bin. `length` is odd. */
export class TimeMedian {
  private readonly history: Float32Array[]
  private readonly sorted: Float32Array
  private oldest = 0

  constructor(
    private readonly bins: number,
    private readonly length: number
  ) {
    this.history = Array.from({ length }, () => new Float32Array(bins))
    this.sorted = new Float32Array(bins * length)
  }

  /** Takes in the newest values, one per bin. */
  push(values: Float32Array): void {
    const leaving = this.history[this.oldest]
    if (!leaving) return
    for (let bin = 0; bin < this.bins; bin++) {
      replaceSorted(this.sorted, bin * this.length, this.length, leaving[bin] ?? 0, values[bin] ?? 0)
    }
    leaving.set(values)
    this.oldest = (this.oldest + 1) % this.length
  }

  /** The median of `bin` over the window; its middle lies (length - 1) / 2 frames before the newest values. */
  median(bin: number): number {
    return this.sorted[bin * this.length + (this.length - 1) / 2] ?? 0
  }

  /** The values in the middle of the window, to which the medians belong. */
  middle(): Float32Array {
    return this.history[(this.oldest + (this.length - 1) / 2) % this.length] ?? new Float32Array(this.bins)
  }
}

/** Median along frequency of one frame; windows of odd `length` are mirrored at DC and Nyquist, as spectra are. */
export class FrequencyMedian {
  private readonly sorted: Float32Array

  constructor(private readonly length: number) {
    this.sorted = new Float32Array(length)
  }

  /** Writes the median around each value of `values` into `target`. */
  apply(values: Float32Array, target: Float32Array): void {
    const half = (this.length - 1) / 2
    const last = values.length - 1
    for (let offset = -half; offset <= half; offset++) {
      this.sorted[offset + half] = values[mirrored(offset, last)] ?? 0
    }
    this.sorted.sort()
    target[0] = this.sorted[half] ?? 0
    for (let bin = 1; bin <= last; bin++) {
      const leaving = values[mirrored(bin - half - 1, last)] ?? 0
      const entering = values[mirrored(bin + half, last)] ?? 0
      if (leaving !== entering) replaceSorted(this.sorted, 0, this.length, leaving, entering)
      target[bin] = this.sorted[half] ?? 0
    }
  }
}

function mirrored(index: number, last: number): number {
  if (index >= 0 && index <= last) return index
  const period = 2 * last
  const wrapped = ((index % period) + period) % period
  return wrapped <= last ? wrapped : period - wrapped
}
