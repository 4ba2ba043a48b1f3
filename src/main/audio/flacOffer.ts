import { rm, stat } from 'node:fs/promises'
import { createWriter } from '../../codecs/createWriter'
import { openFileBytes } from '../../codecs/fileBytes'
import { deinterleave } from '../../codecs/planar'
import { CodecError } from '../../codecs/types'
import { readWavLayout } from '../../codecs/wav/header'
import { openWavRandom } from '../../codecs/wav/read'
import type { SampleFormat } from '../../codecs/wav/samples'

/** What a WAV file would be as FLAC. */
export interface FlacOffer {
  /** Estimated from a few seconds of it. */
  readonly sizeBytes: number
  readonly bits: 16 | 24
  /** False for 32-bit and float samples: FLAC takes 24 bits here, so they are rounded. */
  readonly isExact: boolean
}

/** So many pieces of so many seconds each, spread over the song. */
const PIECES = 8
const PIECE_SECONDS = 1

const BITS: Readonly<Record<SampleFormat, Pick<FlacOffer, 'bits' | 'isExact'>>> = {
  u8: { bits: 16, isExact: true },
  s16: { bits: 16, isExact: true },
  s24: { bits: 24, isExact: true },
  s32: { bits: 24, isExact: false },
  f32: { bits: 24, isExact: false },
  f64: { bits: 24, isExact: false }
}

/** How a WAV's samples go into FLAC; null for what is no WAV. Node's I/O errors pass through. */
export async function wavBits(path: string): Promise<Pick<FlacOffer, 'bits' | 'isExact'> | null> {
  const file = await openFileBytes(path)
  try {
    return BITS[(await readWavLayout(file)).sampleFormat]
  } catch (error) {
    if (error instanceof CodecError) return null
    throw error
  } finally {
    await file.close()
  }
}

/**
 * Encodes some seconds of a WAV file to tell its size as FLAC; null for other files and for rates or channels FLAC has none for.
 * Node's I/O errors pass through. Nothing is left at `samplePath`.
 */
export async function flacOffer(path: string, samplePath: string): Promise<FlacOffer | null> {
  const bits = await wavBits(path)
  if (bits === null) return null
  const wav = await openWavRandom(path)
  try {
    const { frames, channels, sampleRateHz } = wav
    if (frames === 0) return null
    const writer = await createWriter(samplePath, bits.bits === 16 ? 'flac16' : 'flac24', { channels, sampleRateHz })
    const pieceFrames = Math.min(PIECE_SECONDS * sampleRateHz, Math.floor(frames / PIECES) || frames)
    const pieces = pieceFrames === frames ? 1 : PIECES
    try {
      for (let piece = 0; piece < pieces; piece += 1) {
        const from = Math.floor((piece * frames) / pieces)
        await writer.write(deinterleave(await wav.read(from, pieceFrames), channels))
      }
      await writer.finish()
    } catch (error) {
      await writer.abort()
      throw error
    }
    const { size } = await stat(samplePath)
    return { ...bits, sizeBytes: Math.round((size * frames) / (pieces * pieceFrames)) }
  } catch (error) {
    if (error instanceof CodecError && error.code === 'unsupported') return null
    throw error
  } finally {
    await wav.close()
    await rm(samplePath, { force: true })
  }
}
