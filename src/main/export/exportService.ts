import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { unknownTokens } from '../../shared/domain/exportNames'
import type {
  ExportOptions, ExportOutcome, ExportPlace, ExportPreview, ExportPreviewRequest, ExportProgress, ExportRequest
} from '../../shared/domain/exports'
import { AppError } from '../../shared/errors/appError'
import { displayPath } from '../library/displayPath'
import { folderError } from '../transfers/systemError'
import { createEmitter } from '../util/emitter'
import type { ExportChoicesStore } from './exportChoices'
import type { ExportJob } from './exportJob'
import { zipFileName } from './exportNames'
import type { MakeParts } from './makeFiles'
import { mayReplace, takenNames } from './placeExport'
import { prepareExport, type PreparedExport, type PrepareParts } from './prepareExport'
import { writeExport } from './writeExport'

export interface ExportServiceParts extends PrepareParts, MakeParts {
  readonly choices: ExportChoicesStore
  readonly desktop: { chooseFolder(startAt: string): Promise<string | null>; showInFolder(path: string): void }
}

export interface ExportService {
  /** What was chosen last, and where this job's exports may go. @throws AppError jobNotFound */
  options(jobId: string): Promise<ExportOptions>
  /** Asks for a folder and remembers it; answers the one in force afterwards, as people write it. */
  chooseFolder(jobId: string): Promise<string | null>
  /** The names an export would write. @throws AppError jobNotFound, invalidInput */
  preview(request: ExportPreviewRequest): Promise<ExportPreview>
  /** Asks for a folder when none is known, makes the files, verifies them. @throws AppError as writeExport */
  start(request: ExportRequest): Promise<ExportOutcome>
  /** Ends an export that is under way; what it has written is removed before its `start` rejects with 'cancelled'. */
  cancel(exportId: string): void
  /** Shows the first file of a finished export in the system's file manager; nothing when it is not known any more. */
  show(exportId: string): void
  onProgress(listener: (progress: ExportProgress) => void): () => void
  /** Ends every export and waits until nothing of it is left. The threads stay the caller's. */
  dispose(): Promise<void>
}

/** Finished exports that can still be shown. */
const MOST_REMEMBERED = 20

