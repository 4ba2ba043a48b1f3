import { type FileBytes, openFileBytes } from '../fileBytes'
import { deinterleave } from '../planar'
import { type AudioFormat, type AudioReader, CodecError, type PlanarBlock } from '../types'
import { readWavLayout, type WavLayout } from './header'
import { SAMPLE_BYTES, toFloats } from './samples'

const BLOCK_FRAMES = 16_384

/** Any stretch of a WAV file at any time. Reads are positioned, so calls may overlap freely. */
export interface WavRandomReader extends AudioFormat {
  readonly frames: number
  /** Interleaved samples of [startFrame, startFrame + frameCount), cut at the end of the file. */
  read(startFrame: number, frameCount: number): Promise<Float32Array>
  close(): Promise<void>
}

/** Reads a WAV file from first frame to last. Takes over `file`: close() closes it. @throws CodecError as readWavLayout */
export async function readWav(file: FileBytes): Promise<AudioReader> {
  const layout = await readWavLayout(file)

  async function* blocks(): AsyncGenerator<PlanarBlock> {
    for (let start = 0; start < layout.frames; start += BLOCK_FRAMES) {
      yield deinterleave(await readFrames(file, layout, start, BLOCK_FRAMES), layout.channels)
    }
  }

  const { sampleRateHz, channels, frames } = layout
  return { kind: 'wav', sampleRateHz, channels, frames, blocks, close: () => file.close() }
}

/** Opens a WAV file for reading anywhere in it. @throws CodecError as readWavLayout, and 'empty' for zero bytes */
export async function openWavRandom(path: string): Promise<WavRandomReader> {
  const file = await openFileBytes(path)
  try {
    if (file.sizeBytes === 0) throw new CodecError('empty', 'The file is empty.')
    const layout = await readWavLayout(file)
    return {
      sampleRateHz: layout.sampleRateHz,
      channels: layout.channels,
      frames: layout.frames,
      read: (startFrame, frameCount) => readFrames(file, layout, startFrame, frameCount),
      close: () => file.close()
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readFrames(file: FileBytes, layout: WavLayout, start: number, count: number): Promise<Float32Array> {
  const from = Math.min(Math.max(0, start), layout.frames)
  const to = Math.min(Math.max(from, start + count), layout.frames)
  const frameBytes = SAMPLE_BYTES[layout.sampleFormat] * layout.channels
  const bytes = await file.read(layout.dataStart + from * frameBytes, (to - from) * frameBytes)
  if (bytes.length < (to - from) * frameBytes) {
    throw new CodecError('damaged', 'The WAV file became shorter while it was read.')
  }
  return toFloats(bytes, layout.sampleFormat)
}
