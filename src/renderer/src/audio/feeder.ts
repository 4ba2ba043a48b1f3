import type { MixWindow } from './protocol'
import { type PlannedWindow, WindowPlanner } from './windowPlanner'

/** Fetched ahead of what is heard, in seconds. */
export const AHEAD_SECONDS = 2
const FIRST_WINDOW_SECONDS = 0.1
/** The longest window, in seconds. */
export const MOST_WINDOW_SECONDS = 0.5

export interface FeederParts {
  readonly stems: number
  readonly frames: number
  readonly sampleRateHz: number
  /** Interleaved samples of one stem; rejects when aborted. */
  readonly fetchStem: (stem: number, startFrame: number, frames: number, signal: AbortSignal) => Promise<Float32Array<ArrayBuffer>>
  readonly post: (window: MixWindow) => void
  /** Told once, when a stem could not be read; feeding stops until the next seek. */
  readonly onFailed: (error: unknown) => void
}

export interface Feeder {
  /** Drops what is on its way and goes on from another frame. */
  seek(generation: number, frame: number): void
  /** A window came back from the mixer: there is room for more. */
  consumed(generation: number, frames: number): void
  close(): void
}

/** Keeps the mixer supplied: one window at a time, all stems of it at once, in order. */
export function createFeeder(parts: FeederParts): Feeder {
  const toFrames = (seconds: number) => Math.round(seconds * parts.sampleRateHz)
  const planner = new WindowPlanner(parts.frames, {
    firstFrames: toFrames(FIRST_WINDOW_SECONDS),
    mostFrames: toFrames(MOST_WINDOW_SECONDS),
    aheadFrames: toFrames(AHEAD_SECONDS)
  })
  const stems = Array.from({ length: parts.stems }, (_, stem) => stem)
  let run = new AbortController()
  let busy = false

  async function load(plan: PlannedWindow, signal: AbortSignal): Promise<void> {
    const data = await Promise.all(stems.map((stem) => parts.fetchStem(stem, plan.startFrame, plan.frames, signal)))
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
    seek(generation, frame) {
      run.abort()
      run = new AbortController()
      busy = false
      planner.seek(generation, frame)
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
