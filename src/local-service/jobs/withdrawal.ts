import type { AccountStore } from '../accounts/accountStore'
import { Refusal } from '../refusal'
import type { Job } from './job'
import type { JobStore } from './jobStore'
import type { LinkFetcher } from './linkFetcher'
import type { Runner } from './runner'
import type { Storage } from './storage'

export interface WithdrawalParts {
  readonly jobs: JobStore
  readonly accounts: AccountStore
  readonly storage: Storage
  readonly runner: Runner
  readonly fetcher: LinkFetcher
}

/** How jobs leave the service: cancelled, deleted, expired. Their files leave with them. */
export interface Withdrawal {
  /** Stops an unfinished job; credits come back when it had not begun (API page, cancel). Throws Refusal 400. */
  cancel(job: Job): Promise<void>
  /** Removes a job in whatever state, with its files. */
  remove(job: Job): Promise<void>
}

export function createWithdrawal({ jobs, accounts, storage, runner, fetcher }: WithdrawalParts): Withdrawal {
  async function remove({ id }: Job): Promise<void> {
    const job = jobs.byId(id)
    if (!job || job.status === 'removed') return
    const refund = job.status === 'waiting' ? job.credits : null
    if (refund !== null && job.accountId !== null) accounts.addCredits(job.accountId, refund)
    // The row first: from here on nobody starts it, and whoever works on it sees that it is over.
    jobs.change(id, { status: 'removed', ...(refund === null ? {} : { credits: null }) })
    await fetcher.stop(id)
    await runner.stop(id)
    await storage.removeFiles(job)
    runner.wake()
  }

  return {
    async cancel(job) {
      if (job.status === 'done' || job.status === 'failed') {
        throw new Refusal(400, 'The separation is already finished; there is nothing to cancel.')
      }
      await remove(job)
    },
    remove
  }
}
