import { createWriter } from '../../codecs/createWriter'
import { deinterleave } from '../../codecs/planar'
import type { AudioFormat, OutputFormat } from '../../codecs/types'
import { toBytes } from '../../codecs/wav/samples'
import { createWavByteWriter } from '../../codecs/wav/write'
import type { Sums } from './sums/createSums'

/** A file that grows by interleaved sums. */
export interface ExportOutput {
  /** The first frames of a block. Has read the sums when it returns; one write at a time. */
  write(sums: Sums, frames: number): Promise<void>
  finish(): Promise<void>
  abort(): Promise<void>
}

/** Begins a file of this format; see Sums for what becomes of 16 bits. @throws CodecError unsupported as createWriter; Node's I/O errors pass through */
export async function openExportOutput(path: string, outputFormat: OutputFormat, format: AudioFormat): Promise<ExportOutput> {
  switch (outputFormat) {
    case 'wav16': {
      const writer = await createWavByteWriter(path, 's16', format)
      return { ...writer, write: (sums, frames) => writer.writeBytes(bytesOf(sums.to16(frames))) }
    }
    case 'wav24': {
      const writer = await createWavByteWriter(path, 's24', format)
      return { ...writer, write: (sums, frames) => writer.writeBytes(toBytes(sums.floats(frames), 's24')) }
    }
    case 'wav32f': {
      const writer = await createWavByteWriter(path, 'f32', format)
      return { ...writer, write: (sums, frames) => writer.writeBytes(bytesOf(sums.floats(frames))) }
    }
    case 'flac16':
    case 'flac24':
    case 'mp3': {
      const writer = await createWriter(path, outputFormat, format)
      // What is dithered lies on the encoder's own steps afterwards. MP3 keeps more than 16 bits of a decoder anyway.
      const toFloats = (sums: Sums, frames: number): Float32Array =>
        outputFormat === 'flac16' ? Float32Array.from(sums.to16(frames), (value) => value / 0x8000) : sums.floats(frames)
      return { ...writer, write: (sums, frames) => writer.write(deinterleave(toFloats(sums, frames), format.channels)) }
    }
  }
}

// Every platform Electron runs on is little-endian, like the file.
const bytesOf = ({ buffer, byteOffset, byteLength }: Int16Array | Float32Array): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength)
