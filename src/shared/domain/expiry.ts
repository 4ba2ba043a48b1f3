import type { Job, RemoteJob, StemFile } from './job'

/** Results stay at the service this long after it took the job in (API notes §3, retention). */
export const RETENTION_MS = 72 * 3_600_000
/** From here on what was not fetched is in danger. */
export const LAST_CALL_MS = 6 * 3_600_000

/** When the service took a job in, Unix time in milliseconds; old records have it in their hash alone. Null when nothing tells. */
export function acceptedAtMs({ acceptedAtMs: known, hash }: RemoteJob): number | null {
  if (known !== null) return known
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)-/.exec(hash)
  if (digits === null) return null
  const [, year, month, day, hour, minute, second] = digits
  const timeMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(timeMs) ? null : timeMs
}

/** When a job's results go at MVSEP, Unix time in milliseconds; null when it has none there, or nothing tells. */
export function expiresAtMs(job: Job): number | null {
  if (job.service !== 'mvsep' || !('remote' in job) || job.remote === null || job.remote.deletedAtMs !== null) return null
  const accepted = acceptedAtMs(job.remote)
  return accepted === null ? null : accepted + RETENTION_MS
}

/** The results of a ready job that are damaged or gone here and that the service still has. */
export function damagedButThere(job: Job, nowMs: number): readonly StemFile[] {
  if (job.phase !== 'ready' || job.remote?.deletedAtMs !== null || (expiresAtMs(job) ?? Infinity) <= nowMs) return []
  return job.files.filter(({ damaged }) => damaged)
}

/** Whether the service should have results of this job that are not here: something stopped their coming in. */
export function missesResults(job: Job): boolean {
  if (job.phase === 'failed') return job.remote !== null
  return job.phase === 'downloading' && (job.hold !== null || job.paused)
}
