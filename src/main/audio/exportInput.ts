import { openFlac } from '../../codecs/open'
import { interleave, frameCount, sliceFrames } from '../../codecs/planar'
import { type FileBytes, openFileBytes } from '../../codecs/fileBytes'
import { pcmLayoutOf } from '../../codecs/pcm/read'
import { frameBytesOf, type PcmLayout, readStored } from '../../codecs/pcm/stored'
import type { AudioFormat, PlanarBlock } from '../../codecs/types'
import { toFloats } from '../../codecs/wav/samples'
import { openFlacPieces } from './exportFlac'
import { openSound } from './openSound'
import { resample } from './resample'

/** The next frames of one input, interleaved; `samples` times `scale` is the sound. */
export interface ExportPiece {
  readonly samples: Int16Array | Float32Array
  readonly scale: number
  readonly frames: number
}

/** One file read from a frame on, at the export's rate. */
export interface ExportInput extends AudioFormat {
  /** Whether every sample is a whole number of 16-bit steps. */
  readonly isSixteenBit: boolean
  /** Up to `frames` frames; fewer at the end, none after it. */
  next(frames: number): Promise<ExportPiece>
  close(): Promise<void>
}

const NOTHING: ExportPiece = { samples: new Float32Array(), scale: 1, frames: 0 }

/**
 * Opens a file for an export at this rate, from a frame at that rate on. WAV and AIFF are read where they lie, anything
 * else is decoded as a stream. @throws CodecError as openAudio; Node's I/O errors pass through
 */
export async function openExportInput(path: string, sampleRateHz: number, startFrame: number): Promise<ExportInput> {
  const layout = await pcmLayoutOf(path)
  if (layout?.sampleRateHz === sampleRateHz) return openPcm(await openFileBytes(path), layout, startFrame)
  const flac = layout === undefined ? await openFlac(path) : undefined
  if (flac?.sampleRateHz === sampleRateHz) return openFlacPieces(flac, startFrame)
  await flac?.close()
  return openStream(path, sampleRateHz, startFrame)
}

/** Whether a file must be decoded on the way: WAV and AIFF at this rate need not. Node's I/O errors pass through. */
export const isDecoded = async (path: string, sampleRateHz: number): Promise<boolean> => (await pcmLayoutOf(path))?.sampleRateHz !== sampleRateHz

function openPcm(file: FileBytes, layout: PcmLayout, startFrame: number): ExportInput {
  const { sampleFormat, channels, sampleRateHz } = layout
  const isSixteenBit = sampleFormat === 's16'
  const frameBytes = frameBytesOf(layout)
  let at = Math.min(startFrame, layout.frames)
  return {
    channels,
    sampleRateHz,
    isSixteenBit: isSixteenBit || sampleFormat === 'u8',
    async next(wanted) {
      const frames = Math.min(wanted, layout.frames - at)
      if (frames <= 0) return NOTHING
      const from = at
      at += frames
      const bytes = new Uint8Array(frames * frameBytes)
      await readStored(file, layout, from, bytes)
      // 16 bit is what nearly all stems are: its bytes are used as they lie.
      return isSixteenBit
        ? { samples: new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2), scale: 1 / 0x8000, frames }
        : { samples: toFloats(bytes, sampleFormat), scale: 1, frames }
    },
    close: () => file.close()
  }
}

async function openStream(path: string, sampleRateHz: number, startFrame: number): Promise<ExportInput> {
  const reader = await openSound(path, sampleRateHz)
  const { channels } = reader
  const blocks = resample(reader.blocks(), channels, reader.sampleRateHz, sampleRateHz)
  let rest: PlanarBlock = []
  let toSkip = startFrame

  /** The next frames that are there, at most `most`; none at the end. */
  async function take(most: number): Promise<PlanarBlock> {
    while (frameCount(rest) === 0) {
      const step = await blocks.next()
      if (step.done === true) return []
      const { value } = step
      const skipped = Math.min(toSkip, frameCount(value))
      toSkip -= skipped
      rest = sliceFrames(value, skipped, frameCount(value))
    }
    const taken = sliceFrames(rest, 0, most)
    rest = sliceFrames(rest, most, frameCount(rest))
    return taken
  }

  return {
    channels,
    sampleRateHz,
    isSixteenBit: false,
    async next(wanted) {
      const samples = new Float32Array(wanted * channels)
      let frames = 0
      while (frames < wanted) {
        const block = await take(wanted - frames)
        if (block.length === 0) break
        samples.set(interleave(block), frames * channels)
        frames += frameCount(block)
      }
      return { samples, scale: 1, frames }
    },
    async close() {
      await blocks.return(undefined) // frees the decoder
      await reader.close()
    }
  }
}
