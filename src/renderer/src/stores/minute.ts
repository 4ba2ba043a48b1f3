import { useSyncExternalStore } from 'react'

const MINUTE_MS = 60_000
const listeners = new Set<() => void>()
let nowMs = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function look(): void {
  nowMs = Date.now()
  for (const tell of listeners) tell()
}

/** One timer for all, and none while nobody looks or the window is hidden. */
function settle(): void {
  const wanted = listeners.size > 0 && document.visibilityState === 'visible'
  if (wanted && timer === undefined) {
    timer = setInterval(look, MINUTE_MS)
    if (Date.now() - nowMs >= MINUTE_MS) look()
  } else if (!wanted) {
    clearInterval(timer)
    timer = undefined
  }
}

function subscribe(tell: () => void): () => void {
  if (listeners.size === 0) {
    nowMs = Date.now()
    document.addEventListener('visibilitychange', settle)
  }
  listeners.add(tell)
  settle()
  return () => {
    listeners.delete(tell)
    if (listeners.size === 0) document.removeEventListener('visibilitychange', settle)
    settle()
  }
}

/** Unix time in milliseconds, fresh to the minute; for what runs out in hours. */
export const useMinute = (): number => useSyncExternalStore(subscribe, () => nowMs)
