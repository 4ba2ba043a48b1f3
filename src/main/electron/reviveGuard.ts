const MOST = 3
const WITHIN_MS = 60_000

/** Says whether a crashed page may be loaded again by itself: three times a minute. `nowMs` is a clock that never goes back. */
export function createReviveGuard(nowMs: () => number): () => boolean {
  let revivals: readonly number[] = []
  return () => {
    const now = nowMs()
    revivals = revivals.filter((atMs) => now - atMs < WITHIN_MS)
    if (revivals.length >= MOST) return false
    revivals = [...revivals, now]
    return true
  }
}
