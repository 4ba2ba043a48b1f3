import { open, rm, type FileHandle } from 'node:fs/promises'
import { AudioSample, AudioSampleSource, Output, type OutputFormat, type Quality, StreamTarget, type StreamTargetChunk } from 'mediabunny'
import { frameCount } from './planar'
import { type AudioFormat, type AudioWriter, CodecError, type PlanarBlock } from './types'
import { writeAt } from './writeAt'

/** Interleaved integers for an encoder: 's16', or 's32' with the sample in the upper bits. */
export interface EncoderSamples {
  readonly format: 's16' | 's32'
  readonly data: Int16Array<ArrayBuffer> | Int32Array<ArrayBuffer>
}

export interface EncodedFileSpec {
  readonly container: OutputFormat
  readonly codec: 'flac' | 'mp3'
  readonly quality?: Quality
  /** Bytes left free at the file's start for `complete` to fill. */
  readonly reservedBytes: number
  toSamples(block: PlanarBlock): EncoderSamples
  /** Called for each packet the encoder gives, in order. */
  onPacket(packetBytes: number): void
  /** Last touches to the closed container, before the file is forced to disk. `frames` is what was written. */
  complete(handle: FileHandle, frames: number): Promise<void>
}

const WRITE_BYTES = 256 * 1024

/**
 * A writer over Mediabunny's encoders, which work in a worker thread of their own. `write` waits while the encoder
 * is behind. @throws CodecError empty when finished without a frame: neither format can hold none
 */
export async function createMediabunnyWriter(path: string, format: AudioFormat, spec: EncodedFileSpec): Promise<AudioWriter> {
  const handle = await open(path, 'w')
  const target = new StreamTarget(toWritable(handle, spec.reservedBytes), { chunked: true, chunkSize: WRITE_BYTES })
  const output = new Output({ format: spec.container, target })
  const source = new AudioSampleSource({
    codec: spec.codec,
    ...(spec.quality === undefined ? {} : { quality: spec.quality }),
    onEncodedPacket: (packet) => spec.onPacket(packet.data.length)
  })
  output.addAudioTrack(source)
  let frames = 0

  async function discard(): Promise<void> {
    if (output.state !== 'finalized') await output.cancel()
    await handle.close()
    await rm(path, { force: true })
  }

  try {
    await output.start()
  } catch (error) {
    await discard()
    throw error
  }
  return {
    async write(block: PlanarBlock): Promise<void> {
      if (frameCount(block) === 0) return
      const timestamp = frames / format.sampleRateHz
      const sample = new AudioSample({
        ...spec.toSamples(block),
        numberOfChannels: format.channels,
        sampleRate: format.sampleRateHz,
        timestamp
      })
      frames += frameCount(block)
      try {
        await source.add(sample)
      } finally {
        sample.close()
      }
    },
    async finish(): Promise<void> {
      if (frames === 0) throw new CodecError('empty', 'There is no sound to write.')
      await output.finalize()
      await spec.complete(handle, frames)
      await handle.sync()
      await handle.close()
    },
    abort: discard
  }
}

/** A file as the library writes it: pieces at any place behind what is reserved. */
export function toWritable(handle: FileHandle, reservedBytes: number): WritableStream<StreamTargetChunk> {
  return new WritableStream({
    async write({ data, position }) {
      await writeAt(handle, data, reservedBytes + position)
    }
  })
}
