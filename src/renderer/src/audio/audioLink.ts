import feederUrl from './feeder.worker.ts?worker&url'
import workletUrl from './mixer.worklet.ts?worker&url'
import stretchUrl from './stretch.worklet.ts?worker&url'
import type { StudioSession } from '../../../shared/domain/studio'
import { keepSounding } from './keepSounding'
import type { LoudnessTable } from './loudnessMatch'
import {
  RAMP_SECONDS,
  type FeederCommand,
  type FeederReport,
  type FeedSeek,
  type MixerCommand,
  type MixerOptions,
  type MixerReport,
  type OpenMessage,
  type WorkletMessage
} from './protocol'
import { sharedContext } from './sharedContext'

/** A paused player lets go of the sound device after this long, so that an idle window costs nothing. */
const REST_AFTER_MS = 5_000

export interface AudioLinkParts {
  readonly session: StudioSession
  readonly onReport: (report: MixerReport) => void
  /** The first window is with the mixer: sound can start at once. */
  readonly onReady: () => void
  /** How loud the sources are beside each other; only where there is an original. */
  readonly onLoudness: (table: LoudnessTable) => void
  /** Speed and pitch can be changed from now on. */
  readonly onStretchReady: () => void
  readonly onFailed: () => void
}

/** The player's connection to the two other threads, and the clock they run on. */
export interface AudioLink {
  readonly sampleRateHz: number
  now(): { readonly contextTimeSeconds: number; readonly latencySeconds: number }
  /** Commands before the worklet is loaded wait their turn. */
  toMixer(command: MixerCommand): void
  /** Only the last seek before the feeder has started counts. */
  feed(to: FeedSeek): void
  /** Brings what changes speed and pitch: a hundred kilobytes that most never need. */
  loadStretch(): void
  /** Keeps the sound device. Resolves when the clock runs. */
  wake(): Promise<void>
  /** Lets go of the sound device in a moment. */
  rest(): void
  dispose(): Promise<void>
}

/** Starts the context, the worklet and the feeder of a session. */
export function createAudioLink({ session, onReport, onReady, onLoudness, onStretchReady, onFailed }: AudioLinkParts): AudioLink {
  const { sampleRateHz, frames } = session
  const shared = sharedContext(sampleRateHz)
  const { context } = shared
  const me = Symbol('audio link')
  const worker = new Worker(feederUrl, { type: 'module', name: 'stem feeder' })
  const waiting: MixerCommand[] = []
  let mixer: AudioWorkletNode | undefined
  let toSession: MessagePort | undefined
  let seekTo: FeedSeek | undefined
  let restTimer: ReturnType<typeof setTimeout> | undefined
  let stretching: Promise<void> | undefined
  let broken = false
  let disposed = false
  let wanted = false
  const endSounding = keepSounding(context, () => wanted, navigator.mediaDevices)

  const fail = (): void => {
    if (!disposed) onFailed()
  }
  const toFeeder = (command: FeederCommand, transfer: Transferable[] = []): void => worker.postMessage(command, transfer)
  function toMixer(command: MixerCommand): void {
    if (toSession) toSession.postMessage(command)
    else waiting.push(command)
  }

  function hear(message: WorkletMessage): void {
    if (message.type === 'report') onReport(message.report)
    else if (message.type === 'stretchReady') onStretchReady()
    else fail()
  }

  async function load(): Promise<void> {
    await shared.load(workletUrl)
    if (disposed) return
    const channels = session.stems.map((stem) => stem.channels)
    const originalChannels = session.original?.channels ?? null
    const options: MixerOptions = {
      channels: originalChannels === null ? channels : [...channels, originalChannels],
      frames,
      rampFrames: Math.round(RAMP_SECONDS * sampleRateHz)
    }
    const [commands, feed] = [new MessageChannel(), new MessageChannel()]
    mixer = shared.takeMixer()
    mixer.onprocessorerror = () => {
      broken = true
      fail()
    }
    mixer.port.postMessage({ options, commands: commands.port2, feed: feed.port2 } satisfies OpenMessage, [commands.port2, feed.port2])
    toSession = commands.port1
    toSession.onmessage = ({ data }: MessageEvent<WorkletMessage>) => { hear(data) }
    toFeeder({ type: 'start', port: feed.port1, windowUrl: session.windowUrl, channels, originalChannels, frames, sampleRateHz }, [feed.port1])
    waiting.splice(0).forEach(toMixer)
    if (seekTo) toFeeder({ type: 'seek', ...seekTo })
  }

  function rest(): void {
    wanted = false
    clearTimeout(restTimer)
    restTimer = setTimeout(() => void shared.sleep(me).catch(fail), REST_AFTER_MS)
  }

  worker.onmessage = ({ data }: MessageEvent<FeederReport>) => {
    if (data.type === 'failed') return fail()
    if (data.type === 'loudness') {
      if (data.table) onLoudness(data.table)
      return
    }
    onReady()
    if (session.original) toFeeder({ type: 'measure' })
  }
  worker.onerror = fail
  load().catch(fail)
  rest()

  return {
    sampleRateHz,
    now: () => ({ contextTimeSeconds: context.currentTime, latencySeconds: context.outputLatency || context.baseLatency || 0 }),
    toMixer,
    feed(to) {
      seekTo = to
      if (toSession) toFeeder({ type: 'seek', ...to })
    },
    loadStretch() {
      stretching ??= shared.load(stretchUrl).then(() => toMixer({ type: 'loadStretch' })).catch(fail)
    },
    async wake() {
      wanted = true
      clearTimeout(restTimer)
      await shared.wake(me)
    },
    rest,
    async dispose() {
      if (disposed) return
      disposed = true
      endSounding()
      clearTimeout(restTimer)
      toMixer({ type: 'close' })
      if (toSession) toSession.onmessage = null
      if (mixer) mixer.onprocessorerror = null
      // One that threw plays nothing any more.
      if (broken) mixer?.disconnect()
      else if (mixer) shared.giveMixer(mixer)
      worker.onmessage = null
      worker.terminate()
      await shared.sleep(me)
    }
  }
}
