import type { Job } from '../../shared/domain/job'
import type { JobTrouble } from '../../shared/domain/outlook'
import type { ServiceId } from '../../shared/domain/service'
import { AppError } from '../../shared/errors/appError'
import { createAccountDesks, type AccountDesks } from './accountDesks'
import { createDurations, type Durations } from './durations'
import { remoteOf } from './jobReducer'
import { createOutlooks, type Outlooks } from './outlooks'
import type { JobServiceParts } from './parts'
import { createRequestBudget, type RequestBudget } from './requestBudget'
import { ESTIMATE_INTERVAL_MS, LOCAL_POLLS_IN_FLIGHT, POLL_BURST, POLLS_IN_FLIGHT, REQUESTS_PER_MINUTE } from './schedules'
import type { Waits } from './waits'

/** All that asking about jobs shares: the budget, the accounts' holds, what is known of each job. */
export interface Asking {
  readonly outlooks: Outlooks
  readonly durations: Durations
  readonly accounts: AccountDesks
  readonly isSeen: () => boolean
  budgetOf(service: ServiceId): RequestBudget
  troubleOf(job: Job): JobTrouble | null
  /** Seconds by the service's own estimate; null where it offers none or was asked a moment ago. */
  estimate(job: Job, signal: AbortSignal): Promise<number | null>
  setSeen(seen: boolean): void
  wake(afresh: boolean): void
  dispose(): Promise<void>
}

/** The host a job is asked about at; the local service has one name whatever its port. */
export const hostOf = (job: Job): string => {
  const base = job.service === 'mvsep' ? remoteOf(job)?.apiBase : undefined
  return base !== undefined && URL.canParse(base) ? new URL(base).host : job.service
}

/** Builds the shared part of asking. */
export function createAsking(parts: JobServiceParts, waits: Waits): Asking {
  const { clock, random } = parts
  const budgets = {
    mvsep: parts.budget ?? createMvsepBudget(clock, random),
    local: createRequestBudget({ perMinute: Infinity, burst: 1, inFlight: LOCAL_POLLS_IN_FLIGHT }, clock, random)
  }
  const outlooks = createOutlooks(clock)
  const accounts = createAccountDesks(parts, waits)
  const durations = parts.durations ?? createDurations()
  let seen = true
  /** When each account was told an estimate; Infinity once the service offers none. */
  const estimatedAtMs = new Map<string, number>()

  return {
    outlooks,
    durations,
    accounts,
    isSeen: () => seen,
    budgetOf: (service) => budgets[service],
    troubleOf(job) {
      if (job.service === 'mvsep' && job.adopted === undefined && accounts.of(job).hold.isHeld) return 'account'
      const code = budgets[job.service].troubleOf(hostOf(job))
      return code === null ? null : code === 'rateLimited' ? 'slowedDown' : 'unreachable'
    },
    async estimate(job, signal) {
      const [nowMs, account] = [clock.monotonicMs(), accounts.keyOf(job)]
      const restsAtMs = estimatedAtMs.get(account) ?? -Infinity
      if (parts.queueWait === undefined || job.service !== 'mvsep' || !seen || nowMs - restsAtMs < ESTIMATE_INTERVAL_MS) return null
      estimatedAtMs.set(account, nowMs)
      try {
        const wait = await parts.queueWait(signal, job.accountId)
        if (wait === null) estimatedAtMs.set(account, Infinity) // not offered: never asked again
        return wait
      } catch (error) {
        if (signal.aborted || !(error instanceof AppError)) throw error
        return null // an ornament: whatever is wrong, the job's own question will tell
      }
    },
    setSeen(now) {
      if (seen === now) return
      seen = now
      outlooks.setSeen(now)
      if (now) waits.wakeAll()
    },
    wake(afresh) {
      budgets.mvsep.wake(afresh)
      budgets.local.wake(afresh)
    },
    async dispose() {
      outlooks.dispose()
      await durations.settled()
    }
  }
}

/** The one budget of everything that is asked of MVSEP. */
export const createMvsepBudget = (clock: JobServiceParts['clock'], random: () => number): RequestBudget =>
  createRequestBudget({ perMinute: REQUESTS_PER_MINUTE, burst: POLL_BURST, inFlight: POLLS_IN_FLIGHT }, clock, random)
