import type { JobChange } from './jobStore'
import type { LedgerRow } from './ledger'

/**
 * The events that put queued jobs, in their present order, before another job or (null) behind all. `rows` is the whole
 * queue in its order. Jobs that are not queued stay where they are; only what is moved changes, unless the numbers
 * between two places are used up: then every job gets a new one.
 */
export function movesBefore(rows: readonly LedgerRow[], ids: readonly string[], beforeId: string | null): readonly JobChange[] {
  const wanted = new Set(ids)
  const isMoved = ({ job }: LedgerRow): boolean => wanted.has(job.id) && job.phase === 'queued'
  const moved = rows.filter(isMoved)
  if (moved.length === 0) return []
  const rest = rows.filter((row) => !isMoved(row))
  // Before one of those that move themselves means: before the first behind it that stays.
  const target = beforeId === null ? -1 : rows.findIndex(({ job }) => job.id === beforeId)
  const next = target < 0 ? undefined : rows.slice(target).find((row) => !isMoved(row))
  const at = next === undefined ? rest.length : rest.indexOf(next)
  const places = placesBetween(rest[at - 1]?.job.position, next?.job.position, moved.length)
  if (places !== null) return moved.map(({ job }, index) => [job.id, { type: 'moved', position: places[index] ?? job.position }])
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)].map(({ job }, index) => [job.id, { type: 'moved', position: index + 1 }])
}

/** `count` numbers in growing order above `low` and below `high`; null when there is no room for them. */
function placesBetween(low: number | undefined, high: number | undefined, count: number): readonly number[] | null {
  const from = low ?? (high ?? 0) - count - 1
  const step = high === undefined ? 1 : (high - from) / (count + 1)
  const places = Array.from({ length: count }, (_, index) => from + step * (index + 1))
  const isGrowing = [from, ...places, ...(high === undefined ? [] : [high])].every((place, index, all) => index === 0 || place > (all[index - 1] ?? place))
  return isGrowing ? places : null
}
