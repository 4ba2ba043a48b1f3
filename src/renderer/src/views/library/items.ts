import { expiresAtMs } from '../../../../shared/domain/expiry'
import type { Job } from '../../../../shared/domain/job'
import { nameInHash } from '../../../../shared/domain/resultLink'
import { goesAtMs } from '../../../../shared/domain/serverHistory'
import type { ToldJob } from '../../stores/history'

/** What is called expiring goes within this many hours. */
export const EXPIRING_HOURS = 24
const HOUR_MS = 3_600_000

/** Where the stems of a thing in the library are. */
export type Whereabouts = 'here' | 'coming' | 'there' | 'gone'

/** One row of the library: a job of this app, a row of the account's history, or both. */
export interface LibraryItem {
  readonly key: string
  readonly name: string
  readonly algorithmName: string | null
  readonly stems: readonly string[]
  readonly where: Whereabouts
  /** For the order: newest first. Unix time in milliseconds. */
  readonly atMs: number
  /** When MVSEP deletes it; null when nothing tells. */
  readonly goesAtMs: number | null
  readonly job: Job | null
  readonly row: ToldJob | null
}

export const FILTERS = ['all', 'here', 'onlyThere', 'expiring'] as const
export type Filter = (typeof FILTERS)[number]

/** The jobs whose stems are here or on their way, and what the account's history knows beyond them: newest first. */
export function libraryItems(jobs: readonly Job[], rows: readonly ToldJob[], nowMs: number): readonly LibraryItem[] {
  const byHash = new Map(jobs.flatMap((job) => (job.service === 'mvsep' && hashOf(job) !== null ? [[hashOf(job), job] as const] : [])))
  const told = new Map(rows.map((row) => [row.hash, row]))
  const inOne = joinedParts(jobs)
  const own = jobs.filter((job) => !inOne.has(job.id) && (job.phase === 'ready' || isTakenIn(job))).map((job) => ofJob(job, job.service === 'mvsep' ? (told.get(hashOf(job) ?? '') ?? null) : null, nowMs))
  const shown = new Set([...own.map(({ job }) => job?.id), ...inOne])
  const others = rows.flatMap((row) => {
    const job = byHash.get(row.hash) ?? null
    return job !== null && shown.has(job.id) ? [] : [ofRow(row, job, nowMs)]
  })
  return [...own, ...others].sort((one, other) => other.atMs - one.atMs)
}

/** Whether a row belongs to one way of looking. */
export function isIn(filter: Filter, item: LibraryItem, nowMs: number): boolean {
  switch (filter) {
    case 'all': return true
    case 'here': return item.where === 'here'
    case 'onlyThere': return item.where === 'there' || item.where === 'coming'
    case 'expiring': return item.where === 'there' && item.goesAtMs !== null && item.goesAtMs - nowMs <= EXPIRING_HOURS * HOUR_MS
  }
}

/** Whether every word asked for is in the name, the algorithm's or a stem's. */
export function matches({ name, algorithmName, stems }: LibraryItem, query: string): boolean {
  const text = [name, algorithmName ?? '', ...stems].join(' ').toLowerCase()
  return query.toLowerCase().split(/\s+/).every((word) => text.includes(word))
}

const hashOf = (job: Job): string | null => ('remote' in job ? (job.remote?.hash ?? null) : null)

/** Parts of a long song whose stems are in one piece by now: that piece is what a person wants to find. */
const joinedParts = (jobs: readonly Job[]): ReadonlySet<string> =>
  new Set(jobs.flatMap(({ madeHere }) => (madeHere?.kind === 'joined' ? madeHere.fromJobIds : [])))

/** Made elsewhere and not given up: it stands in the library from the moment it was wanted. */
const isTakenIn = ({ adopted, phase }: Job): boolean => adopted !== undefined && phase !== 'cancelled'

function ofJob(job: Job, row: ToldJob | null, nowMs: number): LibraryItem {
  const goes = row === null ? expiresAtMs(job) : goesAtMs(row, row.asOfMs)
  return {
    key: job.id, name: job.input.name, algorithmName: job.plan.algorithmName, stems: 'files' in job ? job.files.map(({ stem }) => stem) : [],
    where: whereIs(job, goes, nowMs), atMs: job.phase === 'ready' ? job.finishedAtMs : job.createdAtMs, goesAtMs: goes, job, row
  }
}

function ofRow(row: ToldJob, job: Job | null, nowMs: number): LibraryItem {
  const goes = goesAtMs(row, row.asOfMs)
  return {
    key: row.hash, name: job?.input.name ?? nameInHash(row.hash) ?? row.hash, algorithmName: job?.plan.algorithmName ?? row.algorithmName, stems: [],
    where: whereIs(job, goes, nowMs), atMs: row.createdAtMs ?? row.asOfMs, goesAtMs: goes, job, row
  }
}

function whereIs(job: Job | null, goes: number | null, nowMs: number): Whereabouts {
  if (job?.phase === 'ready') return 'here'
  if (job !== null && job.phase !== 'failed' && job.phase !== 'cancelled') return 'coming'
  return (goes !== null && goes <= nowMs) || (job?.phase === 'failed' && job.remote === null) ? 'gone' : 'there'
}
