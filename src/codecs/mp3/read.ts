import { MPEGDecoder } from 'mpg123-decoder'
import type { FileBytes } from '../fileBytes'
import { type AudioReader, CodecError, type PlanarBlock } from '../types'
import { FEED_BYTES, toBlock, trimFrames, withDecoder } from '../wasmDecoder'
import { countMp3Frames, isAsLongAsTold } from './count'
import { readFirstFrame, readMp3Frames } from './frames'
import { DECODER_DELAY_FRAMES, type Mp3Info, parseInfoTag } from './infoTag'

const BROKEN = 'The MP3 data is broken.'

/**
 * Reads MP3 whose first frame is at `start`. Where the file tells its encoder's delay and padding, both are cut off,
 * so that the result has the length of what was encoded. Takes over `file`.
 * @throws CodecError damaged, also when more than one of the frames the file promises is missing
 */
export async function readMp3(file: FileBytes, start: number): Promise<AudioReader> {
  const firstFrame = await readFirstFrame(file, start)
  if (!firstFrame) throw new CodecError('damaged', BROKEN)
  const { header } = firstFrame
  const info = parseInfoTag(firstFrame.bytes, header)
  const soundStart = info ? start + header.frameBytes : start
  // Writers that tell no delay also disagree on whether the info frame counts itself: then we count.
  const canTell = info?.delayFrames !== undefined && (await isAsLongAsTold(file, start, header, info))
  const mpegFrames = (canTell ? info.mpegFrames : undefined) ?? (await countMp3Frames(file, soundStart))
  const trim = toTrim(info, mpegFrames * header.frames, mpegFrames < (info?.mpegFrames ?? 0))

  async function* decodeAll(decoder: MPEGDecoder): AsyncGenerator<PlanarBlock> {
    let seenFrames = 0
    let pending: Uint8Array[] = []
    let pendingBytes = 0
    const feed = (): PlanarBlock | undefined => {
      const block = toBlock(decoder.decode(Buffer.concat(pending)), header.channels, BROKEN)
      pending = []
      pendingBytes = 0
      return block
    }
    for await (const frame of readMp3Frames(file, soundStart)) {
      seenFrames += 1
      pending.push(frame.bytes.slice())
      pendingBytes += frame.bytes.length
      const block = pendingBytes >= FEED_BYTES ? feed() : undefined
      if (block) yield block
    }
    const rest = pendingBytes > 0 ? feed() : undefined
    if (rest) yield rest
    if (seenFrames < (info?.mpegFrames ?? 0) - 1) {
      throw new CodecError('damaged', 'The MP3 file breaks off.')
    }
  }

  const blocks = (): AsyncIterable<PlanarBlock> =>
    trimFrames(withDecoder(new MPEGDecoder({ enableGapless: false }), BROKEN, decodeAll), trim.from, trim.to)
  const { sampleRateHz, channels } = header
  return { kind: 'mp3', sampleRateHz, channels, frames: trim.to - trim.from, blocks, close: () => file.close() }
}

/** The frames [from, to) of all the decoder gives that were in the recording. */
function toTrim(info: Mp3Info | undefined, allFrames: number, isCut: boolean): { from: number; to: number } {
  if (info?.delayFrames === undefined || info.paddingFrames === undefined) return { from: 0, to: allFrames }
  const from = Math.min(allFrames, info.delayFrames + DECODER_DELAY_FRAMES)
  // Of a file that breaks off, the padding at the end is what is missing.
  const paddingFrames = isCut ? 0 : info.paddingFrames
  const recorded = Math.max(0, allFrames - info.delayFrames - paddingFrames)
  return { from, to: Math.min(allFrames, from + recorded) }
}
