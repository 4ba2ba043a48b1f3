import { open, rmdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { BlendFormat, BlendMethod, BlendRefusal } from '../../shared/domain/ensemble'
import type { JobInput } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import type { BlendedFiles } from '../audio/blend/blendFiles'
import { createExportControl, exportFraction, stopExport } from '../audio/exportControl'
import type { WorkerPool } from '../audio/workerPool'
import { toAppError } from '../export/makeFiles'
import { passingNames } from '../export/passingNames'
import { removeAll } from '../export/placeExport'
import type { FileSource } from '../jobs/jobSource'
import type { MadeResults } from '../jobs/newRow'
import type { Library } from '../library/library'
import { stemFileNames } from '../transfers/fileName'
import { placeFile } from '../transfers/placeFile'
import { codeOf, sourceError } from '../transfers/systemError'
import { blendPlan } from './blendPlan'

/** An ensemble to be made; paths are absolute. */
export interface Blending {
  readonly input: JobInput
  readonly song: FileSource | null
  readonly sources: readonly { readonly algorithmName: string; readonly weight: number; readonly stem: string; readonly path: string; readonly soundPath: string }[]
  readonly method: BlendMethod
  readonly format: BlendFormat
  readonly restName: string | null
  readonly signal: AbortSignal
  /** 0..1, about ten times a second. */
  readonly onFraction: (fraction: number) => void
}

export interface MakingParts {
  readonly pool: WorkerPool
  readonly library: Pick<Library, 'newJobFolder'>
}

/** What stands finished in its folder, for the list of jobs. */
export type MadeEnsemble =
  | { readonly kind: 'made'; readonly results: Pick<MadeResults, 'input' | 'plan' | 'source' | 'folder' | 'files'>; readonly keptAsFloats: boolean }
  | { readonly kind: 'refused'; readonly refusal: BlendRefusal }

const LOOK_INTERVAL_MS = 100
const EXTENSIONS = { flac24: 'flac', wav32f: 'wav' } as const satisfies Record<BlendFormat, string>

/**
 * Makes an ensemble in a new folder of the library. What is too loud for FLAC is made once more in floats.
 * @throws AppError diskFull, folderUnwritable, fileTooLarge, fileMissing, fileUnreadable, fileUndecodable, cancelled: then, and
 * when it is refused, no folder is left
 */
export async function makeEnsemble({ pool, library }: MakingParts, blending: Blending): Promise<MadeEnsemble> {
  const { input, song, sources, method, restName, signal } = blending
  for (const { path } of sources) await checkReadable(path)
  const folder = await library.newJobFolder({ input, plan: blendPlan(method, blending.format, sources) })
  const stems = [sources[0]?.stem ?? '', ...(restName === null ? [] : [restName])]
  const { files: paths } = passingNames(folder, stems.length)
  const placed: string[] = []
  const run = (format: BlendFormat): Promise<BlendedFiles> => runBlend(pool, blending, format, paths)
  try {
    const first = await run(blending.format)
    const keptAsFloats = first.kind === 'clips'
    const made = keptAsFloats ? await run('wav32f') : first
    if (made.kind === 'refused') {
      await leave(folder, paths)
      return made
    }
    if (made.kind === 'clips') throw new Error('floats are cut off nowhere')
    signal.throwIfAborted()
    const format = keptAsFloats ? 'wav32f' : blending.format
    const names = stemFileNames(input.name, EXTENSIONS[format], stems.map((stem) => ({ stem, suggestedName: null })))
    for (const [index, path] of paths.entries()) placed.push(await placeFile(path, folder, names[index] ?? `${index}`))
    const files = await Promise.all(placed.map(async (fileName, index) => ({ stem: stems[index] ?? '', fileName, sizeBytes: (await stat(join(folder, fileName))).size })))
    const durationSeconds = input.durationSeconds ?? made.frames / made.sampleRateHz
    return { kind: 'made', results: { input: { ...input, durationSeconds }, plan: blendPlan(method, format, sources), source: song, folder, files }, keptAsFloats }
  } catch (error) {
    await leave(folder, [...paths, ...placed.map((name) => join(folder, name))])
    throw signal.aborted ? new AppError('cancelled', { cause: error }) : toAppError(error, folder, basename(sources[0]?.path ?? ''))
  }
}

/** Looked at before anything is begun, so that a result that cannot be read is not taken for a folder that cannot be written. */
async function checkReadable(path: string): Promise<void> {
  try {
    const file = await open(path)
    await file.read(Buffer.alloc(1), 0, 1, 0).finally(() => file.close())
  } catch (error) {
    throw sourceError(error, path)
  }
}

async function runBlend(pool: WorkerPool, { sources, method, song, restName, signal, onFraction }: Blending, format: BlendFormat, [path = '', restPath]: readonly string[]): Promise<BlendedFiles> {
  const control = createExportControl()
  const stop = (): void => { stopExport(control) }
  const look = setInterval(() => { onFraction(exportFraction(control)) }, LOOK_INTERVAL_MS)
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    return await pool.run({
      kind: 'blend', sources: sources.map(({ soundPath, weight }) => ({ path: soundPath, weight })), method, format,
      originalPath: song?.path ?? null, path, restPath: restName === null ? null : (restPath ?? null), control
    })
  } finally {
    clearInterval(look)
    signal.removeEventListener('abort', stop)
  }
}

/** Takes everything that was made away, and the folder unless somebody else has put something into it. */
export async function leave(folder: string, paths: readonly string[]): Promise<void> {
  await removeAll(paths)
  await rmdir(folder).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'ENOENT') throw error
  })
}
