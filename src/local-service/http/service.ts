import type { AccountStore } from '../accounts/accountStore'
import type { Catalogue } from '../catalogue/catalogue'
import type { CheckStore } from '../checker/checkStore'
import type { Desk } from '../jobs/desk'
import type { JobStore } from '../jobs/jobStore'
import type { LinkFetcher } from '../jobs/linkFetcher'
import type { Runner } from '../jobs/runner'
import type { Storage } from '../jobs/storage'
import type { Withdrawal } from '../jobs/withdrawal'

/** The parts the HTTP routes speak for. */
export interface ServiceParts {
  readonly accounts: AccountStore
  readonly jobs: JobStore
  readonly catalogue: Catalogue
  readonly checks: CheckStore
  readonly storage: Storage
  readonly runner: Runner
  readonly fetcher: LinkFetcher
  readonly desk: Desk
  readonly withdrawal: Withdrawal
  readonly nowMs: () => number
}
