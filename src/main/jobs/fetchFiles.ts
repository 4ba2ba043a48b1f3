import { lstat, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Job, StemFile } from '../../shared/domain/job'
import { OUTPUT_FORMATS } from '../../shared/domain/outputFormat'
import { MOST_AT_ONCE } from '../../shared/domain/settings'
import { AppError, type ErrorCode } from '../../shared/errors/appError'
import { isInAnswer } from '../mvsep/toAnswerTexts'
import type { RemoteFile } from '../mvsep/types'
import { clearTraces, type Download, type DownloadedFile } from '../transfers/download'
import { soundExtensionOf, stemFileNames } from '../transfers/fileName'
import { folderError } from '../transfers/systemError'
import { asidePath } from './checkResult'
import { deleteThere } from './deleteThere'
import { createDownloadHold, createLineWatch } from './downloadHold'
import { fetchText } from './fetchText'
import type { JobSteps } from './parts'
import { whereIs } from './poller'

/** The announced results under names of our own. */
export function toStemFiles({ input, plan, adopted }: Job, files: readonly RemoteFile[]): readonly StemFile[] {
  // What format was asked for elsewhere is told by the results alone.
  const extension = (adopted === undefined ? null : soundExtensionOf(files)) ?? OUTPUT_FORMATS.find(({ id }) => id === plan.outputFormat)?.extension ?? 'bin'
  const names = stemFileNames(input.name, extension, files)
  return files.map(({ stem, url, sizeBytes }, index) => ({ index, stem, url, sizeBytes, fileName: names[index] ?? `${index}.${extension}`, done: false, damaged: false }))
}

/**
 * downloading -> ready: every result into the job's folder, a few at a time. A full disk is waited out; for a folder that
 * is gone or takes nothing the job is left held for the user. Throws the first other error once all files ended.
 */
export async function fetchFiles(steps: JobSteps, id: string, download: Download, signal: AbortSignal): Promise<void> {
  const hold = createDownloadHold(steps, id)
  for (let goesOn = true; goesOn; ) {
    try {
      return await fetchMissing(steps, id, download, signal)
    } catch (error) {
      goesOn = await hold.outlast(error, signal)
    }
  }
}

async function fetchMissing(steps: JobSteps, id: string, download: Download, signal: AbortSignal): Promise<void> {
  const { store, parts } = steps
  const folder = await folderOf(steps, id)
  const { job } = store.get(id)
  if (job.phase !== 'downloading') return
  if (job.hold !== null) store.apply(id, { type: 'downloadHeld', hold: null, place: null })
  const first = await whereIs(steps, job)
  const isReadable = parts.isReadable ?? (() => Promise.resolve(true))
  const line = createLineWatch(store, id)
  const progress = createSum(steps, job.id, job.files)
  const waiting = job.files.filter(({ done }) => !done)
  const worker = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const { index, fileName, sizeBytes } = file
      const onProgress = progress(index)
      const fetchFrom = async (apiBase: string): Promise<DownloadedFile> => {
        const url = job.service === 'local' ? relocate(file.url, apiBase) : file.url
        try {
          const request = { url, apiBase, folder, fileName, announcedBytes: sizeBytes, onProgress }
          return await steps.downloads.run(signal, (own) => line.watch(index, (onCutOff) => download({ ...request, signal: own, onCutOff })))
        } catch (error) {
          if (job.service !== 'local' || !(error instanceof AppError) || error.code !== 'serverUnreachable') throw error
          // It may have ended on the way; asking where it is starts it again.
          const { apiBase: now } = await whereIs(steps, job)
          if (now === apiBase) throw error
          return fetchFrom(now)
        }
      }
      const there = isInAnswer(file.url) ? await fetchText(steps, id, file, folder, signal) : await fetchFrom(first.apiBase)
      const readable = await isReadable(join(folder, there.fileName)).catch((error: unknown) => {
        throw folderError(error, folder)
      })
      if (readable) await rm(asidePath(folder, fileName), { force: true })
      store.apply(id, { type: 'fileDone', index, fileName: there.fileName, damaged: !readable })
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(waiting.length, MOST_AT_ONCE) }, worker))
  for (const end of ends) if (end.status === 'rejected') throw namingLibrary(end.reason, folder)
  if (signal.aborted) return
  // The traces tell a restart which files are whole; once the ledger says ready, nobody asks them.
  if (!store.apply(id, { type: 'allFilesDone' })) return
  await clearTraces(folder, job.files.map(({ fileName }) => fileName))
  // What was made elsewhere may be somebody else's, or wanted by another device: it goes at the user's word alone.
  if (job.service === 'mvsep' && job.adopted === undefined && parts.deletesAfterDownload?.() === true) await deleteThere(steps, id, signal)
}

/**
 * The job's own folder, made once. One that is gone is never made again by itself: its drive may be unplugged, and what
 * stands at its place belong to another one (A7 row 16).
 */
async function folderOf({ parts, store }: JobSteps, id: string): Promise<string> {
  const { folder, job } = store.get(id)
  if (folder === null) {
    const fresh = await parts.jobFolderFor(job)
    store.note(id, { folder: fresh })
    return fresh
  }
  if (await isFolder(folder)) return folder
  throw new AppError('folderUnwritable', { subject: basename(dirname(folder)), detail: 'ENOENT' })
}

const ABOUT_FOLDER: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['diskFull', 'fileTooLarge', 'folderUnwritable'])

/** People chose the library folder and know its name; the job's own folder in it was named by us. */
function namingLibrary(error: unknown, folder: string): unknown {
  if (!(error instanceof AppError) || !ABOUT_FOLDER.has(error.code)) return error
  return new AppError(error.code, { detail: error.detail, subject: basename(dirname(folder)), cause: error })
}

/** A folder of ours is none that something else leads to (A7 row 26). */
const isFolder = (path: string): Promise<boolean> => lstat(path).then((found) => found.isDirectory(), () => false)

/** The local service comes back on another port, and its results with it. */
function relocate(url: string, apiBase: string): string {
  if (!URL.canParse(url)) return url
  const { pathname, search } = new URL(url)
  return new URL(pathname + search, apiBase).href
}

/** Adds the bytes of all files up; the whole is known when every length is. */
function createSum({ tellProgress }: JobSteps, jobId: string, files: readonly StemFile[]): (index: number) => (doneBytes: number, totalBytes: number | null) => void {
  const done = new Map(files.map((file) => [file.index, file.done ? (file.sizeBytes ?? 0) : 0]))
  const total = new Map(files.map((file) => [file.index, file.sizeBytes]))
  return (index) => (doneBytes, totalBytes) => {
    done.set(index, doneBytes)
    total.set(index, totalBytes)
    const known = [...total.values()].every((bytes) => bytes !== null)
    const sum = (bytes: Iterable<number | null>): number => [...bytes].reduce<number>((whole, part) => whole + (part ?? 0), 0)
    tellProgress({ jobId, direction: 'download', doneBytes: sum(done.values()), totalBytes: known ? sum(total.values()) : null })
  }
}
