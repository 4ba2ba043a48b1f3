import type { HistoryRow } from '../mvsep/types'
import { baseOf } from '../transfers/fileName'

/** The create whose answer was lost, and what else could be mistaken for it. */
export interface LostCreate {
  /** The file's name; null where no file was sent, and the name in the hash tells nothing. */
  readonly inputName: string | null
  readonly renderId: number
  /** Unix time at which its last bytes went out. */
  readonly sentAtMs: number
  /** Hashes that other jobs of this app hold. */
  readonly claimed: ReadonlySet<string>
}

// The two clocks may differ, and the service stamps a row when it has stored the file.
export const EARLIER_MS = 5 * 60_000
const LATER_MS = 15 * 60_000
const SHORTEST_SLUG = 3

/** The rows of a separation history that can be the lost create: by time, algorithm, and the file's slug in the hash (API notes §2, §8). */
export function candidates(rows: readonly HistoryRow[], lost: LostCreate): readonly HistoryRow[] {
  return rows.filter((row) => {
    if (lost.claimed.has(row.hash)) return false
    if (row.renderId !== null && row.renderId !== lost.renderId) return false
    const createdAtMs = row.createdAtMs ?? timeIn(row.hash)
    if (createdAtMs === null || createdAtMs < lost.sentAtMs - EARLIER_MS || createdAtMs > lost.sentAtMs + LATER_MS) return false
    return lost.inputName === null || mayBeSlugOf(row.hash, lost.inputName)
  })
}

/** The time a hash begins with (`YYYYMMDDHHMMSS`, UTC); null for another shape. */
function timeIn(hash: string): number | null {
  const [, year, month, day, hour, minute, second] = (/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)-/.exec(hash) ?? []).map(Number)
  if (year === undefined || month === undefined) return null
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** Compares the slug in the hash with the file's name; how other letters are spelled there is not known, so they prove nothing. */
function mayBeSlugOf(hash: string, inputName: string): boolean {
  const found = /^\d{14}-[0-9a-f]+-(.+)$/.exec(hash)?.[1]
  if (found === undefined || /[^\p{ASCII}]/u.test(inputName)) return true
  const [ours, theirs] = [slug(baseOf(inputName)), slug(baseOf(found))]
  if (ours.length < SHORTEST_SLUG || theirs.length < SHORTEST_SLUG) return ours === theirs
  return ours.startsWith(theirs) || theirs.startsWith(ours) // long names are cut
}

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '')
