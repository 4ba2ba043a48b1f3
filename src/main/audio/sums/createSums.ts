import { createWasmCore } from '../../../codecs/wasmCore'
import type { ExportPiece } from '../exportInput'
import { CORE_BYTES } from './coreBytes'
import type { Weights } from './weights'

/** What core/index.ts exports; addresses are bytes of its memory, `count` is of samples of all channels. */
interface SumsCore {
  readonly memory: WebAssembly.Memory
  readonly sums: { readonly value: number }
  reserve(most: number): void
  input(): number
  result(): number
  clear(count: number): void
  addWhole(count: number): void
  addIntegers(count: number, left: number, right: number): void
  addFloats(count: number, left: number, right: number): void
  peakOfWhole(count: number): number
  peakOfDoubles(count: number): number
  clampWhole(count: number): void
  dither(count: number): void
  floatsOfWhole(count: number): void
  floatsOfDoubles(count: number): void
}

/** The interleaved sums of one block. What is read of them lies in memory that the next reading overwrites. */
export interface Sums {
  readonly channels: number
  /** Makes all of them silence. */
  clear(): void
  /** Adds a piece from the block's start on. */
  add(piece: ExportPiece, weights: Weights): void
  /** The greatest distance from zero in the first `frames` frames, linear: 1 is full scale. */
  peak(frames: number): number
  /** In 16 bits, cut off at full scale: doubles dithered, whole steps as they are. */
  to16(frames: number): Int16Array
  floats(frames: number): Float32Array
}

const FULL_SCALE = 0x8000

/**
 * Sums of `channels` channels and `blockFrames` frames: doubles, so that a mix is exact until it is rounded once at the end, or, if
 * `isWhole` promises that nothing but whole 16-bit steps is added, these as whole numbers.
 */
export function createSums(channels: number, blockFrames: number, isWhole: boolean): Sums {
  const core = createWasmCore(CORE_BYTES) as unknown as SumsCore
  const most = blockFrames * channels
  core.reserve(most)
  const { buffer } = core.memory
  const sums = new (isWhole ? Int32Array : Float64Array)(buffer, core.sums.value, most)
  const integers = new Int16Array(buffer, core.input(), most)
  const floats = new Float32Array(buffer, core.input(), most)
  const fullScale = isWhole ? FULL_SCALE : 1

  /** Left to left and right to right, as nearly every stem is added. False when that is not what is wanted. */
  function addStereo({ samples, scale, frames }: ExportPiece, [first = [], second = []]: Weights): boolean {
    if (first[1] !== 0 || second[0] !== 0) return false
    const count = frames * 2
    const [left, right] = [(first[0] ?? 0) * scale * fullScale, (second[1] ?? 0) * scale * fullScale]
    if (isWhole && !(samples instanceof Int16Array && left === 1 && right === 1)) return false
    if (samples instanceof Int16Array) integers.set(samples.subarray(0, count))
    else floats.set(samples.subarray(0, count))
    if (isWhole) core.addWhole(count)
    else if (samples instanceof Int16Array) core.addIntegers(count, left, right)
    else core.addFloats(count, left, right)
    return true
  }

  return {
    channels,
    clear: () => core.clear(most),
    add(piece, weights) {
      const inputs = weights.length
      if (inputs === 2 && channels === 2 && addStereo(piece, weights)) return
      const { samples, scale, frames } = piece
      weights.forEach((row, input) => {
        row.forEach((weight, output) => {
          const factor = weight * scale * fullScale
          if (factor === 0) return
          for (let frame = 0, from = input, to = output; frame < frames; frame += 1, from += inputs, to += channels) {
            sums[to] = (sums[to] ?? 0) + (samples[from] ?? 0) * factor
          }
        })
      })
    },
    peak: (frames) => (isWhole ? core.peakOfWhole(frames * channels) : core.peakOfDoubles(frames * channels)),
    to16(frames) {
      if (isWhole) core.clampWhole(frames * channels)
      else core.dither(frames * channels)
      return new Int16Array(buffer, core.result(), frames * channels)
    },
    floats(frames) {
      if (isWhole) core.floatsOfWhole(frames * channels)
      else core.floatsOfDoubles(frames * channels)
      return new Float32Array(buffer, core.result(), frames * channels)
    }
  }
}
