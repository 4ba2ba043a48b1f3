import type { FileBytes } from '../fileBytes'
import { sliceFrames } from '../planar'
import type { AudioReader, PlanarBlock } from '../types'
import { openFlacStream } from './stream'

// Blocks are gathered to so many frames: whoever writes or sums them is asked less often.
const BLOCK_FRAMES = 16_384

/**
 * Reads FLAC (RFC 9639) that begins at `start`, bit-exactly up to 24 bits. Takes over `file`.
 * @throws CodecError damaged, also when the file ends before the length its header tells, or bytes other than tags follow
 */
export async function readFlac(file: FileBytes, start: number): Promise<AudioReader> {
  const stream = await openFlacStream(file, start)
  const { channels, sampleRateHz, bits, frames } = stream
  const step = 2 ** (1 - bits)

  async function* blocks(): AsyncGenerator<PlanarBlock> {
    const create = (length: number): Float32Array[] => Array.from({ length: channels }, () => new Float32Array(length))
    let block = create(BLOCK_FRAMES)
    let filled = 0
    for await (const { samples, frames: count } of stream.blocks()) {
      if (filled > 0 && filled + count > BLOCK_FRAMES) {
        yield sliceFrames(block, 0, filled)
        block = create(Math.max(BLOCK_FRAMES, count))
        filled = 0
      } else if (count > BLOCK_FRAMES) {
        block = create(count)
      }
      for (const [channel, target] of block.entries()) {
        const source = samples[channel]
        if (source === undefined) continue
        for (let frame = 0; frame < count; frame += 1) target[filled + frame] = (source[frame] ?? 0) * step
      }
      filled += count
    }
    if (filled > 0) yield sliceFrames(block, 0, filled)
  }

  return { kind: 'flac', sampleRateHz, channels, frames, blocks, close: () => file.close() }
}
