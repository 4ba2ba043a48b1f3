import { sliceFrames } from './planar'
import { CodecError, type PlanarBlock } from './types'

/**
 * How many compressed bytes a decoder gets at a time. Small, because near-silence packs minutes into a few kilobytes
 * and everything decoded from one piece is in memory at once.
 */
export const FEED_BYTES = 16 * 1024

/** What every decoder of the wasm-audio-decoders family gives back. */
export interface DecodedAudio {
  readonly channelData: readonly Float32Array[]
  readonly samplesDecoded: number
  readonly errors: readonly { readonly message: string }[]
}

/**
 * Runs a decoder for as long as its blocks are wanted and frees its memory afterwards, also when the caller stops early.
 * Whatever a decoder throws over bad data becomes CodecError('damaged', message); I/O errors pass through.
 */
export async function* withDecoder<Decoder extends { ready: Promise<unknown>; free(): void }>(
  decoder: Decoder,
  message: string,
  run: (decoder: Decoder) => AsyncGenerator<PlanarBlock>
): AsyncGenerator<PlanarBlock> {
  await decoder.ready
  try {
    yield* run(decoder)
  } catch (error) {
    if (error instanceof CodecError || isSystemError(error)) throw error
    throw new CodecError('damaged', message, { cause: error })
  } finally {
    decoder.free()
  }
}

/** The block inside a decoder's answer, or undefined for none. @throws CodecError('damaged', message) on its errors */
export function toBlock(decoded: DecodedAudio, channels: number, message: string): PlanarBlock | undefined {
  const [first] = decoded.errors
  if (first) throw new CodecError('damaged', message, { cause: new Error(first.message) })
  if (decoded.samplesDecoded === 0) return undefined
  if (decoded.channelData.length < channels) throw new CodecError('damaged', message)
  return sliceFrames(decoded.channelData.slice(0, channels), 0, decoded.samplesDecoded)
}

/** Passes on the frames [from, to) of a stream of blocks. */
export async function* trimFrames(blocks: AsyncIterable<PlanarBlock>, from: number, to: number): AsyncGenerator<PlanarBlock> {
  let position = 0
  for await (const block of blocks) {
    const frames = block[0]?.length ?? 0
    const start = Math.max(0, from - position)
    const end = Math.min(frames, to - position)
    position += frames
    if (end > start) yield start === 0 && end === frames ? block : sliceFrames(block, start, end)
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
