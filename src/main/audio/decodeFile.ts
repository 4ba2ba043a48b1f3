import { rename, stat } from 'node:fs/promises'
import { openFlac } from '../../codecs/open'
import { interleave } from '../../codecs/planar'
import { type AudioFormat, CodecError } from '../../codecs/types'
import { createWavByteWriter } from '../../codecs/wav/write'
import { openFlacPieces } from './exportFlac'
import { openSound } from './openSound'
import { toOutlineFile } from './outlineFile'
import { toPartPath, writeWhole } from './partFile'
import { PeakCollector } from './peakFile'
import { resample } from './resample'
import type { AudioTask, DecodeNews, WrittenResult } from './tasks'

/** While decoding, what is written is told no more often than this. */
const NEWS_EVERY_MS = 50
const PIECE_FRAMES = 16_384

/** A sound from its beginning on, at the rate it is wanted at. */
interface Sound extends AudioFormat {
  readonly sampleFormat: DecodeNews['sampleFormat']
  /** In all; undefined where only the end of the file tells. */
  readonly frames: number | undefined
  /** Interleaved, whole frames. */
  readonly pieces: () => AsyncGenerator<Int16Array | Float32Array>
  readonly close: () => Promise<void>
}

/**
 * Writes a file's sound as WAV at this rate, with its peaks: 16-bit FLAC loses nothing as 16 bit at half the size, all else is kept
 * in floats. @throws CodecError as openAudio, and 'empty' where there is no sound; Node's I/O errors pass through
 */
export async function decodeFile(
  { path, sampleRateHz, pcmPath, peaksPath }: Extract<AudioTask, { kind: 'decode' }>,
  tell: (news: DecodeNews) => void
): Promise<WrittenResult> {
  const sound = await open(path, sampleRateHz)
  try {
    const { channels, sampleFormat, frames: whole } = sound
    const peaks = new PeakCollector(sampleRateHz, channels, whole)
    const part = toPartPath(pcmPath)
    const writer = await createWavByteWriter(part, sampleFormat, { sampleRateHz, channels })
    let frames = 0
    let toldAtMs = Number.NEGATIVE_INFINITY
    try {
      for await (const piece of sound.pieces()) {
        if (piece instanceof Int16Array) peaks.addIntegers(piece)
        else peaks.addFloats(piece)
        frames += piece.length / channels
        // Every platform Electron runs on is little-endian, like the file.
        await writer.writeBytes(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength))
        if (frames === 0 || performance.now() - toldAtMs < NEWS_EVERY_MS) continue
        toldAtMs = performance.now()
        tell({ channels, sampleRateHz, sampleFormat, frames: whole, writtenFrames: frames })
      }
      if (frames === 0) throw new CodecError('empty', 'The file holds no sound.')
      await writer.finish()
    } catch (error) {
      await writer.abort()
      throw error
    }
    const peakBytes = peaks.toFile()
    await writeWhole(peaksPath, peakBytes)
    await rename(part, pcmPath)
    return { frames, channels, pcmBytes: (await stat(pcmPath)).size, peaksBytes: peakBytes.length, outline: toOutlineFile(peakBytes) }
  } finally {
    await sound.close()
  }
}

async function open(path: string, sampleRateHz: number): Promise<Sound> {
  const flac = await openFlac(path)
  if (flac?.bits === 16 && flac.sampleRateHz === sampleRateHz) {
    const { channels, frames } = flac
    const input = openFlacPieces(flac, 0)
    return {
      channels, sampleRateHz, frames, sampleFormat: 's16', close: () => input.close(),
      async* pieces() {
        for (let piece = await input.next(PIECE_FRAMES); piece.frames > 0; piece = await input.next(PIECE_FRAMES)) {
          yield piece.samples.subarray(0, piece.frames * channels)
        }
      }
    }
  }
  await flac?.close()
  const reader = await openSound(path, sampleRateHz)
  const { channels } = reader
  return {
    channels, sampleRateHz, sampleFormat: 'f32', close: () => reader.close(),
    frames: reader.frames === undefined ? undefined : Math.round((reader.frames * sampleRateHz) / reader.sampleRateHz),
    async* pieces() {
      for await (const block of resample(reader.blocks(), channels, reader.sampleRateHz, sampleRateHz)) yield interleave(block)
    }
  }
}
