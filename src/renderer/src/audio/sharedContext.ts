/**
 * One AudioContext a sample rate, for as long as the window lives. Chromium never lets go of a closed context that had a
 * worklet (its nodes stay, two a context), so sessions come and go on one that rests in between.
 */
export interface SharedContext {
  readonly context: AudioContext
  /** Loads a worklet's script once. */
  load(url: string): Promise<void>
  /** Keeps the sound device for this user. */
  wake(user: symbol): Promise<void>
  /** This user needs it no longer; the last one lets go of the device. */
  sleep(user: symbol): Promise<void>
}

const byRate = new Map<number, SharedContext>()

/** The context of this rate, made when it is first asked for. */
export function sharedContext(sampleRateHz: number): SharedContext {
  const known = byRate.get(sampleRateHz) ?? createShared(sampleRateHz)
  byRate.set(sampleRateHz, known)
  return known
}

function createShared(sampleRateHz: number): SharedContext {
  const context = new AudioContext({ sampleRate: sampleRateHz, latencyHint: 'interactive' })
  const scripts = new Map<string, Promise<void>>()
  const awake = new Set<symbol>()
  return {
    context,
    load(url) {
      const loading = scripts.get(url) ?? context.audioWorklet.addModule(url)
      scripts.set(url, loading)
      return loading
    },
    wake(user) {
      awake.add(user)
      return context.resume()
    },
    async sleep(user) {
      awake.delete(user)
      if (awake.size === 0) await context.suspend()
    }
  }
}
