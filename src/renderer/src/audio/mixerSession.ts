import { Mixer } from './mixer'
import { PlayStage } from './playStage'
import type { ConsumedMessage, FeedMessage, MixerCommand, MixerReport, OpenMessage, WorkletMessage } from './protocol'
import type { Stretcher } from './stretcher'

const REPORTS_A_SECOND = 30

export interface MixerSessionParts {
  readonly loadStretcher: () => Promise<Stretcher>
  /** The player needs it no longer; its ports are closed. */
  readonly onClosed: () => void
}

/** One session on the audio thread: hands windows to the mixer, its blocks to the output and its position to the player. */
export class MixerSession {
  private readonly mixer: Mixer
  private readonly stage: PlayStage
  private lastReport: MixerReport | undefined

  constructor(
    private readonly ports: Pick<OpenMessage, 'commands' | 'feed'>,
    options: OpenMessage['options'],
    private readonly parts: MixerSessionParts
  ) {
    const { commands, feed } = ports
    this.mixer = new Mixer(options, (window) => {
      const memory = window.data[0]?.buffer
      const message: ConsumedMessage = { type: 'consumed', generation: window.generation, frames: window.frames, memory }
      feed.postMessage(message, memory ? [memory] : [])
    })
    this.stage = new PlayStage(this.mixer, options.rampFrames)
    feed.onmessage = ({ data }: MessageEvent<FeedMessage>) => { this.mixer.enqueue(data.window) }
    commands.onmessage = ({ data }: MessageEvent<MixerCommand>) => { this.obey(data) }
  }

  /** Fills the block of output that begins at this time of the context's clock. */
  render(left: Float32Array, right: Float32Array, contextTimeSeconds: number): void {
    this.stage.render(left, right)
    this.report(contextTimeSeconds)
  }

  private obey(command: MixerCommand): void {
    switch (command.type) {
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
        this.ports.feed.close()
        this.ports.commands.close()
        this.parts.onClosed()
    }
  }

  private async loadStretch(): Promise<void> {
    try {
      this.stage.useStretcher(await this.parts.loadStretcher())
      this.tell({ type: 'stretchReady' })
    } catch (error) {
      this.tell({ type: 'stretchFailed', detail: String(error) })
    }
  }

  private tell(message: WorkletMessage): void {
    this.ports.commands.postMessage(message)
  }

  private report(contextTimeSeconds: number): void {
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
    const due = last !== undefined && moving && contextTimeSeconds - last.contextTimeSeconds >= 1 / REPORTS_A_SECOND
    if (!changed && !due) return
    const levels = this.mixer.takeLevels()
    this.lastReport = { generation, frame, contextTimeSeconds, moving, playing, rate, underruns, levels }
    this.tell({ type: 'report', report: this.lastReport })
  }
}
