import type { Account } from '../shared/domain/account'
import type { Job } from '../shared/domain/job'
import { paysCredits } from '../shared/domain/limits'
import type { AccountService } from './account/accountService'
import type { JobService } from './jobs/jobService'

export interface WakeParts {
  readonly jobs: Pick<JobService, 'list' | 'wake'>
  readonly account: Pick<AccountService, 'current' | 'activeId' | 'onChange'>
}

/**
 * Sends waiting jobs on when somebody signs in, when premium goes on or off, and when an answer about the account shows
 * that MVSEP can be reached again. An answer that is the same as before wakes nobody: it comes with every job, and must
 * not cut a wait short that the service asked for. The answer ends it.
 */
export function wakeOnAccount({ jobs, account }: WakeParts): () => void {
  let before: Account = account.current()
  const isOther = (now: Account): boolean =>
    before.status !== 'signedIn' || now.status !== 'signedIn' || before.email !== now.email || paysCredits(before) !== paysCredits(now)
  // Those of an account that is signed out wait for that one.
  const isActive = ({ accountId }: Job): boolean => accountId === null || accountId === account.activeId()
  const isAwaited = (): boolean =>
    jobs.list().some((job) => job.service === 'mvsep' && job.phase === 'queued' && (job.hold === 'offline' || (job.hold === 'signIn' && isActive(job))))
  return account.onChange((now) => {
    const wakes = now.status === 'signedIn' && (isOther(now) || isAwaited())
    before = now
    if (wakes) jobs.wake('account')
  })
}
