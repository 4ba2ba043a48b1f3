import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { AppError } from '../shared/errors/appError'
import type { StudioService } from './audio/studioService'
import { withSong } from './audio/withSong'
import { createWorkerPool } from './audio/workerPool'
import type { Desktop } from './desktop'
import { createDragService, type DragService } from './export/dragOut'
import { createExportChoices } from './export/exportChoices'
import { type ExportJob, sourcePathsOf } from './export/exportJob'
import { createExportService, type ExportService } from './export/exportService'
import { pathsBehind } from './export/songBehind'
import type { JobService } from './jobs/jobService'
import type { Log } from './log/log'

const MOST_THREADS = 4

export interface ExportsParts {
  readonly dataFolder: string
  readonly jobs: JobService
  readonly studio: StudioService
  readonly desktop: Desktop
  readonly createWorker: () => Worker
  readonly log: Log
}

/** Builds what carries stems out of the app. Its threads are its own, so that an export never waits for the Studio or it for one. */
export function createExports(parts: ExportsParts): { readonly exports: ExportService; readonly drags: DragService; dispose(): Promise<void> } {
  const { jobs, studio, desktop } = parts
  const pool = createWorkerPool({ createWorker: parts.createWorker, size: Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1)) })

  const jobOf = (jobId: string): ExportJob => {
    const job = jobs.list().find(({ id }) => id === jobId)
    const results = jobs.filesOf(jobId)
    if (job === undefined || results === null) throw new AppError('jobNotFound')
    const source = jobs.sourceOf(jobId)
    return {
      inputName: job.input.name, plan: job.plan, folder: results.folder, files: withSong(results.files, source),
      sourcePaths: sourcePathsOf(source), behindPaths: pathsBehind(jobId, jobs)
    }
  }

  const makeParts = {
    jobOf,
    openSession: (jobId: string) => studio.open(jobId),
    /** What the Studio has decoded is the same sound, read several times faster; what only the Studio can decode lies there alone. */
    soundOf: (jobId: string, index: number, path: string, rateHz: number | null) => studio.soundOf(jobId, index, path, rateHz),
    pool,
    desktop,
    log: parts.log
  }
  const exports = createExportService({ ...makeParts, choices: createExportChoices(join(parts.dataFolder, 'exports.json'), parts.log) })
  const drags = createDragService(makeParts)
  return {
    exports,
    drags,
    async dispose() {
      await Promise.all([exports.dispose(), drags.dispose()])
      await pool.dispose()
    }
  }
}
