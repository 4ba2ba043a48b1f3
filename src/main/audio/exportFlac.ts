import type { openFlac } from '../../codecs/open'
import type { ExportInput, ExportPiece } from './exportInput'

type FlacFile = NonNullable<Awaited<ReturnType<typeof openFlac>>>

/** A FLAC file read from a frame on, its samples woven into pieces, whole numbers as they are: nothing becomes a float that need not. */
export function openFlacPieces(file: FlacFile, startFrame: number): ExportInput {
  const { channels, bits, sampleRateHz } = file
  const isSixteenBit = bits <= 16
  const scale = 2 ** (1 - bits)
  const blocks = file.blocks()
  let block: Awaited<ReturnType<typeof blocks.next>> | undefined
  let [used, toSkip] = [0, startFrame]

  return {
    channels,
    sampleRateHz,
    isSixteenBit,
    async next(wanted): Promise<ExportPiece> {
      const samples = isSixteenBit ? new Int16Array(wanted * channels) : new Float32Array(wanted * channels)
      let frames = 0
      while (frames < wanted) {
        block ??= await blocks.next()
        if (block.done === true) break
        const { value } = block
        const length = value.frames
        const skipped = Math.min(toSkip, length - used)
        toSkip -= skipped
        used += skipped
        const count = Math.min(wanted - frames, length - used)
        samples.set(isSixteenBit ? value.weave16(used, used + count) : value.weaveFloats(used, used + count, scale), frames * channels)
        frames += count
        used += count
        if (used === length) [block, used] = [undefined, 0]
      }
      return { samples, scale: isSixteenBit ? scale : 1, frames }
    },
    async close() {
      await blocks.return(undefined)
      await file.close()
    }
  }
}
