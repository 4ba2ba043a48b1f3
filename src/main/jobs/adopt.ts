import { randomUUID } from 'node:crypto'
import { nameInHash } from '../../shared/domain/resultLink'
import type { Job, RemoteAddress } from '../../shared/domain/job'
import type { Plan } from '../../shared/domain/plan'
import type { ServiceId } from '../../shared/domain/service'
import type { LedgerRow } from './ledger'
import { remoteOf } from './jobReducer'
import type { JobStore } from './jobStore'

/** A job that exists at the service and that this app did not send, or no longer knows. */
export interface Adoption {
  readonly service: ServiceId
  /** Where it is asked for; checked by the caller. */
  readonly remote: RemoteAddress
  /** What it is called; by default the name in its hash. */
  readonly name?: string | undefined
  readonly algorithmName?: string | undefined
  /** Missing where nobody knows what made it: it then cannot be run again. */
  readonly renderId?: number | undefined
  /** The account whose list names it; null where anybody may have made it. */
  readonly accountId?: string | null | undefined
}

const UNKNOWN_NAME = 'Song'
const UNKNOWN_ALGORITHM = 'MVSEP'
/** Stands in the plan of a job whose format was chosen elsewhere; its files tell theirs. */
const NO_FORMAT: Plan['outputFormat'] = 0

/** The job that has this hash; a job sent from here keeps it, so nothing is fetched twice. */
export const holderOf = (rows: readonly LedgerRow[], { service, remote }: Adoption): Job | undefined =>
  rows.map(({ job }) => job).find((job) => job.service === service && remoteOf(job)?.hash === remote.hash)

/** Takes a job in as one that waits at the service: it is followed and fetched like any other, and never sent. Durable when it returns. */
export function addAdopted(store: JobStore, adoption: Adoption, nowMs: number): Job {
  const { service, remote, name, algorithmName, renderId, accountId = null } = adoption
  const job: Job = {
    id: randomUUID(),
    service,
    input: { name: name ?? nameInHash(remote.hash) ?? UNKNOWN_NAME, sizeBytes: 0, durationSeconds: null },
    plan: { renderId: renderId ?? 0, algorithmName: algorithmName ?? UNKNOWN_ALGORITHM, options: [], outputFormat: NO_FORMAT },
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    attempt: 0,
    position: 0,
    accountId,
    paused: false,
    adopted: renderId === undefined ? 'algorithmUnknown' : 'algorithmKnown',
    phase: 'waiting',
    remote: { ...remote, acceptedAtMs: null, deletedAtMs: null },
    queueCount: null,
    currentOrder: null
  }
  store.add([{ job, source: null, folder: null, lastBytesAtMs: null, removedAtMs: null }])
  return store.get(job.id).job
}
