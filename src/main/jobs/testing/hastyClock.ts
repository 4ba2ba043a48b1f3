import type { Clock } from '../../transfers/clock'

/** Virtual time that jumps to the next timer whenever the event loop comes round: hours pass in milliseconds, in order. */
export function createHastyClock(startMs = 1_763_800_000_000): Clock & { readonly pending: () => number } {
  let nowMs = 0
  let sequence = 0
  let planned = false
  const timers = new Map<number, { readonly dueMs: number; readonly action: () => void }>()
  const plan = (): void => {
    if (planned || timers.size === 0) return
    planned = true
    setImmediate(() => {
      planned = false
      const [next] = [...timers].sort(([a, one], [b, other]) => one.dueMs - other.dueMs || a - b)
      if (next === undefined) return
      timers.delete(next[0])
      nowMs = Math.max(nowMs, next[1].dueMs)
      next[1].action()
      plan()
    })
  }
  return {
    nowMs: () => Math.round(startMs + nowMs), // whole, as the system's
    monotonicMs: () => nowMs,
    after(delayMs, action) {
      const id = (sequence += 1)
      timers.set(id, { dueMs: nowMs + delayMs, action })
      plan()
      return () => {
        timers.delete(id)
      }
    },
    pending: () => timers.size
  }
}
