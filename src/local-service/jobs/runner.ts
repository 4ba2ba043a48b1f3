import { availableParallelism } from 'node:os'
import type { AccountStore } from '../accounts/accountStore'
import type { Catalogue } from '../catalogue/catalogue'
import { startSeparation, type SeparationOutcome, type SeparationRun } from '../separate/workerThread'
import type { Job, JobChange, JobFile } from './job'
import type { JobStore } from './jobStore'
import { limitsFor, tooLongText } from './limits'
import { toResultName } from './names'
import type { Storage } from './storage'

/** Threads at once: one core stays free for whoever sits at this computer. */
const MOST_THREADS = 2

/** Runs waiting jobs, the first of the queue first, each in a thread of its own. */
export interface Runner {
  /** Looks whether a waiting job can start now. Call whenever one may. */
  wake(): void
  /** Seconds of audio a running job has behind it; 0 for any other. */
  doneS(jobId: number): number
  /** Stops a running job for good. Does nothing for a job that does not run. */
  stop(jobId: number): Promise<void>
  /** Stops everything and starts nothing more; what ran will run again after the next start. */
  close(): Promise<void>
}

export interface RunnerParts {
  readonly jobs: JobStore
  readonly accounts: AccountStore
  readonly catalogue: Catalogue
  readonly storage: Storage
  readonly nowMs: () => number
  /** Told about a fault of ours, not of the file. */
  readonly onFault: (fault: unknown) => void
}

interface Running {
  doneS: number
  readonly separation: Promise<SeparationRun>
  readonly ended: Promise<void>
}

export function createRunner(parts: RunnerParts): Runner {
  const { jobs, accounts, catalogue, storage, nowMs } = parts
  const threads = Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1))
  const running = new Map<number, Running>()
  let closing = false

  function wake(): void {
    if (closing) return
    for (const job of jobs.inStatus('waiting')) {
      if (running.size >= threads) return
      if (!running.has(job.id)) start(job)
    }
  }

  /** Notes news of a job, unless it was withdrawn in the meantime. */
  function note(job: Job, change: JobChange): boolean {
    if (jobs.byId(job.id)?.status === 'removed') return false
    jobs.change(job.id, change)
    return true
  }

  function start(job: Job): void {
    const files = plannedFiles(job)
    jobs.change(job.id, { status: 'processing' })
    const startedAtMs = nowMs()
    const separation = begin(job, files)
    const ended = separation
      .then(async (run) => settle(job, files, startedAtMs, await run.ended))
      .catch(async (fault: unknown) => {
        parts.onFault(fault)
        await fail(job, 'This service could not run the job; its log says why.')
      })
      .finally(() => {
        running.delete(job.id)
        wake()
      })
    running.set(job.id, { doneS: 0, separation, ended })
  }

  async function begin(job: Job, files: readonly Omit<JobFile, 'sizeBytes'>[]): Promise<SeparationRun> {
    await storage.prepareOutput(job)
    const { method } = catalogue.entry(job.renderId)
    return startSeparation(
      {
        inputPath: storage.inputPath(job.hash ?? ''),
        referencePath: storage.referencePath(job.hash ?? ''),
        methodId: method.id,
        options: job.options,
        writer: catalogue.format(job.outputFormat).writer,
        longestS: limitsFor(job.isPremium).longestS,
        tooLongText: tooLongText(job.isPremium),
        outputs: files.map((file) => ({ stem: file.stem, path: storage.outputPath(job, file) }))
      },
      (news) => {
        const entry = running.get(job.id)
        if (news.kind === 'finalising') note(job, { status: 'merging' })
        else if (entry) entry.doneS = news.doneS
      }
    )
  }

  async function settle(
    job: Job,
    files: readonly Omit<JobFile, 'sizeBytes'>[],
    startedAtMs: number,
    outcome: SeparationOutcome
  ): Promise<void> {
    if (outcome.kind === 'stopped') return
    if (outcome.kind === 'failed') return fail(job, outcome.message)
    note(job, {
      status: 'done',
      durationS: outcome.durationS,
      separationMs: nowMs() - startedAtMs,
      files: files.map((file, index) => ({ ...file, sizeBytes: outcome.sizesBytes[index] ?? 0 }))
    })
  }

  async function fail(job: Job, message: string): Promise<void> {
    const refunded = note(job, { status: 'failed', message, credits: null })
    if (refunded && job.credits !== null && job.accountId !== null) accounts.addCredits(job.accountId, job.credits)
    await storage.removeOutput(job)
  }

  function plannedFiles(job: Job): readonly Omit<JobFile, 'sizeBytes'>[] {
    const { method } = catalogue.entry(job.renderId)
    const owner = job.accountId === null ? null : accounts.byId(job.accountId)
    const optionValues = method.options.filter(({ values }) => values.length > 0).map(({ key, defaultValue }) => job.options[key] ?? defaultValue)
    return method.stems(job.options).map((stem) => ({
      stem,
      name: toResultName({
        inputName: job.inputName,
        method: method.id,
        optionValues,
        stem,
        extension: catalogue.format(job.outputFormat).extension,
        long: owner?.longFilenamesEnabled ?? false
      })
    }))
  }

  async function stop(jobId: number): Promise<void> {
    const entry = running.get(jobId)
    if (!entry) return
    const separation = await entry.separation.catch(() => null) // its failure is told through `ended`
    await separation?.stop()
    await entry.ended
  }

  return {
    wake,
    doneS: (jobId) => running.get(jobId)?.doneS ?? 0,
    stop,
    async close() {
      closing = true
      await Promise.all([...running.keys()].map(stop))
    }
  }
}
