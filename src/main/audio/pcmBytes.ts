import type { ByteSource } from './answerBytes'

const SAMPLE_BYTES = 4

/** Anything interleaved frames can be read from; WavRandomReader is one. */
export interface PcmSource {
  readonly channels: number
  readonly frames: number
  /** Interleaved samples, cut at the end. */
  read(startFrame: number, frameCount: number): Promise<Float32Array>
}

/** A stem as a file of interleaved 32-bit little-endian floats, `frames` long: silent after the stem's own end. */
export function toPcmBytes(source: PcmSource, frames: number): ByteSource {
  const frameBytes = source.channels * SAMPLE_BYTES
  return {
    sizeBytes: frames * frameBytes,
    async read(from, to) {
      const firstFrame = Math.floor(from / frameBytes)
      const endFrame = Math.ceil(to / frameBytes)
      const samples = new Float32Array((endFrame - firstFrame) * source.channels)
      // The typed array's memory is the answer's: every platform Electron runs on is little-endian.
      samples.set(await source.read(firstFrame, endFrame - firstFrame))
      const skipped = from - firstFrame * frameBytes
      return new Uint8Array(samples.buffer, skipped, to - from)
    }
  }
}
