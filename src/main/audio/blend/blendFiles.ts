import type { PlanarBlock } from '../../../codecs/types'
import type { BlendFormat, BlendMethod, BlendRefusal } from '../../../shared/domain/ensemble'
import { type ExportControl, noteExport } from '../exportControl'
import type { Blender } from './blender'
import { type BlendOutput, fitsSteps, openBlendOutput, toSteps } from './blendOutput'
import { type BlendSource, framesAt, measure, type Measured, openBlendSource } from './blendSource'
import { findShifts } from './findShifts'
import { createMeanBlend } from './meanBlend'
import { MOST_SHIFT_FRAMES } from './shiftFinder'
import { createSpectralBlend, frameSizeAt } from './spectralBlend'

/** One ensemble to be made of files. */
export interface BlendTask {
  readonly sources: readonly { readonly path: string; readonly weight: number }[]
  readonly method: BlendMethod
  readonly format: BlendFormat
  /** The song itself, where it still is: the result is as long as it where one of the sources is. */
  readonly originalPath: string | null
  readonly path: string
  /** Where "original − ensemble" goes; null for none. Needs the original. */
  readonly restPath: string | null
  readonly control: ExportControl
}

export type BlendedFiles =
  | { readonly kind: 'made'; readonly frames: number; readonly sampleRateHz: number; readonly shifts: readonly number[] }
  | { readonly kind: 'refused'; readonly refusal: BlendRefusal }
  /** Louder than its format can hold: nothing is left of it. */
  | { readonly kind: 'clips' }

const BLOCK_FRAMES = 32_768
/** A shift at the start, and as much of padding at the end. */
export const MOST_LENGTH_DIFFERENCE_FRAMES = 2 * MOST_SHIFT_FRAMES
const SHIFTS_SHARE = 0.2
const RENDER_SHARE = 0.7

interface Layout {
  readonly sampleRateHz: number
  readonly channels: number
  readonly frames: number
  /** The place of the source the others are laid over. */
  readonly reference: number
}

/**
 * Blends files into one, block by block: memory stays flat whatever their length. All are taken at the highest of their
 * rates and laid over the one that is as long as the song, to the frame. What was written is read back and compared.
 * @throws TaskError cancelled; CodecError; Node's I/O errors. Nothing is left behind then.
 */
export async function blendFiles(task: BlendTask): Promise<BlendedFiles> {
  const { control, sources } = task
  const stillWanted = (): void => { noteExport(control, 0) }
  const measured: Measured[] = []
  for (const { path } of sources) measured.push(await measure(path, stillWanted))
  const original = task.originalPath === null ? null : await measure(task.originalPath, stillWanted)
  const layout = layOut(measured, original)
  const refusal = refuse(measured, task.restPath === null ? null : original, layout)
  if (refusal !== null) return { kind: 'refused', refusal }
  const paths = sources.map(({ path }) => path)
  const shifts = await findShifts({ ...layout, paths, onFraction: (fraction) => { noteExport(control, fraction * SHIFTS_SHARE) } })
  const opened: BlendSource[] = []
  try {
    for (const [index, path] of paths.entries()) opened.push(await openBlendSource(path, { ...layout, startFrame: shifts[index] ?? 0 }))
    const song = task.restPath === null || task.originalPath === null ? null : await openBlendSource(task.originalPath, { ...layout, startFrame: 0 })
    if (song !== null) opened.push(song)
    const isWritten = await render(task, layout, opened.slice(0, sources.length), song)
    return isWritten ? { kind: 'made', frames: layout.frames, sampleRateHz: layout.sampleRateHz, shifts } : { kind: 'clips' }
  } finally {
    await Promise.all(opened.map((source) => source.close()))
  }
}

