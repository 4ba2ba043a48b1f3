import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job, StemFile } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import type { OutputFormat } from '../../codecs/types'
import { createExportControl, exportFraction, stopExport, type ExportControl } from '../audio/exportControl'
import type { WorkerPool } from '../audio/workerPool'
import { toAppError } from '../export/makeFiles'
import type { EnqueueItem } from '../jobs/enqueueItem'
import type { JobService } from '../jobs/jobService'
import { checkSource } from '../jobs/jobSource'
import type { Library } from '../library/library'
import { stemFileNames } from '../transfers/fileName'
import { sourceError } from '../transfers/systemError'
import { joinedJobId, partJobIds, partName, spansOf, type SplitRecord } from './splitRecord'

export interface StepParts {
  /** Holds a folder for each split that has parts on the disk. */
  readonly partsFolder: string
  readonly pool: Pick<WorkerPool, 'run'>
  readonly jobs: Pick<JobService, 'list' | 'enqueue' | 'filesOf' | 'addMade'>
  readonly newJobFolder: Library['newJobFolder']
}

/** Work under way: how far it is, and a way to end it. */
export interface Work {
  readonly fraction: () => number
  readonly stop: () => void
  /** For the threads, one after the other. */
  readonly next: (share: { readonly done: number; readonly of: number }) => ExportControl
}

/** Work that has not begun. */
export function createWork(): Work {
  let [control, share, isStopped] = [createExportControl(), { done: 0, of: 1 }, false]
  return {
    fraction: () => (share.done + exportFraction(control)) / share.of,
    stop() {
      isStopped = true
      stopExport(control)
    },
    next(wanted) {
      control = createExportControl()
      share = wanted
      if (isStopped) stopExport(control)
      return control
    }
  }
}

const partPath = (folder: string, index: number): string => join(folder, `part-${index + 1}.flac`)

/** Where the parts of a split lie. */
export const folderOf = ({ partsFolder }: StepParts, { id }: SplitRecord): string => join(partsFolder, id)

/** Writes the parts, anew each time. Throws 'fileMissing', 'fileChanged', 'fileUndecodable', 'diskFull', 'cancelled'. */
export async function cutSong(parts: StepParts, record: SplitRecord, work: Work): Promise<void> {
  const { song, cut } = record
  await checkSource(song)
  const folder = folderOf(parts, record)
  try {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    await parts.pool.run({
      kind: 'writeParts', path: song.path, plan: cut, partPaths: [0, ...cut.cuts].map((_, index) => partPath(folder, index)), control: work.next({ done: 0, of: 1 })
    })
  } catch (error) {
    throw toAppError(error, parts.partsFolder, song.name)
  }
  // What was cut must be what is joined to.
  await checkSource(song)
}

/** Makes the jobs of all parts at once: durable, and once however often it is asked for. */
export async function sendParts(parts: StepParts, record: SplitRecord): Promise<void> {
  const folder = folderOf(parts, record)
  const spans = spansOf(record.cut)
  const items = await Promise.all(partJobIds(record).map(async (id, index): Promise<EnqueueItem> => {
    const path = partPath(folder, index)
    const { size, mtimeMs } = await stat(path).catch((error: unknown) => {
      throw sourceError(error, path)
    })
    const { startSeconds = 0, endSeconds = 0 } = spans[index] ?? {}
    return {
      id, plan: record.plan, name: partName(record, index), sizeBytes: size, durationSeconds: endSeconds - startSeconds,
      source: { path, sizeBytes: size, mtimeMs, ...belowOf(record) }
    }
  }))
  parts.jobs.enqueue(items, record.service, record.accountId)
}

type ReadyJob = Job & { readonly phase: 'ready' }

/** The jobs of all parts once each is ready; null until then. */
export function readyParts({ jobs }: Pick<StepParts, 'jobs'>, record: SplitRecord): readonly ReadyJob[] | null {
  const known = new Map(jobs.list().map((job) => [job.id, job]))
  const ready = partJobIds(record).flatMap((id) => {
    const job = known.get(id)
    return job?.phase === 'ready' ? [job] : []
  })
  return ready.length === record.cut.cuts.length + 1 ? ready : null
}

/** The folder of the joined stems: the one begun before, if it is still there. Throws 'folderUnwritable' or 'diskFull'. */
export async function joinFolderOf(parts: StepParts, { joinFolder, song, plan }: SplitRecord): Promise<string> {
  const isThere = joinFolder !== null && (await stat(joinFolder).then((found) => found.isDirectory(), () => false))
  return isThere ? joinFolder : parts.newJobFolder({ input: toInput(song), plan }, song.below)
}

