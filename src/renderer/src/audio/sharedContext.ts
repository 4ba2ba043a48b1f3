import { MIXER_NAME } from './protocol'

/**
 * One AudioContext a sample rate, for as long as the window lives. Chromium never lets go of a closed context that had a
 * worklet (its nodes stay, two a context), nor of a processor while its context lives, so sessions come and go on ones that
 * rest in between.
 */
export interface SharedContext {
  readonly context: AudioContext
  /** Loads a worklet's script once. */
  load(url: string): Promise<void>
  /** A mixer that no other session plays through, connected to the output; its script must be loaded. */
  takeMixer(): AudioWorkletNode
  /** The session in it was closed; another may begin. */
  giveMixer(mixer: AudioWorkletNode): void
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
  const idle: AudioWorkletNode[] = []
  const createMixer = (): AudioWorkletNode => {
    const mixer = new AudioWorkletNode(context, MIXER_NAME, { numberOfInputs: 0, outputChannelCount: [2] })
    mixer.connect(context.destination)
    return mixer
  }
  return {
    context,
    load(url) {
      const loading = scripts.get(url) ?? context.audioWorklet.addModule(url)
      scripts.set(url, loading)
      return loading
    },
    takeMixer: () => idle.pop() ?? createMixer(),
    giveMixer: (mixer) => void idle.push(mixer),
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
