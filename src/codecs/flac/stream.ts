import { type FileBytes, CHUNK_BYTES, toTag, toView } from '../fileBytes'
import { endBeforeTags } from '../trailingTags'
import { type AudioFormat, CodecError } from '../types'
import { createFrameDecoder, type FlacFrame } from './decodeFrame'
import { readLengthFromLastFrame } from './lastFrame'

/** A FLAC file's sound as whole numbers of `bits` bits. */
export interface FlacStream extends AudioFormat {
  readonly bits: number
  /** Of the whole; undefined where neither the header nor the last frame tells. */
  readonly frames: number | undefined
  /**
   * Every block in order, in memory that the next one overwrites, cut at `frames`.
   * @throws CodecError damaged where the data is broken or ends before the header's length
   */
  blocks(): AsyncGenerator<FlacFrame>
}

/** Reads the headers of a FLAC file that begins at `start` (RFC 9639). @throws CodecError damaged */
export async function openFlacStream(file: FileBytes, start: number): Promise<FlacStream> {
  const info = toStreamInfo(await file.read(start, 42))
  const end = await endBeforeTags(file)
  const frames = info.frames ?? (await readLengthFromLastFrame(file, start + 42, end, info.blockFrames))

  async function* blocks(): AsyncGenerator<FlacFrame> {
    let seen = 0
    for await (const block of readBlocks(file, await findFirstFrame(file, start), end, info)) {
      const wanted = frames === undefined ? block.frames : Math.min(block.frames, frames - seen)
      seen += wanted
      if (wanted > 0) yield wanted === block.frames ? block : { ...block, frames: wanted }
    }
    if (info.frames !== undefined && seen < info.frames) throw new CodecError('damaged', 'The FLAC file breaks off.')
  }

  return { ...info, frames, blocks }
}

async function* readBlocks(file: FileBytes, start: number, end: number, info: StreamInfo): AsyncGenerator<FlacFrame> {
  const decoder = createFrameDecoder(info)
  decoder.reserve(2 * CHUNK_BYTES)
  // Encoders write samples as they are before they make a block longer than that.
  const mostBytes = 65_536 * info.channels * (Math.ceil(info.bits / 8) + 1)
  let [from, to, position] = [0, 0, start]
  // As long as the longest so far is what most likely lies ahead whole.
  let usualBytes = 0

  /** Moves what is left to the front and reads on. */
  async function fill(): Promise<void> {
    if (to - from > decoder.memory.length / 2) decoder.reserve(decoder.memory.length * 2)
    const { memory } = decoder
    memory.copyWithin(0, from, to)
    ;[from, to] = [0, to - from]
    const space = Math.min(memory.length - to, end - position)
    const got = await file.readInto(memory.subarray(to, to + space), position)
    if (got < space) throw new CodecError('damaged', 'The FLAC file became shorter while it was read.')
    to += got
    position += got
  }

  while (from < to || position < end) {
    const isLast = position >= end || to - from > mostBytes
    if (!isLast && to - from < usualBytes * 2) await fill()
    const block = decoder.decode(from, to)
    if (block === undefined) {
      if (isLast || position >= end) throw new CodecError('damaged', 'The FLAC data is broken.')
      await fill()
      continue
    }
    from += block.lengthBytes
    usualBytes = Math.max(usualBytes, block.lengthBytes)
    yield block
  }
}

/** Where the first block begins: behind all metadata (RFC 9639, section 8). */
async function findFirstFrame(file: FileBytes, start: number): Promise<number> {
  let at = start + 4
  for (let isLast = false; !isLast && at < file.sizeBytes; ) {
    const [flags = 0x80, high = 0, middle = 0, low = 0] = await file.read(at, 4)
    isLast = (flags & 0x80) !== 0
    at += 4 + (high << 16) + (middle << 8) + low
  }
  return at
}

interface StreamInfo extends AudioFormat {
  readonly bits: number
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
