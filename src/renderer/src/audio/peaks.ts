/** Peaks of one stem: for each run of `samplesPerPixel` frames the least and the greatest sample of each channel. */
export interface Peaks {
  readonly sampleRateHz: number
  readonly samplesPerPixel: number
  /** Runs per channel. */
  readonly length: number
  readonly channels: number
  /** Full scale: 128 or 32768. */
  readonly fullScale: number
  /** min, max of channel 0, then of channel 1 …, run after run. */
  readonly data: Int8Array | Int16Array
}

const VERSION = 2
const HEADER_BYTES = 24
const EIGHT_BIT = 1

/**
 * Reads audiowaveform's .dat layout, version 2 (bbc/audiowaveform, doc/DataFormat.md).
 * @throws RangeError when the bytes are not that, or fewer than the header tells
 */
export function parsePeaks(bytes: ArrayBuffer): Peaks {
  if (bytes.byteLength < HEADER_BYTES) throw new RangeError('The peaks end inside their header.')
  const view = new DataView(bytes)
  if (view.getInt32(0, true) !== VERSION) throw new RangeError('The peaks are of an unknown version.')
  const eightBit = (view.getUint32(4, true) & EIGHT_BIT) === EIGHT_BIT
  const length = view.getUint32(16, true)
  const channels = view.getInt32(20, true)
  const values = length * channels * 2
  if (channels < 1 || bytes.byteLength < HEADER_BYTES + values * (eightBit ? 1 : 2)) {
    throw new RangeError('The peaks end before their length.')
  }
  return {
    sampleRateHz: view.getInt32(8, true),
    samplesPerPixel: view.getInt32(12, true),
    length,
    channels,
    fullScale: eightBit ? 0x80 : 0x8000,
    // Every platform Electron runs on is little-endian, like the file.
    data: eightBit ? new Int8Array(bytes, HEADER_BYTES, values) : new Int16Array(bytes, HEADER_BYTES, values)
  }
}

export interface Outline {
  /** -1..1, the greatest of all channels in each column. */
  readonly tops: Float32Array
  /** -1..1, the least of all channels in each column. */
  readonly bottoms: Float32Array
}
