import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../refusal'
import type { Desk } from './desk'
import { download } from './download'
import type { Job } from './job'
import type { JobStore } from './jobStore'
import { limitsFor, tooLargeText } from './limits'
import type { Storage } from './storage'

/** Downloads the links of `fetching` jobs and hands the files to the desk. */
export interface LinkFetcher {
  start(job: Job): void
  /** Ends a download for good. Does nothing for a job that has none. */
  stop(jobId: number): Promise<void>
  /** Ends all downloads; they begin again after the next start. */
  close(): Promise<void>
}

export interface LinkFetcherParts {
  readonly jobs: JobStore
  readonly storage: Storage
  readonly desk: Desk
}

export function createLinkFetcher({ jobs, storage, desk }: LinkFetcherParts): LinkFetcher {
  const running = new Map<number, { readonly abort: AbortController; readonly ended: Promise<void> }>()

  async function fetchJob(job: Job, abort: AbortController): Promise<void> {
    const path = join(storage.incomingDir, randomBytes(12).toString('hex'))
    const limit = { largestBytes: limitsFor(job.isPremium).largestBytes, tooLargeText: tooLargeText(job.isPremium) }
    try {
      const file = await download(new URL(job.sourceUrl ?? ''), path, limit, abort.signal)
      await desk.acceptFetched(job, file)
    } catch (error) {
      if (abort.signal.aborted) return
      jobs.change(job.id, { status: 'failed', message: explain(error) })
    } finally {
      await rm(path, { force: true })
    }
  }

  async function stop(jobId: number): Promise<void> {
    const entry = running.get(jobId)
    entry?.abort.abort()
    await entry?.ended
  }

  return {
    start(job) {
      const abort = new AbortController()
      const ended = fetchJob(job, abort).finally(() => running.delete(job.id))
      running.set(job.id, { abort, ended })
    },
    stop,
    async close() {
      await Promise.all([...running.keys()].map(stop))
    }
  }
}

function explain(error: unknown): string {
  if (error instanceof Refusal) return error.message
  // fetch wraps the reason that helps ("getaddrinfo ENOTFOUND …") in one that does not ("fetch failed").
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return `The link could not be downloaded: ${cause instanceof Error ? cause.message : String(cause)}.`
}
