import { sleep, type Clock } from '../transfers/clock'

/** Pauses that a wake-up (network back, lid opened) ends early. */
export interface Waits {
  /** Rejects with 'cancelled' when the signal fires. Fits DownloadParts.pause. */
  pause(delayMs: number, signal: AbortSignal): Promise<void>
  wakeAll(): void
}

/** Builds a set of pauses over one clock. Holds no timer while nothing pauses. */
export function createWaits(clock: Clock): Waits {
  const sleeping = new Set<() => void>()
  return {
    async pause(delayMs, signal) {
      let own = (): void => undefined
      try {
        await sleep(clock, delayMs, signal, (endEarly) => {
          own = endEarly
          sleeping.add(own)
        })
      } finally {
        sleeping.delete(own)
      }
    },
    wakeAll() {
      for (const endEarly of [...sleeping]) endEarly()
    }
  }
}
