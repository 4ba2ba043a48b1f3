import { PEAKS_HEADER_BYTES, SAMPLES_PER_PIXEL, toPeaksHeader } from './peakFile'

/** Enough for a lane as wide as a large screen; few enough to travel with the session. */
const MOST_RUNS = 4096

/**
 * The whole of a peak file (as PeakCollector.toFile gives it) in at most 4096 runs: again audiowaveform's .dat layout, with all
 * channels' extremes in one. It is what a lane shows of a whole song.
 */
export function toOutlineFile(peaks: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(peaks.buffer, peaks.byteOffset)
  const [sampleRateHz, runs, channels] = [view.getInt32(8, true), view.getUint32(16, true), view.getInt32(20, true)]
  const pairs = new Int16Array(peaks.buffer, peaks.byteOffset + PEAKS_HEADER_BYTES, runs * channels * 2)
  let folded = 1
  while (runs / folded > MOST_RUNS) folded *= 2
  const length = Math.ceil(runs / folded)
  const file = new Uint8Array(PEAKS_HEADER_BYTES + length * 4)
  file.set(toPeaksHeader({ sampleRateHz, framesPerRun: SAMPLES_PER_PIXEL * folded, runs: length, channels: 1 }))
  const outline = new Int16Array(file.buffer, PEAKS_HEADER_BYTES)
  const step = folded * channels * 2
  for (let run = 0, from = 0; run < length; run += 1, from += step) {
    const to = Math.min(pairs.length, from + step)
    let least = 0x7fff
    let greatest = -0x8000
    for (let at = from; at < to; at += 2) {
      const low = pairs[at] ?? 0
      const high = pairs[at + 1] ?? 0
      if (low < least) least = low
      if (high > greatest) greatest = high
    }
    outline[run * 2] = least
    outline[run * 2 + 1] = greatest
  }
  return file
}
