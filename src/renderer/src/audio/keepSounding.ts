const FIRST_DELAY_MS = 1_000
const LONGEST_DELAY_MS = 30_000

/** The part of an AudioContext that matters here. */
export type Sounding = Pick<AudioContext, 'state' | 'resume' | 'addEventListener' | 'removeEventListener'>

/**
 * Sets the context going again when the system stopped it while somebody listens: the sound device went away, the computer
 * slept. Tried after 1 s, then ever more patiently up to each 30 s, and at once when the devices change. The mixer's own clock
 * stands still meanwhile, so the position is kept. The answer ends it.
 */
export function keepSounding(context: Sounding, wantsSound: () => boolean, devices: EventTarget | undefined): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let delayMs = FIRST_DELAY_MS
  const needsHelp = (): boolean => wantsSound() && context.state !== 'running' && context.state !== 'closed'
  const rest = (): void => {
    clearTimeout(timer)
    timer = undefined
    delayMs = FIRST_DELAY_MS
  }
  const tryNow = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (!needsHelp()) return rest()
    // Neither a refusal nor silence is the end: there will be a next time.
    context.resume().catch(() => undefined)
    tryLater()
  }
  const tryLater = (): void => {
    timer = setTimeout(tryNow, delayMs)
    delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS)
  }
  const look = (): void => {
    if (!needsHelp()) rest()
    else if (timer === undefined) tryLater()
  }
  context.addEventListener('statechange', look)
  context.addEventListener('error', look)
  devices?.addEventListener('devicechange', tryNow)
  return () => {
    rest()
    context.removeEventListener('statechange', look)
    context.removeEventListener('error', look)
    devices?.removeEventListener('devicechange', tryNow)
  }
}
