import { createAudioLink } from './audioLink'
import { createLevelReading } from './levelReading'
import { toLoop } from './loopRegion'
import { type LoudnessTable, toMatchDecibels } from './loudnessMatch'
import type { CreatePlayer, LoopRegion, Monitor, PlayerState, StemControls } from './player.types'
import { toHeardFrame } from './playhead'
import type { MixerReport } from './protocol'
import { PLAIN_CONTROLS, toGain, toPan, toRange, toSourceGains, withSolo } from './stemGains'
import { isNeutral, MOST_RATE, MOST_SEMITONES, NEUTRAL, type Tempo } from './stretcher'
import { createThrottled } from './throttle'
import { installTrustedTypes } from './trustedTypes'

/** A splice is done by then, unless the machine is busy. */
const SPLICE_MS = 120

/** Opens a session for playing; it is 'ready' once sound can start at once. Nothing is decoded or kept whole. */
export const createPlayer: CreatePlayer = (session) => {
  installTrustedTypes()
  const { sampleRateHz, frames } = session
  const listeners = new Set<() => void>()
  const levels = createLevelReading(session.stems.length)
  let disposed = false
  let generation = 0
  /** The generation since which windows hold the original: it is read only once it was asked for. */
  let originalSince: number | null = null
  let fromFrame = 0
  let looped = false
  let stretchReady = false
  let loudness: LoudnessTable | undefined
  /** What the worklet was told. */
  let tempo = NEUTRAL
  let report: MixerReport = {
    generation, frame: 0, contextTimeSeconds: 0, moving: false, playing: false, rate: 1, underruns: 0,
    levels: { sources: [], master: [0, 0] }
  }
  let state: PlayerState = {
    status: frames > 0 ? 'loading' : 'ready',
    playing: false,
    controls: session.stems.map((): StemControls => PLAIN_CONTROLS),
    masterGain: 1,
    loop: null,
    monitor: 'stems',
    originalGainDecibels: null,
    rate: 1,
    semitones: 0,
    underruns: 0
  }
  const link = createAudioLink({
    session,
    onReport: hear,
    onReady: () => {
      if (state.status === 'loading') change({ status: 'ready' })
    },
    onLoudness: (table) => {
      loudness = table
      control({})
    },
    onStretchReady: () => {
      stretchReady = true
      tellTempo()
    },
    onFailed: () => {
      link.toMixer({ type: 'pause' })
      change({ status: 'failed', playing: false })
    }
  })

  function change(part: Partial<PlayerState>): void {
    state = { ...state, ...part }
    listeners.forEach((listener) => listener())
  }

  function hear(next: MixerReport): void {
    levels.add(next.levels)
    if (next.generation !== generation) return
    if (next.moving && !report.moving) fromFrame = next.frame
    if (next.moving && report.moving && next.frame < report.frame) looped = true
    report = next
    // The mixer stops by itself at the end only.
    const ended = state.playing && !next.playing && next.frame >= frames
    if (ended || next.underruns !== state.underruns) change({ underruns: next.underruns, playing: state.playing && !ended })
    if (ended) link.rest()
  }

  function positionFrames(): number {
    return toHeardFrame(report, link.now(), { sampleRateHz, frames, fromFrame, loop: state.loop, looped })
  }

  function feed(frame: number): void {
    link.feed({ generation, frame, loop: state.loop, withOriginal: originalSince !== null })
  }

  function seek(frame: number): void {
    const target = Math.min(frames, Math.max(0, Math.round(Number.isFinite(frame) ? frame : 0)))
    generation += 1
    fromFrame = target
    looped = false
    report = { ...report, generation, frame: target, moving: false }
    feed(target)
    link.toMixer({ type: 'seek', generation, frame: target })
    change({})
  }

  /** What follows has changed, what sounds has not: while playing the new windows join without a seam. */
  function refeed(): void {
    const frame = positionFrames()
    if (!state.playing || frame >= frames) return seek(frame)
    generation += 1
    looped = false
    fromFrame = Math.min(fromFrame, frame)
    report = { ...report, generation }
    feed(frame)
    link.toMixer({ type: 'splice', generation })
  }

  // An edge that is dragged changes the loop at every frame: the splice before would never be done.
  const looping = createThrottled(refeed, SPLICE_MS)

  function tellGains(): void {
    const { controls, monitor, originalGainDecibels } = state
    const gains = toSourceGains(controls, monitor, 10 ** ((originalGainDecibels ?? 0) / 20))
    link.toMixer({ type: 'gains', gains, sinceGeneration: monitor === 'stems' ? 0 : (originalSince ?? 0) })
  }

  function control(part: Partial<PlayerState>): void {
    const controls = part.controls ?? state.controls
    const originalGainDecibels = loudness ? toMatchDecibels(loudness, toSourceGains(controls, 'stems', 0)) : null
    change({ ...part, originalGainDecibels })
    tellGains()
  }

  const edit = (stem: number, part: Partial<StemControls>) =>
    control({ controls: state.controls.map((value, index) => (index === stem ? { ...value, ...part } : value)) })

  function setLoop(region: LoopRegion | null): void {
    change({ loop: toLoop(region, session) })
    if (state.loop && positionFrames() >= state.loop.endFrame) seek(state.loop.startFrame)
    else looping.ask()
  }

  function setMonitor(monitor: Monitor): void {
    if (monitor !== 'stems' && !session.original) return
    state = { ...state, monitor }
    if (monitor !== 'stems' && originalSince === null) {
      originalSince = generation + 1
      refeed()
    }
    control({})
  }

  function setTempo(wanted: Tempo): void {
    change(wanted)
    if (stretchReady) tellTempo()
    else if (!isNeutral(wanted)) link.loadStretch()
  }

  function tellTempo(): void {
    const { rate, semitones } = state
    const before = tempo
    const frame = positionFrames()
    tempo = { rate, semitones }
    link.toMixer({ type: 'tempo', ...tempo })
    // Into and out of the stretcher only through silence.
    if (isNeutral(before) !== isNeutral(tempo)) seek(frame)
  }

  function pause(): void {
    const frame = positionFrames()
    link.toMixer({ type: 'pause' })
    // The stretcher has heard ahead: what follows begins where the listener was.
    if (!isNeutral(tempo) && state.playing) seek(frame)
    change({ playing: false })
    link.rest()
  }

  link.rest()

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
      if (positionFrames() >= (state.loop?.endFrame ?? frames)) seek(state.loop?.startFrame ?? 0)
      link.toMixer({ type: 'play' })
      change({ playing: true })
      await link.wake()
    },
    pause,
    seek,
    setMuted: (stem, muted) => edit(stem, { muted }),
    setSoloed: (stem, soloed, exclusive) => control({ controls: withSolo(state.controls, stem, soloed, exclusive) }),
    setGain: (stem, gain) => edit(stem, { gain: toGain(gain) }),
    setPan: (stem, pan) => edit(stem, { pan: toPan(pan) }),
    setControls: (controls) =>
      control({
        controls: session.stems.map((_, stem) => {
          const { muted, soloed, gain, pan } = controls[stem] ?? PLAIN_CONTROLS
          return { muted, soloed, gain: toGain(gain), pan: toPan(pan) }
        })
      }),
    setMasterGain(gain) {
      change({ masterGain: toGain(gain) })
      link.toMixer({ type: 'master', gain: state.masterGain })
    },
    setLoop,
    setMonitor,
    setRate: (rate) => setTempo({ rate: toRange(rate, 1 / MOST_RATE, MOST_RATE, 1), semitones: state.semitones }),
    setSemitones: (semitones) => setTempo({ rate: state.rate, semitones: toRange(semitones, -MOST_SEMITONES, MOST_SEMITONES, 0) }),
    levels: () => levels.take(),
    resetClip: () => levels.resetClip(),
    async dispose() {
      if (disposed) return
      disposed = true
      // Whoever follows the position frame by frame stops when nothing plays.
      state = { ...state, playing: false }
      listeners.clear()
      looping.cancel()
      await link.dispose()
    }
  }
}
