import { addAbortListener } from 'node:events'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { TrackTags } from '../../codecs/tags/trackTags'
import type { ExportContent } from '../../shared/domain/exports'
import { AppError } from '../../shared/errors/appError'
import { createExportControl, exportFraction, stopExport } from '../audio/exportControl'
import type { WorkerPool } from '../audio/workerPool'
import type { Log } from '../log/log'
import { codeOf, folderError, sourceError } from '../transfers/systemError'
import type { ExportJob } from './exportJob'
import { removeAll } from './placeExport'
import { fileOf, isUntouched, type WantedFile } from './planExport'

export interface MakeParts {
  readonly pool: WorkerPool
  /** Where this stem's sound lies decoded, when the Studio has it; else the result itself is read. */
  readonly soundOf: (jobId: string, index: number, path: string, rateHz: number | null) => Promise<string>
  readonly log: Log
}

export interface Making {
  readonly content: ExportContent
  readonly job: ExportJob
  readonly session: { readonly sampleRateHz: number; readonly frames: number }
  /** The song's, for the tags of each file. */
  readonly title: string
  /** Null when there are none to carry over. */
  readonly tags: TrackTags | null
  readonly mayClip: boolean
  /** The folder the files are on their way to, for what is said when it cannot be written. */
  readonly folder: string
  readonly signal: AbortSignal
  /** Told where each file's share stands, 0..1 over all. */
  readonly onFraction: (fraction: number) => void
}

/** What was made: the loudest sample of all, and whether every file is there. When not, none is. */
export interface Made {
  readonly peak: number
  readonly areWritten: boolean
}

const LOOK_INTERVAL_MS = 100

/** Makes files at these paths, several at once, and puts tags into them. @throws AppError; nothing is left behind then */
export async function makeFiles(parts: MakeParts, making: Making, wanted: readonly WantedFile[], paths: readonly string[]): Promise<Made> {
  const controls = wanted.map(() => createExportControl())
  const stopAll = (): void => { for (const control of controls) stopExport(control) }
  const look = setInterval(() => {
    making.onFraction(controls.reduce((sum, control) => sum + exportFraction(control), 0) / Math.max(1, controls.length))
  }, LOOK_INTERVAL_MS)
  making.signal.addEventListener('abort', stopAll)
  if (making.signal.aborted) stopAll()
  try {
    const outcomes = await Promise.allSettled(wanted.map(async (file, at) => {
      try {
        return await makeFile(parts, making, file, paths[at] ?? '', controls[at] ?? createExportControl())
      } catch (error) {
        stopAll() // the others would be thrown away
        throw toAppError(error, making.folder, basename(making.job.files.find(({ index }) => index === file.heard[0]?.index)?.path ?? ''))
      }
    }))
    const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [toAppError(outcome.reason, making.folder)] : []))
    // What was stopped because of another failure is not the reason.
    const reason = reasons.find(({ code }) => code !== 'cancelled') ?? reasons[0]
    if (reason !== undefined) throw making.signal.aborted ? new AppError('cancelled') : reason
    // Tags are written in one go: who stopped meanwhile wants no file.
    if (making.signal.aborted) throw new AppError('cancelled')
    const made = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    const areWritten = made.every(({ isWritten }) => isWritten)
    if (!areWritten) await removeAll(paths)
    return { peak: Math.max(0, ...made.map(({ peak }) => peak)), areWritten }
  } catch (error) {
    await removeAll(paths)
    throw error
  } finally {
    clearInterval(look)
    making.signal.removeEventListener('abort', stopAll)
  }
}

async function makeFile(
  { pool, soundOf }: MakeParts,
  { content, job, session, title, tags, mayClip, signal }: Making,
  { layout, heard, format, stem }: WantedFile,
  path: string,
  control: SharedArrayBuffer
): Promise<{ readonly peak: number; readonly isWritten: boolean }> {
  const delivered = await Promise.all(heard.map(async (one) => ({ ...one, path: await readable(fileOf(job, one.index).path) })))
  const [first] = delivered
  const own = layout === 'stem' && first !== undefined ? await pool.run({ kind: 'format', path: first.path }) : null
  let made = { peak: 0, isWritten: true }
  if (format === 'same' || (layout === 'stem' && isUntouched(content) && format === own?.format)) {
    for (const { path: from } of delivered) await pool.run({ kind: 'copy', from, path, control }) // a stem is one file
  } else {
    const rateHz = layout === 'mix' ? session.sampleRateHz : (own?.sampleRateHz ?? null)
    const inputs = await unlessAborted(signal, Promise.all(delivered.map(
      async ({ index, path: file, left, right }) => ({ path: await soundOf(content.jobId, index, file, rateHz), left, right })
    )))
    made = await pool.run({ kind: 'export', inputs, layout, session, range: content.range, format, mayClip, path, control })
  }
  if (made.isWritten && tags !== null) {
    await pool.run({ kind: 'writeTags', path, tags: { ...tags, title: `${title} (${stem})` } })
  }
  return made
}

/** What the Studio still decodes goes on for the Studio; who stopped does not wait for it. @throws AppError cancelled */
function unlessAborted<Value>(signal: AbortSignal, value: Promise<Value>): Promise<Value> {
  let listener: Disposable | undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    listener = addAbortListener(signal, () => { reject(new AppError('cancelled')) })
  })
  return Promise.race([value, aborted]).finally(() => { listener?.[Symbol.dispose]() })
}

/** The path, if a file can be read there. @throws AppError fileMissing, fileUnreadable */
async function readable(path: string): Promise<string> {
  await stat(path).catch((error: unknown) => { throw sourceError(error, path) })
  return path
}

const CODEC_CODES: ReadonlySet<string> = new Set(['notAudio', 'empty', 'unsupported', 'damaged'])

/** What went wrong in a thread: with the sound, with the folder it goes to, or because it was wanted. */
export function toAppError(error: unknown, folder: string, soundName?: string): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const detail = error instanceof Error ? error.message : undefined
  if (code === 'cancelled' || code === 'disposed') return new AppError('cancelled', { cause: error })
  if (CODEC_CODES.has(code)) return new AppError('fileUndecodable', { detail, subject: soundName, cause: error })
  return /^E[A-Z]+$/.test(code) ? folderError(error, folder) : new AppError('unexpected', { detail, cause: error })
}
