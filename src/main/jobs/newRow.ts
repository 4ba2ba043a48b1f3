import { randomUUID } from 'node:crypto'
import type { JobInput, MadeHere, StemFile } from '../../shared/domain/job'
import type { Plan } from '../../shared/domain/plan'
import type { ServiceId } from '../../shared/domain/service'
import type { EnqueueItem } from './enqueueItem'
import type { FileSource } from './jobSource'
import type { LedgerRow } from './ledger'

/** What all jobs made together have in common. */
export interface NewJobs {
  readonly service: ServiceId
  readonly nowMs: number
  readonly accountId: string | null
  /** API base their creates go to. */
  readonly home: string | undefined
}

/** A job that waits to be sent. */
export function toRow({ id, source, plan, name, sizeBytes, durationSeconds, referenceName, isLink, prepared }: EnqueueItem, about: NewJobs): LedgerRow {
  const { service, nowMs, accountId, home } = about
  return {
    job: {
      id: id ?? randomUUID(),
      service,
      input: {
        name, sizeBytes, durationSeconds,
        ...(referenceName === undefined ? {} : { referenceName }), ...(isLink === undefined ? {} : { isLink }),
        ...(prepared === undefined ? {} : { prepared })
      },
      plan, createdAtMs: nowMs, updatedAtMs: nowMs, attempt: 0, position: 0, paused: false, accountId,
      ...(home === undefined ? {} : { home }),
      phase: 'queued', hold: null
    },
    source, folder: null, lastBytesAtMs: null, removedAtMs: null
  }
}

/** Results that stand finished in their folder, made on this computer. */
export interface MadeResults {
  readonly id: string
  readonly input: JobInput
  /** Says what was done and with what; the same as for a job at a service. */
  readonly plan: Plan
  readonly madeHere: MadeHere
  /** The song, where it is known: heard beside the results. */
  readonly source?: FileSource | null
  /** Absolute path. */
  readonly folder: string
  readonly files: readonly { readonly stem: string; readonly fileName: string; readonly sizeBytes: number }[]
}

/** A job that is ready from its first moment. */
export function toMadeRow({ id, input, plan, madeHere, source = null, folder, files }: MadeResults, nowMs: number): LedgerRow {
  const stems = files.map(({ stem, fileName, sizeBytes }, index): StemFile => ({ index, stem, url: '', sizeBytes, fileName, done: true, damaged: false }))
  return {
    job: {
      id, service: 'local', input, plan, madeHere, createdAtMs: nowMs, updatedAtMs: nowMs, attempt: 0, position: 0, paused: false, accountId: null,
      phase: 'ready', remote: null, files: stems, finishedAtMs: nowMs
    },
    source, folder, lastBytesAtMs: null, removedAtMs: null
  }
}