/** Writes stems and mixes into folders of the user's. */
export function createExportService(parts: ExportServiceParts): ExportService {
  const { choices, desktop } = parts
  const progress = createEmitter<ExportProgress>()
  const running = new Map<string, { readonly controller: AbortController; readonly ended: Promise<unknown> }>()
  const shown = new Map<string, string>()

  async function placesOf(job: ExportJob): Promise<Record<ExportPlace, string | null>> {
    const besides = [job.behindPaths, job.sourcePaths].flatMap(([song]) => (song === undefined ? [] : [dirname(song)]))
    const areThere = await Promise.all(besides.map(isFolder))
    const chosen = await choices.folder()
    return {
      folder: chosen !== null && (await isFolder(chosen)) ? chosen : null,
      source: besides.find((_, index) => areThere[index]) ?? null,
      job: job.folder
    }
  }

  async function askForFolder(job: ExportJob): Promise<string | null> {
    const chosen = await desktop.chooseFolder((await choices.folder()) ?? job.folder)
    if (chosen !== null) await choices.keep({ folder: chosen })
    return chosen
  }

  /** The folder of a place; null when the user closed the dialog. */
  async function folderOf(place: ExportPlace, job: ExportJob): Promise<string | null> {
    const folder = (await placesOf(job))[place]
    if (folder !== null) return folder
    if (place === 'folder') return askForFolder(job)
    throw new AppError('folderUnwritable', { detail: 'ENOENT' })
  }

  const namesOf = ({ fileNames, title }: PreparedExport, zip: boolean): readonly string[] => (zip ? [zipFileName(title)] : fileNames)

  async function run(request: ExportRequest, signal: AbortSignal): Promise<ExportOutcome> {
    const { exportId, place, collision, agreedNames, zip, mayClip, template, format, tags } = request
    const whole = await prepareExport(parts, request)
    const folder = await folderOf(place, whole.job)
    if (folder === null) return { kind: 'closed' }
    await choices.keep({ kind: request.what.kind, format, place, collision, template, zip, tags })
    const taken = await takenNames(folder, namesOf(whole, zip)).catch((error: unknown) => { throw folderError(error, folder) })
    if (collision === 'replace') {
      const inTheWay = taken.filter((name) => !agreedNames.includes(name))
      const replaceable = await Promise.all(inTheWay.map((name) => mayReplace(join(folder, name), whole.keptPaths)))
      const unasked = inTheWay.filter((_, index) => replaceable[index])
      if (unasked.length > 0) return { kind: 'wouldReplace', fileNames: unasked }
    }
    const skippedNames = collision === 'skip' ? taken : []
    if (skippedNames.length === namesOf(whole, zip).length) return { kind: 'done', folder: displayPath(folder), fileNames: [], skippedNames, overDecibels: null }
    const prepared = zip ? whole : without(whole, skippedNames)
    const onFraction = (fraction: number): void => { progress.emit({ exportId, fraction }) }
    const written = await writeExport(parts, { content: request, prepared, folder, policy: collision, mayClip, zip, signal, onFraction })
    if (written.kind === 'clips') return written
    remember(exportId, join(folder, written.fileNames[0] ?? ''))
    return { kind: 'done', folder: displayPath(folder), fileNames: written.fileNames, skippedNames, overDecibels: written.overDecibels }
  }

  function remember(exportId: string, path: string): void {
    shown.set(exportId, path)
    const [oldest] = shown.keys()
    if (shown.size > MOST_REMEMBERED && oldest !== undefined) shown.delete(oldest)
  }

  return {
    async options(jobId) {
      const places = await placesOf(parts.jobOf(jobId))
      const show = (path: string | null): string | null => (path === null ? null : displayPath(path))
      return { choices: await choices.choices(), places: { folder: show(places.folder), source: show(places.source), job: show(places.job) } }
    },
    async chooseFolder(jobId) {
      const job = parts.jobOf(jobId)
      const folder = (await askForFolder(job)) ?? (await placesOf(job)).folder
      return folder === null ? null : displayPath(folder)
    },
    async preview(request) {
      const prepared = await prepareExport(parts, request)
      const fileNames = namesOf(prepared, request.zip)
      const folder = (await placesOf(prepared.job))[request.place]
      // A folder that cannot be looked into is told when the export begins.
      const taken = folder === null ? [] : await takenNames(folder, fileNames).catch(() => [])
      return { fileNames, zippedNames: request.zip ? prepared.fileNames : [], takenNames: taken, unknownTokens: unknownTokens(request.template) }
    },
    async start(request) {
      if (running.has(request.exportId)) throw new AppError('invalidInput', { detail: 'this export is under way' })
      const controller = new AbortController()
      const ended = run(request, controller.signal)
      running.set(request.exportId, { controller, ended: ended.catch(() => undefined) }) // told to whoever asked
      try {
        return await ended
      } finally {
        running.delete(request.exportId)
      }
    },
    cancel(exportId) {
      running.get(exportId)?.controller.abort()
    },
    show(exportId) {
      const path = shown.get(exportId)
      if (path !== undefined) desktop.showInFolder(path)
    },
    onProgress: (listener) => progress.on(listener),
    async dispose() {
      for (const { controller } of running.values()) controller.abort()
      await Promise.all([...running.values()].map(({ ended }) => ended))
      progress.clear()
    }
  }
}

function without(prepared: PreparedExport, names: readonly string[]): PreparedExport {
  const kept = prepared.fileNames.map((name) => !names.includes(name))
  return { ...prepared, wanted: prepared.wanted.filter((_, index) => kept[index]), fileNames: prepared.fileNames.filter((_, index) => kept[index]) }
}

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false // gone, or its drive is
  }
}
