import type { FeedSeek, MixWindow } from './protocol'
import { type PlannedWindow, WindowPlanner } from './windowPlanner'

/** Fetched ahead of what is heard, in seconds. */
export const AHEAD_SECONDS = 2
const FIRST_WINDOW_SECONDS = 0.1
/** The longest window, in seconds. */
export const MOST_WINDOW_SECONDS = 0.5

export interface FeederParts {
  readonly frames: number
  readonly sampleRateHz: number
  /** Interleaved samples of every source; rejects when aborted. */
  readonly fetchWindow: (startFrame: number, frames: number, withOriginal: boolean, signal: AbortSignal) => Promise<Float32Array<ArrayBuffer>[]>
  readonly post: (window: MixWindow) => void
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

/** Keeps the mixer supplied: one window at a time, all sources of it at once, in order. */
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

  async function load(plan: PlannedWindow, signal: AbortSignal): Promise<void> {
    const data = await parts.fetchWindow(plan.startFrame, plan.frames, withOriginal, signal)
    if (!signal.aborted) parts.post({ ...plan, data })
  }

  /** Works until nothing is left to do; a seek aborts this run and starts another. */
  async function pump(): Promise<void> {
    const { signal } = run
    const isOver = () => signal.aborted
    if (busy || isOver()) return
    busy = true
    try {
      for (let plan = planner.next(); plan; plan = planner.next()) {
        await load(plan, signal)
        if (isOver()) return
      }
    } catch (error) {
      if (isOver()) return
      run.abort()
      parts.onFailed(error)
    } finally {
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
