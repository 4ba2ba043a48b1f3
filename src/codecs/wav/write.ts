import { open, rm } from 'node:fs/promises'
import { frameCount, interleave } from '../planar'
import type { AudioFormat, AudioWriter, PlanarBlock } from '../types'
import { SAMPLE_BYTES, toBytes } from './samples'

export type WavSampleFormat = 's16' | 's24' | 'f32'

const LARGEST_RIFF_BYTES = 0xffff_ffff
// The tail of every KSDATAFORMAT_SUBTYPE GUID; its first two bytes are the old format number.
const SUBTYPE_TAIL = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]

/** A WAV file being written by who has its samples as bytes already. */
export interface WavByteWriter {
  /** Takes interleaved little-endian samples, whole frames. */
  readonly writeBytes: (bytes: Uint8Array) => Promise<void>
  readonly finish: () => Promise<void>
  readonly abort: () => Promise<void>
}

/**
 * Writes a WAV file: 16 or 24 bit integers (rounded, clamped) or 32 bit floats (untouched).
 * Grows into RF64 beyond 4 GiB (EBU Tech 3306). Node's I/O errors pass through.
 */
export async function createWavWriter(path: string, sampleFormat: WavSampleFormat, format: AudioFormat): Promise<AudioWriter> {
  const { writeBytes, finish, abort } = await createWavByteWriter(path, sampleFormat, format)
  return {
    async write(block: PlanarBlock): Promise<void> {
      if (frameCount(block) > 0) await writeBytes(toBytes(interleave(block), sampleFormat))
    },
    finish,
    abort
  }
}

/** The same file from samples that are bytes already. Node's I/O errors pass through. */
export async function createWavByteWriter(path: string, sampleFormat: WavSampleFormat, format: AudioFormat): Promise<WavByteWriter> {
  const handle = await open(path, 'w')
  // Its length does not depend on the amount of audio, so the audio can be written first.
  const headerBytes = toWavHeader(sampleFormat, format, 0).length
  let dataBytes = 0

  async function writeAll(bytes: Uint8Array, at: number): Promise<void> {
    let done = 0
    while (done < bytes.length) done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten
  }

  return {
    async writeBytes(bytes: Uint8Array): Promise<void> {
      const at = headerBytes + dataBytes
      dataBytes += bytes.length
      await writeAll(bytes, at)
    },
    async finish(): Promise<void> {
      if (dataBytes % 2 === 1) await writeAll(new Uint8Array(1), headerBytes + dataBytes) // chunks are padded to even length
      await writeAll(toWavHeader(sampleFormat, format, dataBytes), 0)
      await handle.sync()
      await handle.close()
    },
    async abort(): Promise<void> {
      await handle.close()
      await rm(path, { force: true })
    }
  }
}

/** The bytes before the audio for `dataBytes` of it, as long for any amount; RIFF up to 4 GiB, RF64 above. */
export function toWavHeader(sampleFormat: WavSampleFormat, format: AudioFormat, dataBytes: number): Uint8Array {
  const frames = dataBytes / (SAMPLE_BYTES[sampleFormat] * format.channels)
  const chunks = [toFormatChunk(sampleFormat, format), ...(sampleFormat === 'f32' ? [toFactChunk(frames)] : [])]
  const chunkBytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  // After "RIFF" + size: "WAVE", the place for the long sizes, the chunks, the data chunk's head, the padded data.
  const riffBytes = 4 + 36 + chunkBytes + 8 + dataBytes + (dataBytes % 2)
  const long = riffBytes > LARGEST_RIFF_BYTES

  const sizes = Buffer.alloc(28)
  if (long) {
    sizes.writeBigUInt64LE(BigInt(riffBytes), 0)
    sizes.writeBigUInt64LE(BigInt(dataBytes), 8)
    sizes.writeBigUInt64LE(BigInt(Math.floor(frames)), 16)
  }
  return Buffer.concat([
    toChunkHead(long ? 'RF64' : 'RIFF', long ? LARGEST_RIFF_BYTES : riffBytes),
    Buffer.from('WAVE', 'latin1'),
    toChunkHead(long ? 'ds64' : 'JUNK', sizes.length),
    sizes,
    ...chunks,
    toChunkHead('data', long ? LARGEST_RIFF_BYTES : dataBytes)
  ])
}

function toChunkHead(tag: string, sizeBytes: number): Buffer {
  const head = Buffer.alloc(8)
  head.write(tag, 0, 'latin1')
  head.writeUInt32LE(sizeBytes, 4)
  return head
}

// Up to two channels the plain form is understood by more programs than the extensible one.
function toFormatChunk(sampleFormat: WavSampleFormat, format: AudioFormat): Buffer {
  const sampleBytes = SAMPLE_BYTES[sampleFormat]
  const kind = sampleFormat === 'f32' ? 3 : 1
  const extensible = format.channels > 2
  const body = Buffer.alloc(extensible ? 40 : kind === 3 ? 18 : 16)
  body.writeUInt16LE(extensible ? 0xfffe : kind, 0)
  body.writeUInt16LE(format.channels, 2)
  body.writeUInt32LE(format.sampleRateHz, 4)
  body.writeUInt32LE(format.sampleRateHz * sampleBytes * format.channels, 8)
  body.writeUInt16LE(sampleBytes * format.channels, 12)
  body.writeUInt16LE(sampleBytes * 8, 14)
  if (extensible) {
    body.writeUInt16LE(22, 16)
    body.writeUInt16LE(sampleBytes * 8, 18)
    body.writeUInt32LE(0, 20) // no speaker positions told: channels in order
    body.writeUInt16LE(kind, 24)
    body.set(SUBTYPE_TAIL, 26)
  }
  return Buffer.concat([toChunkHead('fmt ', body.length), body])
}

function toFactChunk(frames: number): Buffer {
  const body = Buffer.alloc(4)
  body.writeUInt32LE(Math.min(Math.floor(frames), LARGEST_RIFF_BYTES), 0)
  return Buffer.concat([toChunkHead('fact', body.length), body])
}