/** Joins every stem and takes the result in as a job. Throws 'partsDiffer' with the part that does not fit, 'diskFull', 'cancelled'. */
export async function joinSong(parts: StepParts, record: SplitRecord, jobs: readonly ReadyJob[], folder: string, work: Work): Promise<void> {
  const { id, song, plan, cut } = record
  const stems = stemsOfAll(jobs, song.name)
  const [first] = jobs
  if (first === undefined) return
  const formats = await Promise.all(stems.map(async ({ files }) => joinedFormat((await parts.pool.run({ kind: 'format', path: pathOf(parts, jobs, files, 0) }))?.format ?? null)))
  const names = stemFileNames(song.name, 'flac', stems.map(({ stem }, index) => ({ stem, suggestedName: `stem.${formats[index]?.startsWith('wav') === true ? 'wav' : 'flac'}` })))
  const made: { stem: string; fileName: string; sizeBytes: number }[] = []
  for (const [index, { stem, files }] of stems.entries()) {
    const fileName = names[index] ?? `${index}.flac`
    const path = join(folder, fileName)
    try {
      await parts.pool.run({
        kind: 'joinParts', paths: files.map((_, part) => pathOf(parts, jobs, files, part)), song: cut, format: formats[index] ?? 'flac24', path,
        control: work.next({ done: index, of: stems.length })
      })
      made.push({ stem, fileName, sizeBytes: (await stat(path)).size })
    } catch (error) {
      throw joinError(error, song.name, stem, folder)
    }
  }
  parts.jobs.addMade({
    id: joinedJobId(id), input: toInput(song), plan, source: { path: song.path, sizeBytes: song.sizeBytes, mtimeMs: song.mtimeMs, ...belowOf(record) },
    madeHere: { kind: 'joined', fromJobIds: jobs.map((job) => job.id) }, folder, files: made
  })
}

/** The folders the song was found in: its parts and its joined stems belong there as well. */
const belowOf = ({ song: { below } }: SplitRecord) => (below === undefined ? {} : { below })

const toInput = ({ name, sizeBytes, durationSeconds }: SplitRecord['song']): Job['input'] => ({ name, sizeBytes, durationSeconds })

/** What was compressed with loss is not compressed so again: it is kept as FLAC. */
const joinedFormat = (format: OutputFormat | null): OutputFormat => (format === null || format === 'mp3' ? 'flac24' : format)

/** Every stem with its file of each part. Twins are told apart by their order. */
function stemsOfAll(jobs: readonly ReadyJob[], name: string): readonly { readonly stem: string; readonly files: readonly StemFile[] }[] {
  const named = jobs.map(({ files }) => {
    const seen = new Map<string, number>()
    return new Map(files.map((file) => {
      const nth = seen.get(file.stem) ?? 0
      seen.set(file.stem, nth + 1)
      return [`${nth} ${file.stem}`, file]
    }))
  })
  const [first = new Map<string, StemFile>()] = named
  const words = (files: ReadonlyMap<string, StemFile>): string => [...files.values()].map(({ stem }) => stem).join(', ')
  const other = named.findIndex((files) => files.size !== first.size || [...files.keys()].some((key) => !first.has(key)))
  const otherFiles = named[other]
  if (otherFiles !== undefined) {
    throw new AppError('partsDiffer', { subject: name, detail: `Part ${other + 1} has ${words(otherFiles)}; part 1 has ${words(first)}.` })
  }
  return [...first].map(([key, { stem }]) => ({ stem, files: named.flatMap((files) => files.get(key) ?? []) }))
}

function pathOf({ jobs }: StepParts, of: readonly ReadyJob[], files: readonly StemFile[], part: number): string {
  const index = files[part]?.index
  const path = jobs.filesOf(of[part]?.id ?? '')?.files.find((file) => file.index === index)?.path
  if (path === undefined) throw new AppError('fileMissing', { subject: files[part]?.fileName })
  return path
}

function joinError(error: unknown, name: string, stem: string, folder: string): AppError {
  const known = toAppError(error, folder, name)
  return known.code === 'fileUndecodable' ? new AppError('partsDiffer', { subject: name, detail: `${stem}: ${known.detail ?? ''}`, cause: error }) : known
}
