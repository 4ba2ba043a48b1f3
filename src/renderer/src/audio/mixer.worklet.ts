import { Mixer } from './mixer'
import { MIXER_NAME, type ConsumedMessage, type FeedMessage, type MixerCommand, type MixerOptions, type MixerReport } from './protocol'

// The worklet's own globals; TypeScript's DOM library does not know this scope.
declare const currentTime: number
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(
  name: string,
  processor: new (options: { readonly processorOptions: MixerOptions }) => AudioWorkletProcessor
): void

const REPORTS_A_SECOND = 30

/** The audio thread's end: hands windows to the mixer, its blocks to the output and its position to the player. */
class MixerProcessor extends AudioWorkletProcessor {
  private readonly mixer: Mixer
  private feed: MessagePort | undefined
  private closed = false
  private lastReport: MixerReport | undefined

  constructor({ processorOptions }: { readonly processorOptions: MixerOptions }) {
    super()
    this.mixer = new Mixer(processorOptions, (window) => {
      const message: ConsumedMessage = { type: 'consumed', generation: window.generation, frames: window.frames, data: window.data }
      this.feed?.postMessage(message, window.data.map((samples) => samples.buffer))
    })
    this.port.onmessage = ({ data }: MessageEvent<MixerCommand>) => this.obey(data)
  }

  process(_inputs: unknown, outputs: readonly (readonly Float32Array[])[]): boolean {
    const left = outputs[0]?.[0]
    const right = outputs[0]?.[1]
    if (left && right) {
      const frame = this.mixer.position
      this.mixer.render(left, right)
      this.report(this.mixer.moving ? frame : this.mixer.position)
    }
    return !this.closed
  }

  private obey(command: MixerCommand): void {
    switch (command.type) {
      case 'connect':
        this.feed = command.port
        this.feed.onmessage = ({ data }: MessageEvent<FeedMessage>) => this.mixer.enqueue(data.window)
        return
      case 'play':
        return this.mixer.play()
      case 'pause':
        return this.mixer.pause()
      case 'seek':
        return this.mixer.seek(command.generation, command.frame)
      case 'gains':
        return this.mixer.setGains(command.gains)
      case 'close':
        this.feed?.close()
        this.closed = true
    }
  }

  private report(frame: number): void {
    const { currentGeneration: generation, moving, playing, underruns } = this.mixer
    const last = this.lastReport
    const changed =
      last === undefined ||
      last.generation !== generation ||
      last.moving !== moving ||
      last.playing !== playing ||
      (!moving && last.frame !== frame)
    const due = last !== undefined && moving && currentTime - last.contextTimeSeconds >= 1 / REPORTS_A_SECOND
    if (!changed && !due) return
    this.lastReport = { generation, frame, contextTimeSeconds: currentTime, moving, playing, underruns }
    this.port.postMessage(this.lastReport)
  }
}

registerProcessor(MIXER_NAME, MixerProcessor)
