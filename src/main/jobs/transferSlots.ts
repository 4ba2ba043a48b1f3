import { AppError } from '../../shared/errors/appError'

/** How many transfers of one kind move bytes at the same time; the others wait their turn, first come, first served. */
export interface TransferSlots {
  /** Runs a transfer once it is its turn. Its own signal fires with `signal`. Throws 'cancelled' when that fires before. */
  run<T>(signal: AbortSignal, transfer: (own: AbortSignal) => Promise<T>): Promise<T>
  /** Gives the turn away while a transfer, named by its own signal, only waits. Ends when it is its turn again. */
  rest(own: AbortSignal, pause: () => Promise<void>): Promise<void>
  /** Looks again at how many may move: the limit has changed. */
  look(): void
}

/** Builds slots; `most` is asked each time. */
export function createTransferSlots(most: () => number): TransferSlots {
  const moving = new Set<AbortSignal>()
  const waiting = new Map<AbortSignal, () => void>()

  const look = (): void => {
    for (const [own, begin] of waiting) {
      if (moving.size >= most()) return
      waiting.delete(own)
      moving.add(own)
      begin()
    }
  }
  const take = (own: AbortSignal): Promise<void> => new Promise((resolve, reject) => {
    const cancel = (): void => {
      if (waiting.delete(own)) reject(new AppError('cancelled'))
    }
    if (own.aborted) {
      reject(new AppError('cancelled'))
      return
    }
    own.addEventListener('abort', cancel, { once: true })
    waiting.set(own, () => {
      own.removeEventListener('abort', cancel)
      resolve()
    })
    look()
  })
  const give = (own: AbortSignal): void => {
    if (moving.delete(own)) look()
  }
  return {
    async run(signal, transfer) {
      const controller = new AbortController()
      const abort = (): void => {
        controller.abort(signal.reason)
      }
      signal.addEventListener('abort', abort)
      if (signal.aborted) abort()
      try {
        await take(controller.signal)
        return await transfer(controller.signal)
      } finally {
        signal.removeEventListener('abort', abort)
        give(controller.signal)
      }
    },
    async rest(own, pause) {
      if (!moving.has(own)) return pause()
      give(own)
      await pause()
      await take(own)
    },
    look
  }
}
