import type { StudioSession } from '../../../shared/domain/studio'

export interface StemControls {
  readonly muted: boolean
  readonly soloed: boolean
  /** Linear gain, 0..2; 1 is as delivered. */
  readonly gain: number
  /** -1 (left) .. 1 (right), 0 dB at the centre. */
  readonly pan: number
}

/** The frames [startFrame, endFrame) heard again and again. */
export interface LoopRegion {
  readonly startFrame: number
  readonly endFrame: number
}

/** What is listened to: the mix, the song as it was sent, or the song minus the sum of all stems as delivered. */
export type Monitor = 'stems' | 'original' | 'difference'

export interface PlayerState {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly playing: boolean
  readonly controls: readonly StemControls[]
  readonly masterGain: number
  readonly loop: LoopRegion | null
  readonly monitor: Monitor
  /** What makes the original as loud as the mix as it is set; null until it was measured, or when either is silent. */
  readonly originalGainDecibels: number | null
  /** Speed, 0.5..2; 1 is as recorded. */
  readonly rate: number
  /** Pitch, -12..12; 0 is as recorded. */
  readonly semitones: number
  /** Gaps in the sound because data came late, since the start. */
  readonly underruns: number
}

/** Linear peaks since the last look. */
export interface Levels {
  /** Of each stem as it is heard, before the master gain. */
  readonly stems: Float32Array
  /** Of the sum, after the master gain; beyond 1 is beyond full scale. */
  readonly master: readonly [left: number, right: number]
  /** Whether the sum was beyond full scale at any time since resetClip(). */
  readonly clipped: boolean
}

/**
 * Plays every stem of a session from one clock: a single audio worklet mixes windows that all stems share,
 * so stems cannot drift apart.
 */
export interface Player {
  readonly session: StudioSession
  getState(): PlayerState
  /** Told on every change of the state; position and levels are asked for by frame instead. */
  subscribe(listener: () => void): () => void
  /** The frame being heard, 0..session.frames. */
  positionFrames(): number
  play(): Promise<void>
  pause(): void
  /** Frames are clamped to the session. */
  seek(frame: number): void
  setMuted(stem: number, muted: boolean): void
  /** `exclusive` takes every other solo away. */
  setSoloed(stem: number, soloed: boolean, exclusive: boolean): void
  setGain(stem: number, gain: number): void
  setPan(stem: number, pan: number): void
  /** All stems at once, as they were kept; missing ones become plain, values are clamped. */
  setControls(controls: readonly StemControls[]): void
  setMasterGain(gain: number): void
  /** Clamped to the session; a shorter one grows to 50 ms. A position beyond the end goes to the start. */
  setLoop(loop: LoopRegion | null): void
  /** 'original' and 'difference' do nothing when the session has no original. */
  setMonitor(monitor: Monitor): void
  /** The pitch stays. At 1 and 0 semitones the samples are untouched. */
  setRate(rate: number): void
  /** The speed stays. */
  setSemitones(semitones: number): void
  levels(): Levels
  resetClip(): void
  /** Ends the worker, the worklet's part and every listener, and lets go of the sound device. */
  dispose(): Promise<void>
}

export type CreatePlayer = (session: StudioSession) => Player
