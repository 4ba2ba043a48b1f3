/** Frames overlap by 75 %: the squared Hann window then adds up to a constant, and masks change smoothly in time. */
export const FRAMES_PER_WINDOW = 4

const SMALLEST_FRAME = 64
const LARGEST_FRAME = 65_536

/** The power of two nearest (by ratio) to `durationMs` at `sampleRateHz`, kept within 64 to 65536 samples. */
export function frameSizeFor(durationMs: number, sampleRateHz: number): number {
  const nearest = 2 ** Math.round(Math.log2((durationMs / 1000) * sampleRateHz))
  return Math.min(LARGEST_FRAME, Math.max(SMALLEST_FRAME, nearest))
}

/** A count of hops that covers about `durationMs`, odd and at least 3, so that a median has a middle. */
export function oddFramesFor(durationMs: number, sampleRateHz: number, frameSize: number): number {
  const hopMs = (1000 * frameSize) / FRAMES_PER_WINDOW / sampleRateHz
  return Math.max(3, 2 * Math.round((durationMs / hopMs - 1) / 2) + 1)
}

/** A count of bins that covers about `widthHz`, odd and at least 3. */
export function oddBinsFor(widthHz: number, sampleRateHz: number, frameSize: number): number {
  return Math.max(3, 2 * Math.round(((widthHz * frameSize) / sampleRateHz - 1) / 2) + 1)
}

/** The periodic Hann window of `frameSize` samples. */
export function hannWindow(frameSize: number): Float64Array {
  return Float64Array.from({ length: frameSize }, (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / frameSize))
}
