import type { ByteSource } from './answerBytes'

const SAMPLE_BYTES = 4

/** Anything interleaved frames can be read from; PcmRandomReader is one. */
export interface PcmSource {
  readonly channels: number
  readonly frames: number
  /** Interleaved samples, cut at the end. */
  read(startFrame: number, frameCount: number): Promise<Float32Array>
}

/** A source somebody must close. */
export interface OpenPcm extends PcmSource {
  /** Opens at once what would be opened by the first read; whoever reads is told when it fails. */
  open?(): void
  close(): Promise<void>
}

/** A stem as a file of interleaved 32-bit little-endian floats, `frames` long: silent after the stem's own end. */
export function toPcmBytes(source: PcmSource, frames: number): ByteSource {
  const frameBytes = source.channels * SAMPLE_BYTES
  return {
    sizeBytes: frames * frameBytes,
    async read(from, to) {
      const firstFrame = Math.floor(from / frameBytes)
      const endFrame = Math.ceil(to / frameBytes)
      const samples = await readPadded(source, firstFrame, endFrame - firstFrame)
      // The samples' own memory is the answer: every platform Electron runs on is little-endian.
      return new Uint8Array(samples.buffer, samples.byteOffset + from - firstFrame * frameBytes, to - from)
    }
  }
}

/** Frames of a source, silent after its end. */
export async function readPadded(source: PcmSource, startFrame: number, count: number): Promise<Float32Array<ArrayBuffer>> {
  const read = await source.read(startFrame, count)
  const wanted = count * source.channels
  const { buffer, byteOffset } = read
  if (read.length === wanted && buffer instanceof ArrayBuffer) return new Float32Array(buffer, byteOffset, wanted)
  const padded = new Float32Array(wanted)
  padded.set(read)
  return padded
}
