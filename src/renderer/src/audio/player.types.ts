import type { StudioSession } from '../../../shared/domain/studio'

export interface StemControls {
  readonly muted: boolean
  readonly soloed: boolean
  /** Linear gain, 0..2; 1 is as delivered. */
  readonly gain: number
}

export interface PlayerState {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly playing: boolean
  readonly controls: readonly StemControls[]
  /** Blocks the mixer had to fill with silence because data came late, since the start. */
  readonly underruns: number
}

/**
 * Plays every stem of a session from one clock: a single audio worklet mixes windows that all stems share,
 * so stems cannot drift apart.
 */
export interface Player {
  readonly session: StudioSession
  getState(): PlayerState
  /** Told on every change of the state; position is asked for by frame instead. */
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
  /** Ends the context, the worker and every listener. */
  dispose(): Promise<void>
}

export type CreatePlayer = (session: StudioSession) => Player
