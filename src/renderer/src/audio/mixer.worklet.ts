import { MixerSession } from './mixerSession'
import { MIXER_NAME, type OpenMessage } from './protocol'
import { Stretcher } from './stretcher'
import type { StretchWasm } from './stretchScope'

// The worklet's own globals; TypeScript's DOM library does not know this scope.
declare const currentTime: number
declare const sampleRate: number
// Set by stretch.worklet.ts, which is loaded when it is first needed.
declare const unbraidLoadStretch: (() => Promise<StretchWasm>) | undefined
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

/** Plays one session after the other: Chromium keeps every processor there ever was for as long as the context lives. */
class MixerProcessor extends AudioWorkletProcessor {
  private session: MixerSession | undefined
  private stretcher: Stretcher | undefined

  constructor() {
    super()
    this.port.onmessage = ({ data: { options, commands, feed } }: MessageEvent<OpenMessage>) => {
      const session = new MixerSession({ commands, feed }, options, {
        loadStretcher: async () => (this.stretcher ??= await loadStretcher()),
        onClosed: () => {
          if (this.session === session) this.session = undefined
        }
      })
      this.session = session
    }
  }

  process(_inputs: unknown, outputs: readonly (readonly Float32Array[])[]): boolean {
    const left = outputs[0]?.[0]
    const right = outputs[0]?.[1]
    if (left && right) this.session?.render(left, right, currentTime)
    return true
  }
}

async function loadStretcher(): Promise<Stretcher> {
  const wasm = await unbraidLoadStretch?.()
  if (!wasm) throw new Error('The stretching library was not loaded.')
  return new Stretcher(wasm, sampleRate)
}

registerProcessor(MIXER_NAME, MixerProcessor)
