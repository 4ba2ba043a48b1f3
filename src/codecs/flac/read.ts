import { FLACDecoder } from '@wasm-audio-decoders/flac'
import { type FileBytes, toTag, toView } from '../fileBytes'
import { frameCount } from '../planar'
import { endBeforeTags } from '../trailingTags'
import { type AudioFormat, type AudioReader, CodecError, type PlanarBlock } from '../types'
import { FEED_BYTES, toBlock, trimFrames, withDecoder } from '../wasmDecoder'
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
    // The decoder takes a frame for whole once another one's head follows; a last one of a few bytes, silence, it would lose.
    // The first frame's head serves; what it gives of that frame lies behind the end and is cut off.
    const last = frames === undefined ? undefined : toBlock(await decoder.decode(await readFirstHead(file, start)), channels, BROKEN)
    if (last) yield toExact(last, bits)
    const rest = toBlock(await decoder.flush(), channels, BROKEN)
    if (rest) yield toExact(rest, bits)
  }

  async function* blocks(): AsyncGenerator<PlanarBlock> {
    let seen = 0
    const all = withDecoder(new FLACDecoder(), BROKEN, decodeAll)
    for await (const block of frames === undefined ? all : trimFrames(all, 0, frames)) {
      seen += frameCount(block)
      yield block
    }
    if (told !== undefined && seen < told) throw new CodecError('damaged', 'The FLAC file breaks off.')
  }

  return { kind: 'flac', sampleRateHz, channels, frames, blocks, close: () => file.close() }
}

const HEAD_BYTES = 64

/** The first bytes of the first frame: behind all metadata blocks (RFC 9639, section 8). */
async function readFirstHead(file: FileBytes, start: number): Promise<Uint8Array> {
  let at = start + 4
  for (let isLast = false; !isLast && at < file.sizeBytes; ) {
    const [flags = 0x80, high = 0, middle = 0, low = 0] = await file.read(at, 4)
    isLast = (flags & 0x80) !== 0
    at += 4 + (high << 16) + (middle << 8) + low
  }
  return file.read(at, HEAD_BYTES)
}

// Added to a double below 2^51 and taken away again, it leaves the nearest whole number: several times faster than Math.round.
const ROUNDER = 1.5 * 2 ** 52

// The decoder divides by the largest positive integer; everyone else by the power of two above it. Undone exactly, in place:
// the arrays are the decoder's copies, made for us alone.
function toExact(block: PlanarBlock, bits: number): PlanarBlock {
  const scale = 2 ** (bits - 1)
  const most = scale - 1
  const step = 1 / scale
  for (const samples of block) {
    for (let frame = 0; frame < samples.length; frame += 1) samples[frame] = ((samples[frame] ?? 0) * most + ROUNDER - ROUNDER) * step
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
