import { Mixer } from './mixer'
import { PlayStage } from './playStage'
import {
  MIXER_NAME,
  type ConsumedMessage,
  type FeedMessage,
  type MixerCommand,
  type MixerOptions,
  type MixerReport,
  type WorkletMessage
} from './protocol'
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
declare function registerProcessor(
  name: string,
  processor: new (options: { readonly processorOptions: MixerOptions }) => AudioWorkletProcessor
): void

const REPORTS_A_SECOND = 30

/** The audio thread's end: hands windows to the mixer, its blocks to the output and its position to the player. */
class MixerProcessor extends AudioWorkletProcessor {
  private readonly mixer: Mixer
  private readonly stage: PlayStage
  private feed: MessagePort | undefined
  private closed = false
  private lastReport: MixerReport | undefined

  constructor({ processorOptions }: { readonly processorOptions: MixerOptions }) {
    super()
    this.mixer = new Mixer(processorOptions, (window) => {
      const memory = window.data[0]?.buffer
      const message: ConsumedMessage = { type: 'consumed', generation: window.generation, frames: window.frames, memory }
      this.feed?.postMessage(message, memory ? [memory] : [])
    })
    this.stage = new PlayStage(this.mixer, processorOptions.rampFrames)
    this.port.onmessage = ({ data }: MessageEvent<MixerCommand>) => this.obey(data)
  }

  process(_inputs: unknown, outputs: readonly (readonly Float32Array[])[]): boolean {
    const left = outputs[0]?.[0]
    const right = outputs[0]?.[1]
    if (left && right) {
      this.stage.render(left, right)
      this.report()
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
        return this.stage.play()
      case 'pause':
        return this.stage.pause()
      case 'seek':
        return this.stage.seek(command.generation, command.frame)
      case 'splice':
        return this.mixer.splice(command.generation)
      case 'gains':
        return this.mixer.setGains(command.gains, command.sinceGeneration)
      case 'master':
        return this.mixer.setMaster(command.gain)
      case 'loadStretch':
        return void this.loadStretch()
      case 'tempo':
        return this.stage.setTempo(command)
      case 'close':
        this.feed?.close()
        this.closed = true
    }
  }

  private async loadStretch(): Promise<void> {
    try {
      const wasm = await unbraidLoadStretch?.()
      if (!wasm) throw new Error('The stretching library was not loaded.')
      this.stage.useStretcher(new Stretcher(wasm, sampleRate))
      this.tell({ type: 'stretchReady' })
    } catch (error) {
      this.tell({ type: 'stretchFailed', detail: String(error) })
    }
  }

  private tell(message: WorkletMessage): void {
    this.port.postMessage(message)
  }

  private report(): void {
    const { currentGeneration: generation, underruns } = this.mixer
    const { position: frame, moving, playing, rate } = this.stage
    const last = this.lastReport
    const changed =
      last === undefined ||
      last.generation !== generation ||
      last.moving !== moving ||
      last.playing !== playing ||
      last.rate !== rate ||
      // Forwards is what the clock tells anyway; backwards is a loop that went round.
      (moving ? frame < last.frame : last.frame !== frame)
    const due = last !== undefined && moving && currentTime - last.contextTimeSeconds >= 1 / REPORTS_A_SECOND
    if (!changed && !due) return
    const levels = this.mixer.takeLevels()
    this.lastReport = { generation, frame, contextTimeSeconds: currentTime, moving, playing, rate, underruns, levels }
    this.tell({ type: 'report', report: this.lastReport })
  }
}

registerProcessor(MIXER_NAME, MixerProcessor)
