import { createWriter } from '../../codecs/createWriter'
import { createDither, roundTo16 } from '../../codecs/dither'
import { deinterleave } from '../../codecs/planar'
import type { AudioFormat, OutputFormat } from '../../codecs/types'
import { toBytes } from '../../codecs/wav/samples'
import { createWavByteWriter } from '../../codecs/wav/write'

/** A file that grows by interleaved sums. */
export interface ExportOutput {
  /** Has read the sums when it returns; one write at a time. */
  write(sums: Float64Array, count: number): Promise<void>
  finish(): Promise<void>
  abort(): Promise<void>
}

/**
 * Begins a file of this format. 16 bits are dithered unless `isExact`: then every sum is a whole step already, and stays
 * what it is. @throws CodecError unsupported as createWriter; Node's I/O errors pass through
 */
export async function openExportOutput(path: string, outputFormat: OutputFormat, format: AudioFormat, isExact: boolean): Promise<ExportOutput> {
  const to16 = isExact ? roundTo16 : createDither()
  switch (outputFormat) {
    case 'wav16': {
      const writer = await createWavByteWriter(path, 's16', format)
      return { ...writer, write: (sums, count) => writer.writeBytes(bytesOf(to16(sums, count))) }
    }
    case 'wav24': {
      const writer = await createWavByteWriter(path, 's24', format)
      return { ...writer, write: (sums, count) => writer.writeBytes(toBytes(Float32Array.from(sums.subarray(0, count)), 's24')) }
    }
    case 'wav32f': {
      const writer = await createWavByteWriter(path, 'f32', format)
      return { ...writer, write: (sums, count) => writer.writeBytes(bytesOf(new Float32Array(sums.subarray(0, count)))) }
    }
    case 'flac16':
    case 'flac24':
    case 'mp3': {
      const writer = await createWriter(path, outputFormat, format)
      // What is dithered lies on the encoder's own steps afterwards. MP3 keeps more than 16 bits of a decoder anyway.
      const toFloats = (sums: Float64Array, count: number): Float32Array =>
        outputFormat === 'flac16' ? Float32Array.from(to16(sums, count), (value) => value / 0x8000) : new Float32Array(sums.subarray(0, count))
      return { ...writer, write: (sums, count) => writer.write(deinterleave(toFloats(sums, count), format.channels)) }
    }
  }
}

// Every platform Electron runs on is little-endian, like the file.
const bytesOf = ({ buffer, byteOffset, byteLength }: Int16Array | Float32Array): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength)
