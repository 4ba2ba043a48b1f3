import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalogue } from '../catalogue/catalogue'
import type { Job } from './job'
import type { JobStore } from './jobStore'
import type { LinkFetcher } from './linkFetcher'
import type { Runner } from './runner'
import type { Storage } from './storage'
import type { Withdrawal } from './withdrawal'

const HOUR_MS = 60 * 60 * 1000
/** Files live this long from the job's creation (API notes, retention). */
export const RETENTION_MS = 72 * HOUR_MS
const SWEEP_INTERVAL_MS = HOUR_MS / 6

export interface HousekeepingParts {
  readonly jobs: JobStore
  readonly catalogue: Catalogue
  readonly storage: Storage
  readonly runner: Runner
  readonly fetcher: LinkFetcher
  readonly withdrawal: Withdrawal
  readonly nowMs: () => number
  readonly onFault: (fault: unknown) => void
}

/** Keeps the data folder true and small. */
export interface Housekeeping {
  /** Puts jobs the last run left unfinished back in the queue, and removes files no job knows. */
  recover(): Promise<void>
  /** Removes what is older than the retention time. */
  sweep(): Promise<void>
  /** Sweeps now and then, until the function it gives back is called. */
  begin(): () => void
}

export function createHousekeeping(parts: HousekeepingParts): Housekeeping {
  const { jobs, catalogue, storage, runner, fetcher, withdrawal, nowMs } = parts

  async function hasFiles(job: Job): Promise<boolean> {
    const takesTwo = catalogue.find(job.renderId)?.method.kind === 'match'
    return (await storage.hasInput(job)) && (!takesTwo || (await storage.hasReference(job)))
  }

  async function recover(): Promise<void> {
    for (const job of jobs.inStatus('waiting', 'processing', 'merging')) {
      await storage.removeOutput(job)
      if (await hasFiles(job)) jobs.change(job.id, { status: 'waiting' })
      else jobs.change(job.id, { status: 'failed', message: 'The uploaded file is no longer there.' })
    }
    const known = (name: string): boolean => {
      const status = jobs.byHash(name)?.status
      return status !== undefined && status !== 'removed'
    }
    for (const folder of [join(storage.storageDir, 'temp'), join(storage.storageDir, 'references')]) {
      const strangers = (await readdir(folder)).filter((name) => !known(name))
      await Promise.all(strangers.map((name) => rm(join(folder, name), { force: true })))
    }
    jobs.inStatus('fetching').forEach((job) => fetcher.start(job))
    runner.wake()
  }

  async function sweep(): Promise<void> {
    for (const job of jobs.keptSince(nowMs() - RETENTION_MS)) await withdrawal.remove(job)
  }

  return {
    recover,
    sweep,
    begin() {
      const timer = setInterval(() => void sweep().catch(parts.onFault), SWEEP_INTERVAL_MS)
      timer.unref()
      return () => clearInterval(timer)
    }
  }
}
