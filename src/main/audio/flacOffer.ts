import { rm, stat } from 'node:fs/promises'
import { createWriter } from '../../codecs/createWriter'
import { deinterleave } from '../../codecs/planar'
import { openPcmRandom, pcmLayoutOf } from '../../codecs/pcm/read'
import { CodecError } from '../../codecs/types'
import type { SampleFormat } from '../../codecs/wav/samples'

/** What a WAV or AIFF file would be as FLAC. */
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

/** How the samples of a WAV or AIFF go into FLAC; null for what is neither. Node's I/O errors pass through. */
export async function pcmBits(path: string): Promise<Pick<FlacOffer, 'bits' | 'isExact'> | null> {
  const layout = await pcmLayoutOf(path)
  return layout === undefined ? null : BITS[layout.sampleFormat]
}

/**
 * Encodes some seconds of a WAV or AIFF file to tell its size as FLAC; null for other files and for rates or channels FLAC has none
 * for. Node's I/O errors pass through. Nothing is left at `samplePath`.
 */
export async function flacOffer(path: string, samplePath: string): Promise<FlacOffer | null> {
  const bits = await pcmBits(path)
  if (bits === null) return null
  const pcm = await openPcmRandom(path)
  try {
    const { frames, channels, sampleRateHz } = pcm
    if (frames === 0) return null
    const writer = await createWriter(samplePath, bits.bits === 16 ? 'flac16' : 'flac24', { channels, sampleRateHz })
    const pieceFrames = Math.min(PIECE_SECONDS * sampleRateHz, Math.floor(frames / PIECES) || frames)
    const pieces = pieceFrames === frames ? 1 : PIECES
    try {
      for (let piece = 0; piece < pieces; piece += 1) {
        const from = Math.floor((piece * frames) / pieces)
        await writer.write(deinterleave(await pcm.read(from, pieceFrames), channels))
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
    await pcm.close()
    await rm(samplePath, { force: true })
  }
}
