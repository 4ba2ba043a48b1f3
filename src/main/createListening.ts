import type { Worker } from 'node:worker_threads'
import { AppError } from '../shared/errors/appError'
import { createSongFactsService, type SongFactsService } from './audio/facts/songFactsService'
import { PATIENT } from './audio/patience'
import { ORIGINAL_INDEX } from './audio/stemCache'
import type { StudioService } from './audio/studioService'
import { createWorkerPool } from './audio/workerPool'
import { createCompareService, type CompareService } from './compare/compareService'
import type { Desktop } from './desktop'
import type { JobService } from './jobs/jobService'
import type { Log } from './log/log'
import { createTextService, type TextService } from './texts/textService'

/** What is found out by listening has two threads of its own: the Studio never waits for an estimate. */
const THREADS = 2

export interface ListeningParts {
  /** Where estimates are kept. */
  readonly factsFolder: string
  readonly jobs: Pick<JobService, 'list' | 'filesOf' | 'sourceOf'>
  readonly studio: () => Pick<StudioService, 'open' | 'close' | 'soundOf' | 'settled'>
  readonly createWorker: (manner: typeof PATIENT) => Worker
  readonly desktop: Pick<Desktop, 'chooseSaveFile'>
  readonly log: Log
}

export interface Listening {
  readonly songFacts: SongFactsService
  readonly compares: CompareService
  readonly texts: TextService
  dispose(): Promise<void>
}

/** Builds what the Studio knows of jobs beside their stems: tempo and key, comparisons, texts. */
export function createListening({ factsFolder, jobs, studio, createWorker, desktop, log }: ListeningParts): Listening {
  const pool = createWorkerPool({ createWorker: () => createWorker(PATIENT), size: THREADS })

  const filesOf = (jobId: string): NonNullable<ReturnType<typeof jobs.filesOf>>['files'] => {
    const results = jobs.filesOf(jobId)
    if (results === null) throw new AppError('jobNotFound')
    return results.files
  }

  return {
    songFacts: createSongFactsService({
      soundsOf: async (jobId) => {
        // Pictures come first, and what is being decoded need not be decoded twice.
        await studio().settled(jobId)
        const original = jobs.sourceOf(jobId)
        const soundOf = (index: number, path: string): Promise<string> => studio().soundOf(jobId, index, path, null)
        return {
          original: original && (await soundOf(ORIGINAL_INDEX, original.path)),
          stems: await Promise.all(filesOf(jobId).map(({ index, path }) => soundOf(index, path)))
        }
      },
      folder: factsFolder,
      pool,
      log
    }),
    compares: createCompareService({
      jobOf: (jobId) => {
        const job = jobs.list().find(({ id }) => id === jobId)
        if (job === undefined) throw new AppError('jobNotFound')
        return { job, files: filesOf(jobId), original: jobs.sourceOf(jobId) }
      },
      studio,
      pool,
      log
    }),
    texts: createTextService({ filesOf, desktop, log }),
    dispose: () => pool.dispose()
  }
}
