/** Work that may be asked for at every move of a pointer. */
export interface Throttled {
  /** Does it at once, or, when it was done a moment ago, at the end of that moment. */
  ask(): void
  /** Forgets what was asked for. */
  cancel(): void
}

/** Does `work` at most once in `everyMs`; the last asking is never lost. */
export function createThrottled(work: () => void, everyMs: number): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined
  let wanted = false
  function run(): void {
    wanted = false
    timer = setTimeout(() => {
      timer = undefined
      if (wanted) run()
    }, everyMs)
    work()
  }
  return {
    ask() {
      if (timer === undefined) run()
      else wanted = true
    },
    cancel() {
      clearTimeout(timer)
      timer = undefined
      wanted = false
    }
  }
}
