import { FLACDecoder } from '@wasm-audio-decoders/flac'
import { type FileBytes, toTag, toView } from '../fileBytes'
import { frameCount } from '../planar'
import { endBeforeTags } from '../trailingTags'
import { type AudioFormat, type AudioReader, CodecError, type PlanarBlock } from '../types'
import { FEED_BYTES, toBlock, withDecoder } from '../wasmDecoder'
import { readLengthFromLastFrame } from './lastFrame'

const BROKEN = 'The FLAC data is broken.'

/**
 * Reads FLAC (RFC 9639) that begins at `start`, bit-exactly up to 24 bits. Takes over `file`.
 * @throws CodecError damaged, also when the file ends before the length its header tells, or bytes other than tags follow
 */
export async function readFlac(file: FileBytes, start: number): Promise<AudioReader> {
  const { channels, sampleRateHz, bits, blockFrames, frames: told } = toStreamInfo(await file.read(start, 42))
  const end = await endBeforeTags(file)
  const frames = told ?? (await readLengthFromLastFrame(file, start + 42, end, blockFrames))

  async function* decodeAll(decoder: FLACDecoder): AsyncGenerator<PlanarBlock> {
    for await (const chunk of file.chunks(start, end)) {
      for (let at = 0; at < chunk.length; at += FEED_BYTES) {
        const block = toBlock(await decoder.decode(chunk.subarray(at, at + FEED_BYTES)), channels, BROKEN)
        if (block) yield toExact(block, bits)
      }
    }
    const rest = toBlock(await decoder.flush(), channels, BROKEN)
    if (rest) yield toExact(rest, bits)
  }

  async function* blocks(): AsyncGenerator<PlanarBlock> {
    let seen = 0
    for await (const block of withDecoder(new FLACDecoder(), BROKEN, decodeAll)) {
      seen += frameCount(block)
      yield block
    }
    if (told !== undefined && seen < told) throw new CodecError('damaged', 'The FLAC file breaks off.')
  }

  return { kind: 'flac', sampleRateHz, channels, frames, blocks, close: () => file.close() }
}

// The decoder divides by the largest positive integer; everyone else by the power of two above it. Undone exactly, in place:
// the arrays are the decoder's copies, made for us alone.
function toExact(block: PlanarBlock, bits: number): PlanarBlock {
  const scale = 2 ** (bits - 1)
  for (const samples of block) {
    for (let frame = 0; frame < samples.length; frame += 1) samples[frame] = Math.round((samples[frame] ?? 0) * (scale - 1)) / scale
  }
  return block
}

interface StreamInfo extends AudioFormat {
  readonly bits: number
  /** Frames in each block of a stream whose blocks are of one size. */
  readonly blockFrames: number
  readonly frames: number | undefined
}

// STREAMINFO is always the first metadata block (RFC 9639, section 8.2).
function toStreamInfo(head: Uint8Array): StreamInfo {
  if (head.length < 42 || toTag(head, 0) !== 'fLaC' || ((head[4] ?? 0) & 0x7f) !== 0) {
    throw new CodecError('damaged', 'The FLAC header is broken.')
  }
  const packed = toView(head).getBigUint64(18)
  const sampleRateHz = Number(packed >> 44n)
  const frames = Number(packed & 0xf_ffff_ffffn)
  if (sampleRateHz === 0) throw new CodecError('damaged', 'The FLAC header is broken.')
  return {
    sampleRateHz,
    channels: Number((packed >> 41n) & 7n) + 1,
    bits: Number((packed >> 36n) & 31n) + 1,
    blockFrames: toView(head).getUint16(10),
    frames: frames === 0 ? undefined : frames
  }
}
