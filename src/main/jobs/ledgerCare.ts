import type { Clock } from '../transfers/clock'
import type { JobStore } from './jobStore'
import { FIRST_ROOM_PROBE_MS, LAST_ROOM_PROBE_MS } from './schedules'

/** Tries again and again, with growing delay, to write what the ledger could not take; only while there is such (A7 row 14). */
export function careForLedger({ unsaved }: JobStore, clock: Clock): () => void {
  let stop: (() => void) | null = null
  const plan = (delayMs: number): void => {
    stop = clock.after(delayMs, () => {
      stop = null
      if (!unsaved.saveAgain()) plan(Math.min(delayMs * 2, LAST_ROOM_PROBE_MS))
    })
  }
  const end = unsaved.changed.on((isUnsaved) => {
    if (isUnsaved) {
      if (stop === null) plan(FIRST_ROOM_PROBE_MS)
      return
    }
    stop?.()
    stop = null
  })
  return () => {
    end()
    stop?.()
  }
}
