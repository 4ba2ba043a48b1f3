import { rename } from 'node:fs/promises'
import { createWriter } from '../../../codecs/createWriter'
import { openAudio } from '../../../codecs/open'
import { frameCount, sliceFrames } from '../../../codecs/planar'
import { type AudioFormat, type AudioReader, CodecError, type OutputFormat, type PlanarBlock } from '../../../codecs/types'
import { checkFrames } from '../checkFrames'
import { type ExportControl, noteExport } from '../exportControl'
import { toPartPath } from '../partFile'
import { partGrid, partsOf } from './planCuts'

export interface JoinTask {
  /** The same stem of every part, in order. */
  readonly paths: readonly string[]
  /** Of the song that was cut, in its frames. */
  readonly song: { readonly sampleRateHz: number; readonly frames: number; readonly cuts: readonly number[] }
  readonly format: OutputFormat
  readonly path: string
  readonly control: ExportControl
}

export interface JoinedFile {
  readonly frames: number
  readonly sampleRateHz: number
}

/** A stem may be this much shorter or longer than its part: codecs pad, and a separator's last window may. */
const TOLERANCE_SECONDS = 0.1

/**
 * Puts the same stem of all parts in a row, each at its own place, block by block. Around a cut one goes over into the other in a
 * straight line of half a second: both are separations of the same samples and so nearly the same sound, whose levels add up to
 * one; a crossfade of equal power, made for strangers, would make such a place up to 3 dB louder. What is the same in both
 * comes out as it is, to the bit. The result is exactly as long as the song.
 * @throws CodecError damaged, with the number of the part that does not fit; TaskError cancelled; Node's I/O errors
 */
export async function joinParts({ paths, song, format, path, control }: JoinTask): Promise<JoinedFile> {
  const { cuts } = song
  const grid = partGrid(song.sampleRateHz)
  const spans = partsOf(cuts, song.frames, grid.contextFrames)
  let current = await openStem(paths, 0, null)
  const { sampleRateHz, channels } = current.format
  const toOwn = (frame: number): number => Math.round((frame * sampleRateHz) / song.sampleRateHz)
  const total = toOwn(song.frames)
  const part = toPartPath(path)
  try {
    const writer = await createWriter(part, format, { sampleRateHz, channels })
    let at = 0
    try {
      const write = async (block: PlanarBlock): Promise<void> => {
        noteExport(control, at / total)
        at += frameCount(block)
        await writer.write(block)
      }
      for (const [index, { start, end }] of spans.entries()) {
        checkLength(current, index, toOwn(end) - toOwn(start), sampleRateHz)
        const cut = cuts[index]
        const fadeFrom = cut === undefined ? total : toOwn(cut - grid.fadeFrames)
        await current.take(fadeFrom - at, write, cut === undefined)
        if (cut === undefined) break
        const next = await openStem(paths, index + 1, current.format)
        try {
          await next.take(fadeFrom - toOwn(spans[index + 1]?.start ?? 0), () => Promise.resolve(), false)
          await fade(current, next, toOwn(cut + grid.fadeFrames) - fadeFrom, write)
        } finally {
          await current.close()
          current = next
        }
      }
      await writer.finish()
    } catch (error) {
      await writer.abort()
      throw error
    }
  } finally {
    await current.close()
  }
  await checkFrames(part, total)
  await rename(part, path)
  return { frames: total, sampleRateHz }
}

async function fade(from: Stem, to: Stem, frames: number, write: (block: PlanarBlock) => Promise<void>): Promise<void> {
  const leaving = await from.collect(frames)
  const coming = await to.collect(frames)
  await write(leaving.map((samples, channel) => {
    const others = coming[channel] ?? new Float32Array()
    // From one towards the other, so that equal samples stay as they are.
    return samples.map((sample, frame) => sample + ((others[frame] ?? 0) - sample) * ((frame + 0.5) / frames))
  }))
}

/** One part's stem, read from its first frame on. */
interface Stem {
  readonly format: AudioFormat
  readonly frames: number | undefined
  /** Hands on the next frames, in pieces; where it ends before, silence if it may, else it is damaged. */
  take(frames: number, write: (block: PlanarBlock) => Promise<void>, mayEnd: boolean): Promise<void>
  collect(frames: number): Promise<PlanarBlock>
  close(): Promise<void>
}

async function openStem(paths: readonly string[], index: number, wanted: AudioFormat | null): Promise<Stem> {
  const reader = await openAudio(paths[index] ?? '')
  const { sampleRateHz, channels } = reader
  if (wanted !== null && (wanted.sampleRateHz !== sampleRateHz || wanted.channels !== channels)) {
    await reader.close()
    throw differs(index, `has ${channels} channels at ${sampleRateHz} Hz; the first has ${wanted.channels} at ${wanted.sampleRateHz} Hz`)
  }
  return toStem(reader, index)
}

function toStem(reader: AudioReader, index: number): Stem {
  const { sampleRateHz, channels } = reader
  const blocks = reader.blocks()[Symbol.asyncIterator]()
  let rest: PlanarBlock = []
  const take: Stem['take'] = async (frames, write, mayEnd) => {
    let left = frames
    while (left > 0) {
      if (frameCount(rest) === 0) {
        const step = await blocks.next()
        if (step.done !== true) {
          rest = step.value
          continue
        }
        if (!mayEnd || left > TOLERANCE_SECONDS * sampleRateHz) throw differs(index, 'ends too early')
        await write(Array.from({ length: channels }, () => new Float32Array(left)))
        return
      }
      const piece = sliceFrames(rest, 0, left)
      rest = sliceFrames(rest, frameCount(piece), frameCount(rest))
      left -= frameCount(piece)
      await write(piece)
    }
  }
  return {
    format: { sampleRateHz, channels },
    frames: reader.frames,
    take,
    async collect(frames) {
      const all = Array.from({ length: channels }, () => new Float32Array(frames))
      let at = 0
      await take(frames, (block) => {
        all.forEach((samples, channel) => { samples.set(block[channel] ?? [], at) })
        at += frameCount(block)
        return Promise.resolve()
      }, false)
      return all
    },
    async close() {
      await blocks.return?.()
      await reader.close()
    }
  }
}

function checkLength({ frames }: Stem, index: number, wanted: number, sampleRateHz: number): void {
  if (frames === undefined || Math.abs(frames - wanted) <= TOLERANCE_SECONDS * sampleRateHz) return
  const seconds = (count: number): string => (count / sampleRateHz).toFixed(2)
  throw differs(index, `is ${seconds(frames)} s long instead of ${seconds(wanted)} s`)
}

const differs = (index: number, how: string): CodecError => new CodecError('damaged', `Part ${index + 1} ${how}.`)
