import type { FeedSeek, MixWindow } from './protocol'
import { type PlannedWindow, WindowPlanner } from './windowPlanner'

/** Fetched ahead of what is heard, in seconds. */
export const AHEAD_SECONDS = 2
const FIRST_WINDOW_SECONDS = 0.1
/** The longest window, in seconds. */
export const MOST_WINDOW_SECONDS = 0.5
/** Windows on their way at once: the one after a seek is short, so the next must not be asked for only when it is here. */
const AT_ONCE = 2

interface Order {
  readonly plan: PlannedWindow
  readonly data: Promise<Float32Array<ArrayBuffer>[]>
}

export interface FeederParts {
  readonly frames: number
  readonly sampleRateHz: number
  /** Interleaved samples of every source; rejects when aborted. */
  readonly fetchWindow: (startFrame: number, frames: number, withOriginal: boolean, signal: AbortSignal) => Promise<Float32Array<ArrayBuffer>[]>
  readonly post: (window: MixWindow) => void
  /** Given what was fetched and is no longer wanted. */
  readonly discard: (data: readonly Float32Array<ArrayBuffer>[]) => void
  /** Told once, when a window could not be read; feeding stops until the next seek. */
  readonly onFailed: (error: unknown) => void
}

export interface Feeder {
  /** Drops what is on its way and goes on from another frame, or in another way. */
  seek(to: FeedSeek): void
  /** A window came back from the mixer: there is room for more. */
  consumed(generation: number, frames: number): void
  close(): void
}

/** Keeps the mixer supplied: window after window in order, all sources of each at once. */
export function createFeeder(parts: FeederParts): Feeder {
  const toFrames = (seconds: number) => Math.round(seconds * parts.sampleRateHz)
  const planner = new WindowPlanner(parts.frames, {
    firstFrames: toFrames(FIRST_WINDOW_SECONDS),
    mostFrames: toFrames(MOST_WINDOW_SECONDS),
    aheadFrames: toFrames(AHEAD_SECONDS)
  })
  let run = new AbortController()
  let withOriginal = false
  let busy = false

  /** Asks for windows until enough are on their way. */
  function order(orders: Order[], signal: AbortSignal): void {
    while (orders.length < AT_ONCE) {
      const plan = planner.next()
      if (!plan) return
      const data = parts.fetchWindow(plan.startFrame, plan.frames, withOriginal, signal)
      // It is waited for later; until then a failure is not unhandled.
      data.catch(() => undefined)
      orders.push({ plan, data })
    }
  }

  /** Works until nothing is left to do; a seek aborts this run and starts another. */
  async function pump(): Promise<void> {
    const { signal } = run
    const isOver = () => signal.aborted
    if (busy || isOver()) return
    busy = true
    const orders: Order[] = []
    try {
      for (order(orders, signal); orders[0]; order(orders, signal)) {
        const { plan, data } = orders[0]
        const window = { ...plan, data: await data }
        if (isOver()) return
        orders.shift()
        parts.post(window)
      }
    } catch (error) {
      if (isOver()) return
      run.abort()
      parts.onFailed(error)
    } finally {
      // What could not be stopped any more arrives all the same; a failure of it was told or no longer matters.
      for (const { data } of orders) data.then(parts.discard, () => undefined)
      // A newer run has its own `busy`.
      if (run.signal === signal) busy = false
    }
  }

  return {
    seek(to) {
      run.abort()
      run = new AbortController()
      busy = false
      withOriginal = to.withOriginal
      planner.seek(to.generation, to.frame, to.loop)
      void pump()
    },
    consumed(generation, frames) {
      planner.consumed(generation, frames)
      void pump()
    },
    close() {
      run.abort()
    }
  }
}
