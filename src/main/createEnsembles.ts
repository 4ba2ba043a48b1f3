import type { Worker } from 'node:worker_threads'
import type { StudioService } from './audio/studioService'
import { createWorkerPool } from './audio/workerPool'
import { createEnsembleService, type EnsembleService } from './ensemble/ensembleService'
import type { JobService } from './jobs/jobService'
import type { Library } from './library/library'

/** One song's ensemble at a time is enough work for the disk; another window's need not wait for it. */
const THREADS = 2

export interface EnsemblesParts {
  readonly jobs: Pick<JobService, 'list' | 'filesOf' | 'sourceOf' | 'addMade'>
  readonly library: Pick<Library, 'newJobFolder'>
  readonly studio: Pick<StudioService, 'soundOf'>
  readonly createWorker: () => Worker
}

/** Builds what makes ensembles, with threads of its own, so that nothing that is heard waits for one. */
export function createEnsembles({ jobs, library, studio, createWorker }: EnsemblesParts): { readonly ensembles: EnsembleService; dispose(): Promise<void> } {
  const pool = createWorkerPool({ createWorker, size: THREADS })
  const ensembles = createEnsembleService({
    jobs, library, pool,
    // What the Studio has decoded is the same sound, read several times faster.
    soundOf: (jobId, index, path) => studio.soundOf(jobId, index, path, null)
  })
  return {
    ensembles,
    async dispose() {
      await ensembles.dispose()
      await pool.dispose()
    }
  }
}
