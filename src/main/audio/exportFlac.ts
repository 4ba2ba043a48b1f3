import type { openFlac } from '../../codecs/open'
import type { ExportInput, ExportPiece } from './exportInput'

type FlacFile = NonNullable<Awaited<ReturnType<typeof openFlac>>>

const STEREO = 2

/** A FLAC file read from a frame on, its whole numbers woven into pieces as they are: nothing becomes a float that need not. */
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
        const { samples: source, frames: length } = block.value
        const skipped = Math.min(toSkip, length - used)
        toSkip -= skipped
        used += skipped
        const count = Math.min(wanted - frames, length - used)
        if (samples instanceof Int16Array) weave(samples, frames, source, used, count, channels)
        else weaveFloats(samples, frames, source, used, count, scale)
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

type Planes = readonly ArrayLike<number>[]

function weave(target: Int16Array, from: number, source: Planes, used: number, count: number, channels: number): void {
  const [left, right] = source
  if (channels === STEREO && left instanceof Int32Array && right instanceof Int32Array) return weaveStereo(target, from, left, right, used, count)
  source.forEach((samples, channel) => {
    for (let frame = 0; frame < count; frame += 1) target[(from + frame) * channels + channel] = samples[used + frame] ?? 0
  })
}

function weaveStereo(target: Int16Array, from: number, left: Int32Array, right: Int32Array, used: number, count: number): void {
  for (let frame = 0, at = from * STEREO; frame < count; frame += 1, at += STEREO) {
    target[at] = left[used + frame] ?? 0
    target[at + 1] = right[used + frame] ?? 0
  }
}

function weaveFloats(target: Float32Array, from: number, source: Planes, used: number, count: number, scale: number): void {
  source.forEach((samples, channel) => {
    for (let frame = 0, at = from * source.length + channel; frame < count; frame += 1, at += source.length) {
      target[at] = (samples[used + frame] ?? 0) * scale
    }
  })
}
