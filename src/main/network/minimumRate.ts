import { AppError } from '../../shared/errors/appError'

/** Below this a transfer is given up and tried anew; a mere trickle is otherwise waited for as long as it comes. */
export interface MinimumRate {
  readonly bytesPerSecond: number
  /** Measured over this long, in milliseconds. */
  readonly windowMs: number
}

/**
 * Watches the bytes that moved so far and calls `giveUp` with AppError('serverUnreachable') once a whole window was too
 * slow. `isIdle` excuses a window, e.g. while the disk is behind. The answer ends the watching; without a rate nothing is watched.
 */
export function watchRate(
  rate: MinimumRate | undefined, movedBytes: () => number, isIdle: () => boolean, giveUp: (error: AppError) => void
): () => void {
  if (rate === undefined) return () => undefined
  const { bytesPerSecond, windowMs } = rate
  let before = movedBytes()
  const timer = setInterval(() => {
    const now = movedBytes()
    const tooSlow = !isIdle() && now - before < (bytesPerSecond * windowMs) / 1000
    before = now
    if (!tooSlow) return
    clearInterval(timer)
    giveUp(new AppError('serverUnreachable', { detail: `slower than ${bytesPerSecond} bytes a second` }))
  }, windowMs)
  return () => {
    clearInterval(timer)
  }
}
