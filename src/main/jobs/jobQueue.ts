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

const SERVICES: readonly ServiceId[] = ['mvsep', 'local']

/**
 * Decides which queued jobs start: in their order, as many as the service takes at once, none while its gate is closed;
 * the others say why they wait. `isRunning` and `start` belong to the caller.
 */
export function createJobQueue(steps: JobSteps, isRunning: (id: string) => boolean, start: (id: string) => void): JobQueue {
  const { parts, store, gateOf } = steps
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
      if (Number.isFinite(closed.opensInMs)) alarms.set(service, parts.clock.after(closed.opensInMs, pump))
      hold(queued, closed.hold)
      return
    }
    const { uploadsAtOnce, premiumJobsAtOnce } = parts.limits()
    const atOnce = gate.probing ? 1 : jobsAtOnce(service, parts.isPremium(), premiumJobsAtOnce)
    const free = Math.max(0, Math.min(atOnce - rows.filter(occupies).length, uploadsAtOnce - store.rows().filter(isSending).length))
    for (const { id } of queued.slice(0, free)) start(id)
    // One probes for all after a failure; the others still wait for what made it fail.
    const isAlone = service === 'mvsep' && jobsAtOnce(service, parts.isPremium(), premiumJobsAtOnce) === 1
    hold(queued.slice(free), isAlone ? 'oneAtATime' : gate.probing ? unreachableHold(service) : 'turn')
  }
  const hold = (jobs: readonly Job[], reason: (JobEvent & { type: 'holdChanged' })['hold']): void => {
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
