import type { Worker } from 'node:worker_threads'
import type { StudioService } from './audio/studioService'
import { createWorkerPool } from './audio/workerPool'
import type { InputService } from './inputs/inputService'
import type { JobService } from './jobs/jobService'
import { fileOf } from './jobs/jobSource'
import type { LedgerRow } from './jobs/ledger'
import type { Log } from './log/log'
import { createPreparedService, type PreparedService } from './prepared/preparedService'
import { sweepPrepared } from './prepared/sweepPrepared'
import type { RecipeRuns } from './recipes/runService'
import type { SplitService } from './split/splitService'

/** One song is made ready while the next one's size is told. */
const THREADS = 2

export interface CreatePreparedParts {
  readonly folder: string
  readonly inputs: InputService
  readonly jobs: JobService
  readonly studio: () => StudioService
  readonly createWorker: () => Worker
  /** Jobs as they were found at the start. */
  readonly rows: readonly LedgerRow[]
  readonly recipeRuns: Pick<RecipeRuns, 'sources'>
  readonly splits: Pick<SplitService, 'sources'>
  readonly log: Log
}

/** Builds what is done with a song before the upload, with threads of its own; what no job, recipe or split refers to any more is removed first. */
export function createPrepared({ createWorker, rows, recipeRuns, splits, ...parts }: CreatePreparedParts): PreparedService {
  const { folder, log } = parts
  const pool = createWorkerPool({ createWorker, size: THREADS })
  const sources = [...rows.filter(({ removedAtMs }) => removedAtMs === null).map(({ source }) => source), ...recipeRuns.sources(), ...splits.sources()]
  const kept = new Set(sources.flatMap((source) => fileOf(source)?.path ?? []))
  const swept = sweepPrepared(folder, kept).catch((error: unknown) => { log.warn('prepared files that nobody needs stay', { error }) })
  const service = createPreparedService({ ...parts, pool })
  return {
    ...service,
    // A sweep under way must not meet a file that is being made.
    offers: async (inputId) => { await swept; return service.offers(inputId) },
    prepare: async (inputId, preparation) => { await swept; return service.prepare(inputId, preparation) },
    async dispose() {
      await service.dispose()
      await pool.dispose()
    }
  }
}