/** The reference is as long as the song, or nearest to it; without the song the shortest, as padding only adds. */
function layOut(measured: readonly Measured[], original: Measured | null): Layout {
  const sampleRateHz = Math.max(...measured.map((each) => each.sampleRateHz))
  const wanted = original === null ? 0 : framesAt(original, sampleRateHz)
  const lengths = measured.map((each) => framesAt(each, sampleRateHz))
  const farOff = lengths.map((frames) => Math.abs(frames - wanted))
  const reference = farOff.indexOf(Math.min(...farOff))
  return { sampleRateHz, channels: Math.max(...measured.map(({ channels }) => channels)), frames: lengths[reference] ?? 0, reference }
}

function refuse(measured: readonly Measured[], original: Measured | null, { sampleRateHz, channels, frames, reference }: Layout): BlendRefusal | null {
  const all: readonly (readonly [number | 'original', Measured])[] = [...measured.entries(), ...(original === null ? [] : [['original', original] as const])]
  for (const [source, each] of all) {
    const difference = Math.abs(framesAt(each, sampleRateHz) - frames)
    if (difference > MOST_LENGTH_DIFFERENCE_FRAMES) return { reason: 'length', source, than: reference, seconds: difference / sampleRateHz }
    const most = measured.findIndex((other) => other.channels === channels)
    if (each.channels !== channels && each.channels !== 1) return { reason: 'channels', source, channels: each.channels, than: most, thanChannels: channels }
  }
  return null
}

const toBlender = ({ method, sources }: BlendTask, { channels, sampleRateHz }: Layout): Blender => method === 'mean'
  ? createMeanBlend(sources.map(({ weight }) => weight), channels)
  : createSpectralBlend(method, sources.length, channels, frameSizeAt(sampleRateHz))

/** Whether it is written; not when its format would cut it off. */
async function render(task: BlendTask, layout: Layout, sources: readonly BlendSource[], song: BlendSource | null): Promise<boolean> {
  const { control, format, restPath } = task
  const { frames } = layout
  const blender = toBlender(task, layout)
  const outputs: BlendOutput[] = []
  // A difference is exact only between whole steps.
  const inSteps = format === 'flac24' || song !== null
  const fits = (block: PlanarBlock): boolean => format === 'wav32f' || fitsSteps(block)
  const put = async (blended: PlanarBlock): Promise<boolean> => {
    const count = blended[0]?.length ?? 0
    if (count === 0) return true
    const ensemble = inSteps ? toSteps(blended) : blended
    const rest = song === null ? null : subtract(await song.next(count), ensemble)
    const kept = rest !== null && format === 'flac24' ? toSteps(rest) : rest
    if (!fits(ensemble) || (kept !== null && !fits(kept))) return false
    await outputs[0]?.write(ensemble)
    if (kept !== null) await outputs[1]?.write(kept)
    return true
  }
  const giveUp = async (): Promise<void> => { await Promise.all(outputs.map((output) => output.abort())) }
  try {
    outputs.push(await openBlendOutput(task.path, format, layout))
    if (restPath !== null && song !== null) outputs.push(await openBlendOutput(restPath, format, layout))
    let doesFit = true
    for (let at = 0; at < frames && doesFit; at += BLOCK_FRAMES) {
      noteExport(control, SHIFTS_SHARE + (RENDER_SHARE * at) / frames)
      const count = Math.min(BLOCK_FRAMES, frames - at)
      doesFit = await put(blender.push(await Promise.all(sources.map((source) => source.next(count)))))
    }
    if (!doesFit || !(await put(blender.finish()))) {
      await giveUp()
      return false
    }
    let checked = 0
    for (const output of outputs) {
      await output.finish((count) => {
        checked += count
        noteExport(control, SHIFTS_SHARE + RENDER_SHARE + ((1 - SHIFTS_SHARE - RENDER_SHARE) * checked) / (frames * outputs.length))
      })
    }
    return true
  } catch (error) {
    await giveUp()
    throw error
  }
}

const subtract = (song: PlanarBlock, ensemble: PlanarBlock): PlanarBlock =>
  song.map((samples, channel) => Float32Array.from(samples, (sample, at) => sample - (ensemble[channel]?.[at] ?? 0)))
