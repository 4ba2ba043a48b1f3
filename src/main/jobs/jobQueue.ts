import type { Job } from '../../shared/domain/job'
import type { ServiceId } from '../../shared/domain/service'
import type { JobEvent } from './jobEvents'
import { isAtService } from './jobReducer'
import type { LedgerRow } from './ledger'
import type { JobSteps } from './parts'
import { jobsAtOnce, unreachableHold } from './schedules'

export interface JobQueue {
  /** Looks again at who may start; cheap, and safe to call at any time. */
  pump(): void
  dispose(): void
}

type JobHold = (JobEvent & { type: 'holdChanged' })['hold']

const SERVICES: readonly ServiceId[] = ['mvsep', 'local']

/**
 * Decides which queued jobs start: in their order, as many of an account as the service takes at once, none while a gate of theirs is closed;
 * the others say why they wait. `isRunning` and `start` belong to the caller.
 */
export function createJobQueue(steps: JobSteps, isRunning: (id: string) => boolean, start: (id: string) => void): JobQueue {
  const { asking, parts, store, gateOf, ownGateOf } = steps
  const alarms = new Map<ServiceId, () => void>()
  let planned = false
  let disposed = false

  /** Counts against what the account may have at once; what was made elsewhere may be a stranger's. */
  const occupies = ({ job }: LedgerRow): boolean =>
    job.adopted === undefined && (job.phase === 'uploading' || isAtService(job) || (job.phase === 'unconfirmed' && !job.lookedUp) || (job.phase === 'queued' && isRunning(job.id)))

  /** Has bytes on the move, or is about to: what waits for its answer leaves the line free. */
  const isSending = ({ job, lastBytesAtMs }: LedgerRow): boolean =>
    (job.phase === 'uploading' && lastBytesAtMs === null) || (job.phase === 'queued' && isRunning(job.id))

  const serve = (service: ServiceId): void => {
    alarms.get(service)?.()
    alarms.delete(service)
    const rows = store.rows().filter(({ job }) => job.service === service)
    const all = rows.map(({ job }) => job).filter((job) => job.phase === 'queued' && !job.paused && !isRunning(job.id))
    // An account that is signed out holds its own jobs, and nobody else's.
    const queued = all.filter((job) => service === 'local' || (parts.accounts?.canAsk(job.accountId) ?? true))
    hold(all.filter((job) => !queued.includes(job)), 'signIn')
    if (queued.length === 0) return
    const gate = gateOf(service)
    const closed = gate.state()
    if (closed !== null) {
      lookAgainIn(service, closed.opensInMs)
      hold(queued, closed.hold)
      return
    }
    const { uploadsAtOnce, premiumJobsAtOnce } = parts.limits()
    const isBusy = (job: Job): boolean => job.phase === 'uploading' || (job.phase === 'queued' && isRunning(job.id))
    // The line is everybody's, and after a failure one create probes for all; how many jobs run is each account's own matter.
    let lines = uploadsAtOnce - store.rows().filter(isSending).length
    if (gate.probing) lines = Math.min(lines, 1 - rows.filter(({ job }) => isBusy(job)).length)
    const accountOf = (job: Job): string => (service === 'local' ? service : asking.accounts.keyOf(job))
    const taken = new Map<string, number>()
    for (const row of rows) if (occupies(row)) taken.set(accountOf(row.job), (taken.get(accountOf(row.job)) ?? 0) + 1)
    const held = new Map<string, JobHold>()
    let opensInMs = Infinity
    for (const job of queued) {
      const own = ownGateOf(job).state()
      const [account, atOnce] = [accountOf(job), jobsAtOnce(service, parts.isPremium(job.accountId), premiumJobsAtOnce)]
      const already = taken.get(account) ?? 0
      if (own !== null) {
        opensInMs = Math.min(opensInMs, own.opensInMs)
        held.set(job.id, own.hold)
      } else if (already < atOnce && lines > 0) {
        taken.set(account, already + 1)
        lines -= 1
        start(job.id)
      } else if (already >= atOnce && atOnce === 1) held.set(job.id, 'oneAtATime')
      // One probes for all after a failure; the others still wait for what made it fail.
      else held.set(job.id, gate.probing ? unreachableHold(service) : 'turn')
    }
    lookAgainIn(service, opensInMs)
    store.applyAll([...held].map(([id, reason]) => [id, { type: 'holdChanged', hold: reason }] as const))
  }
  const lookAgainIn = (service: ServiceId, delayMs: number): void => {
    if (Number.isFinite(delayMs)) alarms.set(service, parts.clock.after(delayMs, pump))
  }
  const hold = (jobs: readonly Job[], reason: JobHold): void => {
    store.applyAll(jobs.map(({ id }) => [id, { type: 'holdChanged', hold: reason }] as const))
  }
  const pump = (): void => {
    if (planned || disposed) return
    planned = true
    // After the present event is done with: a pump changes jobs, and each change asks for a pump.
    queueMicrotask(() => {
      planned = false
      if (!disposed) SERVICES.forEach(serve)
    })
  }
  return {
    pump,
    dispose() {
      disposed = true
      for (const stop of alarms.values()) stop()
      alarms.clear()
    }
  }
}
