import type { TrackTags } from '../../codecs/tags/trackTags'
import type { ExportContent } from '../../shared/domain/exports'
import type { StudioSession } from '../../shared/domain/studio'
import { AppError } from '../../shared/errors/appError'
import { type ExportJob, songWords, tagsOf } from './exportJob'
import { exportFileNames } from './exportNames'
import { planExport, type WantedFile } from './planExport'

export interface PrepareParts {
  /** @throws AppError jobNotFound */
  readonly jobOf: (jobId: string) => ExportJob
  /** The job as it is open in the Studio. */
  readonly openSession: (jobId: string) => Promise<StudioSession>
}

/** An export that is understood and can begin. */
export interface PreparedExport {
  readonly job: ExportJob
  readonly session: Pick<StudioSession, 'sampleRateHz' | 'frames'>
  readonly title: string
  /** The song's tags; null when it has none, or they are not wanted. */
  readonly tags: TrackTags | null
  readonly wanted: readonly WantedFile[]
  /** Leaf names of `wanted`, in its order. */
  readonly fileNames: readonly string[]
  /** Absolute paths that an export never replaces: the song and the job's own results. */
  readonly keptPaths: readonly string[]
}

/** Finds out what an export means. @throws AppError jobNotFound, invalidInput; what opening the session throws */
export async function prepareExport({ jobOf, openSession }: PrepareParts, content: ExportContent): Promise<PreparedExport> {
  const job = jobOf(content.jobId)
  const [session, tags] = await Promise.all([openSession(content.jobId), tagsOf(job)])
  if (content.range !== null && content.range.endFrame > session.frames) throw new AppError('invalidInput', { detail: 'beyond the end' })
  const words = songWords(job, tags, content.estimates)
  const wanted = planExport(content, job, session.stems.map(({ index }) => index))
  return {
    job,
    session: { sampleRateHz: session.sampleRateHz, frames: session.frames },
    title: words.title,
    tags: content.tags ? tags : null,
    wanted,
    fileNames: exportFileNames(content.template, words, wanted),
    keptPaths: [...job.files.map(({ path }) => path), ...job.sourcePaths, ...job.behindPaths]
  }
}
