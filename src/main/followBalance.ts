import type { Job } from '../shared/domain/job'
import { AppError } from '../shared/errors/appError'
import type { AccountService } from './account/accountService'
import type { JobService } from './jobs/jobService'
import type { JobsChanged } from './jobs/jobStore'
import type { Log } from './log/log'

export interface BalanceParts {
  readonly jobs: Pick<JobService, 'list' | 'onChange'>
  readonly account: Pick<AccountService, 'refresh'>
  readonly log: Log
}

/** What a job means for the balance: nothing yet, charged, or settled for good. */
type Stage = 'here' | 'there' | 'over'

function stageOf({ phase }: Job): Stage {
  switch (phase) {
    case 'queued':
    case 'uploading':
    case 'unconfirmed': return 'here'
    case 'waiting':
    case 'distributing':
    case 'processing':
    case 'merging': return 'there'
    // The service is done with it when the download begins.
    case 'downloading':
    case 'ready':
    case 'failed':
    case 'cancelled': return 'over'
  }
}

/**
 * Asks MVSEP for the account anew whenever it took a job in or was done with one: both change the credits and free runs
 * that the next batch is measured by. One asking at a time, and one more after it where something happened meanwhile.
 * The answer ends it.
 */
export function followBalance({ jobs, account, log }: BalanceParts): () => void {
  const stages = new Map(jobs.list().map((job) => [job.id, stageOf(job)]))
  let asking = false
  let again = false

  const ask = async (): Promise<void> => {
    if (asking) {
      again = true
      return
    }
    asking = true
    try {
      await account.refresh()
    } catch (error) {
      const expected = error instanceof AppError
      log[expected ? 'info' : 'error']('the balance could not be asked for after a job', expected ? { code: error.code } : { error })
    } finally {
      asking = false
    }
    if (!again) return
    again = false
    await ask()
  }

  return jobs.onChange(({ jobs: changed, removedIds }: JobsChanged) => {
    for (const id of removedIds) stages.delete(id)
    const moved = changed.filter((job) => {
      const [before, now] = [stages.get(job.id) ?? 'here', stageOf(job)]
      stages.set(job.id, now)
      return job.service === 'mvsep' && now !== before && now !== 'here'
    })
    if (moved.length > 0) void ask()
  })
}
