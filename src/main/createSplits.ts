import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { DamagedNotes } from '../shared/domain/notice'
import { createWorkerPool } from './audio/workerPool'
import type { InputService } from './inputs/inputService'
import type { JobService } from './jobs/jobService'
import type { Ledger } from './jobs/ledger'
import type { Library } from './library/library'
import type { Log } from './log/log'
import { createRecordFolder } from './presets/recordFolder'
import { splitSchema } from './split/splitRecord'
import { loadSplits, type SplitService } from './split/splitService'

const THREADS = 2

export interface SplitsParts {
  readonly dataFolder: string
  readonly jobs: JobService
  readonly inputs: InputService
  readonly ledger: Pick<Ledger, 'findings'>
  readonly library: Library
  readonly accountId: () => string | null
  readonly createWorker: () => Worker
  readonly noteDamage: (notes: DamagedNotes) => void
  readonly log: Log
}

/** Long songs in parts, with threads of their own, before the jobs are started: their notes come before the ledger forgets removed jobs. */
export async function createSplits(parts: SplitsParts): Promise<SplitService> {
  const { dataFolder, jobs, inputs, ledger, library, accountId, createWorker, noteDamage, log } = parts
  const pool = createWorkerPool({ createWorker, size: THREADS })
  const splits = await loadSplits({
    store: createRecordFolder(join(dataFolder, 'splits'), splitSchema, 'parts of a song', Date.now, log, () => { noteDamage('splits') }),
    partsFolder: join(dataFolder, 'parts'), pool, jobs, inputs, newJobFolder: (job, below) => library.newJobFolder(job, below),
    removedJobIds: ledger.findings.removedRows.map(({ job }) => job.id), accountId, nowMs: Date.now, log
  })
  return {
    ...splits,
    async dispose() {
      await splits.dispose()
      await pool.dispose()
    }
  }
}
