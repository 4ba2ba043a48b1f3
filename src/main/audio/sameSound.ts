import { CodecError } from '../../codecs/types'
import { type ExportControl, noteExport } from './exportControl'
import { openExportInput, type ExportInput } from './exportInput'
import { openSound } from './openSound'

/** Two files that should hold the same samples: all of `path`, and `otherPath` from a frame on. */
export interface SameSoundTask {
  readonly path: string
  readonly otherPath: string
  readonly startFrame: number
  /** The most a sample may differ; 0 for bit by bit. */
  readonly tolerance: number
  /** Whether the other file must end where this one does. */
  readonly isWhole: boolean
  readonly control: ExportControl
}

const BLOCK_FRAMES = 32_768

/** Decodes both and compares every sample. @throws CodecError damaged where they differ; TaskError cancelled; Node's I/O errors */
export async function sameSound({ path, otherPath, startFrame, tolerance, isWhole, control }: SameSoundTask): Promise<void> {
  const { sampleRateHz, frames = Number.POSITIVE_INFINITY } = await formatOf(path)
  const one = await openExportInput(path, sampleRateHz, 0)
  const opened: ExportInput[] = [one]
  try {
    const other = await openExportInput(otherPath, sampleRateHz, startFrame)
    opened.push(other)
    if (one.channels !== other.channels) throw different(0)
    for (let at = 0; ; at += BLOCK_FRAMES) {
      noteExport(control, at / frames)
      const wanted = await one.next(BLOCK_FRAMES)
      const found = await other.next(wanted.frames === 0 && isWhole ? 1 : wanted.frames)
      if (wanted.frames !== found.frames) throw different(at)
      if (wanted.frames === 0) return
      const values = wanted.frames * one.channels
      for (let index = 0; index < values; index += 1) {
        const difference = (wanted.samples[index] ?? 0) * wanted.scale - (found.samples[index] ?? 0) * found.scale
        if (Math.abs(difference) > tolerance) throw different(at + Math.floor(index / one.channels))
      }
    }
  } finally {
    await Promise.all(opened.map((input) => input.close()))
  }
}

const different = (frame: number): CodecError => new CodecError('damaged', `The sound differs from frame ${frame} on.`)

async function formatOf(path: string): Promise<{ readonly sampleRateHz: number; readonly frames: number | undefined }> {
  const reader = await openSound(path)
  await reader.close()
  return reader
}
