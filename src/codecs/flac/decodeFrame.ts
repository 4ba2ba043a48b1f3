import { createFlacCore } from './core'
import { MOST_HEADER_BYTES, parseFrameHeader } from './frameHeader'

export interface FlacFormat {
  readonly channels: number
  readonly bits: number
  /** Frames in each block of a stream whose blocks are of one size. */
  readonly blockFrames: number
}

/** The frames of one block. Everything lies in memory that the next block overwrites. */
export interface FlacFrame {
  readonly samples: readonly Int32Array[]
  readonly frames: number
  readonly lengthBytes: number
  /** The channels of frames [from, to) woven into one another, of a stream of at most 16 bits. */
  weave16(from: number, to: number): Int16Array
  /** The same as floats, `scale` times the samples. */
  weaveFloats(from: number, to: number, scale: number): Float32Array
}

export interface FrameDecoder {
  /** The bytes that are decoded. Taken anew after every call: they move when the decoder's memory grows. */
  readonly memory: Uint8Array
  /** Makes `memory` at least so long; what is in it stays. */
  reserve(sizeBytes: number): void
  /** The frame that begins at `from` of memory and ends at `to` or before; undefined where no whole and unbroken one lies. */
  decode(from: number, to: number): FlacFrame | undefined
}

const MOST_FRAMES = 65_536
// Sums and differences of two channels of so many bits stay within 32.
const MOST_NARROW_BITS = 30

/** A decoder of single FLAC frames (RFC 9639, section 9). The checksum over a frame decides whether it is unbroken. */
export function createFrameDecoder({ channels, bits, blockFrames }: FlacFormat): FrameDecoder {
  const core = createFlacCore()
  const isWide = bits > MOST_NARROW_BITS
  let [sizeBytes, mostFrames] = [0, blockFrames]
  let memory = new Uint8Array()
  let samples: readonly Int32Array[] = []

  function reserve(bytes: number, frames: number): void {
    sizeBytes = Math.max(sizeBytes, bytes)
    mostFrames = Math.max(mostFrames, frames)
    core.reserve(sizeBytes, channels, mostFrames, isWide)
    const { buffer } = core.memory
    memory = new Uint8Array(buffer, core.input.value, sizeBytes)
    samples = Array.from({ length: channels }, (_, channel) => new Int32Array(buffer, core.plane(channel), mostFrames))
  }

  return {
    get memory() {
      return memory
    },
    reserve: (bytes) => reserve(bytes, mostFrames),
    decode(from, to) {
      const header = parseFrameHeader(memory.subarray(from, Math.min(to, from + MOST_HEADER_BYTES)), blockFrames)
      if (header === undefined || header.frames > MOST_FRAMES) return undefined
      const { assignment, frames, headerBytes } = header
      if ((assignment < 8 ? assignment + 1 : 2) !== channels || (header.bits !== 0 && header.bits !== bits)) return undefined
      if (frames > mostFrames) reserve(sizeBytes, frames)
      const lengthBytes = core.decode(from, to, headerBytes, assignment, channels, frames, bits, isWide)
      if (lengthBytes === 0) return undefined
      return {
        samples,
        frames,
        lengthBytes,
        weave16(first, last) {
          core.weave16(channels, first, last - first)
          return new Int16Array(core.memory.buffer, core.woven(), (last - first) * channels)
        },
        weaveFloats(first, last, scale) {
          core.weaveFloats(channels, first, last - first, scale)
          return new Float32Array(core.memory.buffer, core.woven(), (last - first) * channels)
        }
      }
    }
  }
}
