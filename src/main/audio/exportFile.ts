import { availableParallelism } from 'node:os'
import type { OutputFormat } from '../../codecs/types'
import { MPEG1_RATES_HZ } from '../../codecs/mp3/header'
import { checkFrames } from './checkFrames'
import { type ExportControl, noteExport } from './exportControl'
import { type ExportInput, type ExportPiece, isDecoded, openExportInput } from './exportInput'
import { type ExportOutput, openExportOutput } from './exportOutput'
import { createInputThreads, type StartThread } from './inputThreads'
import { openSound } from './openSound'
import { createSums, type Sums } from './sums/createSums'
import { areUnity, mixWeights, straightWeights, type Weights } from './sums/weights'

const BLOCK_FRAMES = 32_768

/** One file to be made from one or more others. */
export interface ExportTask {
  /** What is heard of each left and right; those that are silent are left out. */
  readonly inputs: readonly { readonly path: string; readonly left: number; readonly right: number }[]
  /** 'mix' is stereo at the session's rate and as long as the session; 'stem' keeps rate, channels and length of its one input. */
  readonly layout: 'mix' | 'stem'
  readonly session: { readonly sampleRateHz: number; readonly frames: number }
  /** In the session's frames; null for all. Where inputs end before its end, there is silence. */
  readonly range: { readonly startFrame: number; readonly endFrame: number } | null
  readonly format: OutputFormat
  /** Sound above full scale may be cut off. */
  readonly mayClip: boolean
  readonly path: string
  readonly control: ExportControl
}

export interface ExportedFile {
  readonly frames: number
  /** The loudest sample, linear; above 1 is above full scale. */
  readonly peak: number
  /** False when it would have been cut off and must not be: then there is no file. */
  readonly isWritten: boolean
}

interface Opened {
  readonly input: ExportInput
  readonly weights: Weights
}

/** What is written, in frames at its own rate; `frames` is null for a stem's own length. */
interface Extent {
  readonly sampleRateHz: number
  readonly startFrame: number
  readonly frames: number | null
}

/**
 * Renders one file, block by block: memory stays flat whatever its length. What was written is opened again and its
 * length compared. What must be decoded is decoded side by side in threads of its own where `startThread` is given.
 * @throws TaskError cancelled; CodecError; Node's I/O errors. Nothing is left behind then.
 */
export async function exportFile(task: ExportTask, startThread?: StartThread): Promise<ExportedFile> {
  const extent = await extentOf(task)
  const { sampleRateHz } = extent
  const opened: Opened[] = []
  const threads = startThread && createInputThreads(startThread, availableParallelism())
  const open = async (path: string): Promise<ExportInput> =>
    threads && (await isDecoded(path, sampleRateHz))
      ? threads.open(path, sampleRateHz, extent.startFrame)
      : openExportInput(path, sampleRateHz, extent.startFrame)
  try {
    // Threads take a moment to start: all at once.
    const opening = await Promise.allSettled(task.inputs.map(async ({ path, left, right }) => {
      const input = await open(path)
      const isStraight = task.layout === 'stem' && canStay(task, input)
      return { input, weights: isStraight ? straightWeights(input.channels, left) : mixWeights(input.channels, left, right) }
    }))
    opened.push(...opening.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])))
    for (const result of opening) if (result.status === 'rejected') throw result.reason
    const channels = opened[0]?.weights[0]?.length ?? 2
    const isWhole = opened.every(({ input, weights }) => input.isSixteenBit && areUnity(weights))
    const sums = createSums(channels, BLOCK_FRAMES, isWhole)
    const output = await openExportOutput(task.path, task.format, { sampleRateHz, channels })
    const result = await renderInto(output, task, opened, sums, extent)
    if (result.isWritten) await checkFrames(task.path, result.frames)
    return result
  } finally {
    await threads?.close()
    await Promise.all(opened.map(({ input }) => input.close()))
  }
}

async function extentOf({ layout, inputs, session, range, format }: ExportTask): Promise<Extent> {
  const ownRateHz = layout === 'stem' && inputs[0] !== undefined ? await rateOf(inputs[0].path) : session.sampleRateHz
  const sampleRateHz = exportRate(format, ownRateHz)
  const toOwn = (frame: number): number => Math.round((frame * sampleRateHz) / session.sampleRateHz)
  if (range !== null) return { sampleRateHz, startFrame: toOwn(range.startFrame), frames: toOwn(range.endFrame) - toOwn(range.startFrame) }
  return { sampleRateHz, startFrame: 0, frames: layout === 'mix' ? toOwn(session.frames) : null }
}

async function rateOf(path: string): Promise<number> {
  const reader = await openSound(path)
  await reader.close()
  return reader.sampleRateHz
}

/** The rate a file of this format can have, nearest to the one wanted: MP3 at 320 kbps knows three. */
function exportRate(format: OutputFormat, sampleRateHz: number): number {
  if (format !== 'mp3' || MPEG1_RATES_HZ.includes(sampleRateHz)) return sampleRateHz
  return sampleRateHz % 11_025 === 0 ? 44_100 : 48_000
}

// LAME takes two channels at most: what has more is folded to stereo.
const canStay = ({ format }: ExportTask, { channels }: ExportInput): boolean => format !== 'mp3' || channels <= 2

async function renderInto(
  output: ExportOutput,
  task: ExportTask,
  opened: readonly Opened[],
  sums: Sums,
  extent: Extent
): Promise<ExportedFile> {
  const cutsOff = task.format !== 'wav32f' && !task.mayClip
  const total = extent.frames ?? Number.POSITIVE_INFINITY
  // A stem's own length is not always told by its file; the session's is near enough for a bar.
  const expected = extent.frames ?? (task.session.frames * extent.sampleRateHz) / task.session.sampleRateHz
  const readNext = (frames: number): Promise<ExportPiece[]> => {
    const pieces = Promise.all(opened.map(({ input }) => input.next(frames)))
    pieces.catch(() => undefined) // awaited below, unless something else fails first
    return pieces
  }
  let frames = 0
  let peak = 0
  let writing = Promise.resolve()
  try {
    let wanted = Math.min(BLOCK_FRAMES, total)
    let reading = readNext(wanted)
    for (;;) {
      noteExport(task.control, frames / Math.max(1, expected))
      const pieces = await reading
      const got = extent.frames === null ? Math.max(0, ...pieces.map((piece) => piece.frames)) : wanted
      if (got === 0) break
      frames += got
      // The next block is read while this one is added and written.
      wanted = Math.min(BLOCK_FRAMES, total - frames)
      reading = readNext(wanted)
      sums.clear()
      pieces.forEach((piece, index) => { sums.add(piece, opened[index]?.weights ?? []) })
      peak = Math.max(peak, sums.peak(got))
      // Once it is clear that there will be no file, only the peak is still wanted.
      if (cutsOff && peak > 1) continue
      await writing
      writing = output.write(sums, got) // has taken the sums when it returns; the disk is waited for a block later
      writing.catch(() => undefined) // told by the next wait
    }
    await writing
    if (cutsOff && peak > 1) {
      await output.abort()
      return { frames, peak, isWritten: false }
    }
    await output.finish()
    return { frames, peak, isWritten: true }
  } catch (error) {
    await writing.catch(() => undefined) // the first failure is the one that is told
    await output.abort()
    throw error
  }
}
