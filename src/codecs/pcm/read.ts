import { isAiff, readAiffLayout } from '../aiff/header'
import { type FileBytes, openFileBytes } from '../fileBytes'
import { deinterleave } from '../planar'
import { type AudioFormat, type AudioReader, CodecError, type PlanarBlock } from '../types'
import { readWavLayout } from '../wav/header'
import { toFloats } from '../wav/samples'
import { frameBytesOf, type PcmLayout, readStored } from './stored'

const BLOCK_FRAMES = 16_384

/** Any stretch of an uncompressed file at any time. Reads are positioned, so calls may overlap freely. */
export interface PcmRandomReader extends AudioFormat {
  readonly frames: number
  /** Interleaved samples of [startFrame, startFrame + frameCount), cut at the end of the file. */
  read(startFrame: number, frameCount: number): Promise<Float32Array>
  close(): Promise<void>
}

/** Finds format and audio of a WAV or AIFF file. @throws CodecError as readWavLayout (notAudio for all other files) and readAiffLayout */
export async function readPcmLayout(file: FileBytes): Promise<PcmLayout> {
  return isAiff(await file.read(0, 12)) ? readAiffLayout(file) : readWavLayout(file)
}

/** As readPcmLayout of the file at `path`; undefined for what cannot be read as WAV or AIFF. Node's I/O errors pass through. */
export async function pcmLayoutOf(path: string): Promise<PcmLayout | undefined> {
  const file = await openFileBytes(path)
  try {
    return await readPcmLayout(file)
  } catch (error) {
    if (error instanceof CodecError) return undefined
    throw error
  } finally {
    await file.close()
  }
}

/** Reads a WAV or AIFF file from first frame to last. Takes over `file`: close() closes it. @throws CodecError as readPcmLayout */
export async function readPcm(file: FileBytes): Promise<AudioReader> {
  const layout = await readPcmLayout(file)

  async function* blocks(): AsyncGenerator<PlanarBlock> {
    for (let start = 0; start < layout.frames; start += BLOCK_FRAMES) {
      yield deinterleave(await readFrames(file, layout, start, BLOCK_FRAMES), layout.channels)
    }
  }

  const { kind, sampleRateHz, channels, frames } = layout
  return { kind, sampleRateHz, channels, frames, blocks, close: () => file.close() }
}

/** Opens a WAV or AIFF file for reading anywhere in it. @throws CodecError as readPcmLayout, and 'empty' for zero bytes */
export async function openPcmRandom(path: string): Promise<PcmRandomReader> {
  const file = await openFileBytes(path)
  try {
    if (file.sizeBytes === 0) throw new CodecError('empty', 'The file is empty.')
    const layout = await readPcmLayout(file)
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

async function readFrames(file: FileBytes, layout: PcmLayout, start: number, count: number): Promise<Float32Array> {
  const from = Math.min(Math.max(0, start), layout.frames)
  const to = Math.min(Math.max(from, start + count), layout.frames)
  const bytes = new Uint8Array((to - from) * frameBytesOf(layout))
  await readStored(file, layout, from, bytes)
  return toFloats(bytes, layout.sampleFormat)
}
