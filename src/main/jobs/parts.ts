import type { Job, TransferProgress } from '../../shared/domain/job'
import type { ServiceId } from '../../shared/domain/service'
import type { TransferLimits } from '../../shared/domain/settings'
import type { SeparationsApi, ServiceAccess } from '../mvsep/types'
import type { Clock } from '../transfers/clock'
import type { Download } from '../transfers/download'
import type { AccountVerdict } from './accountHold'
import type { Asking } from './asking'
import type { Durations } from './durations'
import type { Ledger } from './ledger'
import type { JobStore } from './jobStore'
import type { RequestBudget } from './requestBudget'
import type { ServiceGate } from './serviceGate'
import type { TransferSlots } from './transferSlots'
import type { Waits } from './waits'

/** The accounts jobs belong to, as far as the engine needs to know them. */
export interface JobAccounts {
  /** The account new jobs belong to; null while nobody is signed in. */
  active(): string | null
  /** Whether there is a token to ask with as this account; null is the active one. */
  canAsk(accountId: string | null): boolean
}

/** What the job engine is built from; createApp passes the real parts, tests pass real or small ones. */
export interface JobServiceParts {
  readonly api: SeparationsApi
  readonly ledger: Ledger
  readonly clock: Clock
  /** 0 (included) to 1 (excluded). */
  readonly random: () => number
  /** Builds the download over the engine's own pauses, so that a wake-up ends them. */
  readonly createDownload: (pause: Waits['pause']) => Download
  /** Where to call and as whom; `home` is the job's own base, where it has one. Throws AppError('localServiceFailed') when the local service does not run. */
  readonly accessFor: (service: ServiceId, home?: string, accountId?: string | null) => Promise<ServiceAccess>
  /** Which accounts can pay; by default there is one, and accessFor tells whether it is signed in. */
  readonly accounts?: JobAccounts
  /** API base that new jobs for MVSEP are sent to; kept with the job for its whole life. */
  readonly homeForNew?: () => string
  /** Whether an account (null: the active one) spends credits: then more than one of its jobs may run at once (API notes §11). */
  readonly isPremium: (accountId: string | null) => boolean
  /** How much may happen at once; asked each time. */
  readonly limits: () => TransferLimits
  /** Makes a new folder for this job's results; asked once per job. Absolute path. */
  readonly jobFolderFor: (job: Job) => Promise<string>
  /** The folder new job folders are made in, from now on. Absolute path. */
  readonly libraryFolder: () => string
  /** Whether a result that is here whole can be read as what its name says; by default nobody looks. I/O errors are Node's. */
  readonly isReadable?: (path: string) => Promise<boolean>
  /** Whether a job's files are to be deleted at MVSEP once they are here; by default they are not. */
  readonly deletesAfterDownload?: () => boolean
  /** Hears of bugs and of what could not be written. Never throws. */
  readonly report: (problem: unknown) => void
  /** The one budget of everything that is asked of MVSEP; by default the jobs have one of their own. */
  readonly budget?: RequestBudget
  /** How long jobs took; by default remembered until the end of the run. */
  readonly durations?: Durations
  /** Asks whether an account's (null: the active one's) token is good. Never rejects; by default a refused token is believed bad. */
  readonly checkAccount?: (accountId: string | null) => Promise<AccountVerdict>
  /** MVSEP's own estimate of an account's wait in seconds; null when it offers none. Throws AppError (API notes §9). */
  readonly queueWait?: (signal: AbortSignal, accountId: string | null) => Promise<number | null>
}

/** What the steps of one job share. */
export interface JobSteps {
  readonly parts: JobServiceParts
  readonly store: JobStore
  readonly waits: Waits
  /** What all creates of a service wait for: its host, the disk. */
  readonly gateOf: (service: ServiceId) => ServiceGate
  /** What those of the job's own account wait for; the local service has one account. */
  readonly ownGateOf: (job: Job) => ServiceGate
  /** How jobs are asked about: one budget, a hold for each account, what is known of each. */
  readonly asking: Asking
  readonly tellProgress: (progress: TransferProgress) => void
  /** Whose turn it is to fetch a file. */
  readonly downloads: TransferSlots
  /** Lets the queue look again: an upload has sent its last bytes, which no event says. */
  readonly lookAgain: () => void
}
