/** The work on jobs that is under way: at most one run a job, ended where it stands when it is stopped. */
export interface JobRuns {
  readonly isRunning: (id: string) => boolean
  /** Begins a job's run, once one that was stopped has closed its files. Nothing happens while one is under way. */
  readonly start: (id: string) => void
  /** Ends a job's run; a new one may begin at once. */
  stop(id: string): void
  /** Ends when a stopped run of this job has let go of its files; at once when there is none. */
  stopped(id: string): Promise<void>
  /** Work that belongs to no run and must be over before the engine is. */
  inBackground(work: Promise<unknown>): void
  /** Fires when everything is to stop. */
  readonly closing: AbortSignal
  /** Stops everything, and ends when nothing of it is left. */
  dispose(): Promise<void>
}

/** Builds an empty set of runs. `run` never rejects; `onEnded` hears of each run that came to its end. */
export function createJobRuns(
  run: (id: string, signal: AbortSignal) => Promise<void>, onEnded: (id: string) => void, report: (problem: unknown) => void
): JobRuns {
  const runs = new Map<string, { readonly controller: AbortController; readonly ended: Promise<void> }>()
  const ending = new Map<string, Promise<void>>()
  const background = new Set<Promise<void>>()
  const closing = new AbortController()

  const stop = (id: string): void => {
    const running = runs.get(id)
    if (running === undefined) return
    runs.delete(id)
    ending.set(id, running.ended)
    running.controller.abort()
  }
  return {
    isRunning: (id) => runs.has(id),
    start(id) {
      if (closing.signal.aborted || runs.has(id)) return
      const controller = new AbortController()
      // A run that was stopped may still be closing its files; two must never write one.
      const ended = (ending.get(id) ?? Promise.resolve()).then(() => run(id, controller.signal)).then(() => {
        if (runs.get(id)?.controller === controller) runs.delete(id)
        if (ending.get(id) === ended) ending.delete(id)
        onEnded(id)
      })
      runs.set(id, { controller, ended })
    },
    stop,
    closing: closing.signal,
    stopped: (id) => ending.get(id) ?? Promise.resolve(),
    inBackground(work) {
      const ended: Promise<void> = work.then(() => undefined, report).finally(() => {
        background.delete(ended)
      })
      background.add(ended)
    },
    async dispose() {
      closing.abort()
      for (const id of [...runs.keys()]) stop(id)
      await Promise.all([...ending.values(), ...background])
    }
  }
}
