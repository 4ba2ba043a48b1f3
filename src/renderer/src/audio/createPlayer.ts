import feederUrl from './feeder.worker.ts?worker&url'
import workletUrl from './mixer.worklet.ts?worker&url'
import { keepSounding } from './keepSounding'
import type { CreatePlayer, PlayerState, StemControls } from './player.types'
import { toHeardFrame } from './playhead'
import {
  MIXER_NAME,
  RAMP_SECONDS,
  type FeederCommand,
  type FeederReport,
  type MixerCommand,
  type MixerOptions,
  type MixerReport
} from './protocol'
import { PLAIN_CONTROLS, toGain, toHeardGains, withSolo } from './stemGains'
import { installTrustedTypes } from './trustedTypes'

/** A paused player lets go of the sound device after this long, so that an idle window costs nothing. */
const REST_AFTER_MS = 5_000

/** Opens a session for playing; it is 'ready' once sound can start at once. Nothing is decoded or kept whole. */
export const createPlayer: CreatePlayer = (session) => {
  installTrustedTypes()
  const { sampleRateHz, frames } = session
  const context = new AudioContext({ sampleRate: sampleRateHz, latencyHint: 'interactive' })
  const worker = new Worker(feederUrl, { type: 'module', name: 'stem feeder' })
  const listeners = new Set<() => void>()
  const waiting: MixerCommand[] = []
  let node: AudioWorkletNode | undefined
  let rest: ReturnType<typeof setTimeout> | undefined
  let disposed = false
  let generation = 0
  let fromFrame = 0
  let report: MixerReport = { generation, frame: 0, contextTimeSeconds: 0, moving: false, playing: false, underruns: 0 }
  let state: PlayerState = {
    status: frames > 0 ? 'loading' : 'ready',
    playing: false,
    controls: session.stems.map((): StemControls => PLAIN_CONTROLS),
    underruns: 0
  }

  function change(part: Partial<PlayerState>): void {
    state = { ...state, ...part }
    listeners.forEach((listener) => listener())
  }

  function fail(): void {
    if (disposed) return
    toMixer({ type: 'pause' })
    change({ status: 'failed', playing: false })
  }

  function toMixer(command: MixerCommand, transfer: Transferable[] = []): void {
    // Until the worklet is loaded its commands wait their turn.
    if (node) node.port.postMessage(command, transfer)
    else waiting.push(command)
  }

  function toFeeder(command: FeederCommand, transfer: Transferable[] = []): void {
    worker.postMessage(command, transfer)
  }

  async function load(): Promise<void> {
    await context.audioWorklet.addModule(workletUrl)
    if (disposed) return
    const options: MixerOptions = {
      channels: session.stems.map(({ channels }) => channels),
      frames,
      rampFrames: Math.round(RAMP_SECONDS * sampleRateHz)
    }
    const mixer = new AudioWorkletNode(context, MIXER_NAME, {
      numberOfInputs: 0,
      outputChannelCount: [2],
      processorOptions: options
    })
    mixer.port.onmessage = ({ data }: MessageEvent<MixerReport>) => hear(data)
    mixer.onprocessorerror = fail
    const { port1, port2 } = new MessageChannel()
    mixer.port.postMessage({ type: 'connect', port: port1 } satisfies MixerCommand, [port1])
    toFeeder({ type: 'start', port: port2, stems: session.stems, frames, sampleRateHz }, [port2])
    mixer.connect(context.destination)
    node = mixer
    waiting.splice(0).forEach((command) => toMixer(command))
    if (generation > 0) toFeeder({ type: 'seek', generation, frame: fromFrame })
  }

  function hear(next: MixerReport): void {
    if (next.generation !== generation) return
    if (next.moving && !report.moving) fromFrame = next.frame
    report = next
    // The mixer stops by itself at the end only.
    const ended = state.playing && !next.playing && next.frame >= frames
    if (ended || next.underruns !== state.underruns) change({ underruns: next.underruns, playing: state.playing && !ended })
    if (ended) restLater()
  }

  function restLater(): void {
    clearTimeout(rest)
    rest = setTimeout(() => void context.suspend().catch(fail), REST_AFTER_MS)
  }

  function positionFrames(): number {
    const latencySeconds = context.outputLatency || context.baseLatency || 0
    return toHeardFrame(report, { contextTimeSeconds: context.currentTime, latencySeconds }, { sampleRateHz, frames, fromFrame })
  }

  function seek(frame: number): void {
    const target = Math.min(frames, Math.max(0, Math.round(Number.isFinite(frame) ? frame : 0)))
    generation += 1
    fromFrame = target
    report = { ...report, generation, frame: target, moving: false }
    if (node) toFeeder({ type: 'seek', generation, frame: target })
    toMixer({ type: 'seek', generation, frame: target })
    change({})
  }

  function control(controls: StemControls[]): void {
    toMixer({ type: 'gains', gains: toHeardGains(controls) })
    change({ controls })
  }

  const edit = (stem: number, part: Partial<StemControls>) =>
    control(state.controls.map((value, index) => (index === stem ? { ...value, ...part } : value)))

  worker.onmessage = ({ data }: MessageEvent<FeederReport>) => {
    if (data.type === 'failed') fail()
    else if (state.status === 'loading') change({ status: 'ready' })
  }
  worker.onerror = fail
  load().catch(fail)
  restLater()
  const endSounding = keepSounding(context, () => state.playing && !disposed, navigator.mediaDevices)

  return {
    session,
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    positionFrames,
    async play() {
      if (disposed || state.status === 'failed') return
      clearTimeout(rest)
      if (positionFrames() >= frames) seek(0)
      toMixer({ type: 'play' })
      change({ playing: true })
      await context.resume()
    },
    pause() {
      toMixer({ type: 'pause' })
      change({ playing: false })
      restLater()
    },
    seek,
    setMuted: (stem, muted) => edit(stem, { muted }),
    setSoloed: (stem, soloed, exclusive) => control(withSolo(state.controls, stem, soloed, exclusive)),
    setGain: (stem, gain) => edit(stem, { gain: toGain(gain) }),
    async dispose() {
      if (disposed) return
      disposed = true
      endSounding()
      clearTimeout(rest)
      listeners.clear()
      node?.port.postMessage({ type: 'close' } satisfies MixerCommand)
      if (node) node.port.onmessage = null
      node?.disconnect()
      worker.terminate()
      await context.close()
    }
  }
}
