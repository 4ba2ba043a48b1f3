/**
 * The messages between the three threads that play: the window (player), the feeder worker (reads stem data)
 * and the audio worklet (mixes). Windows go from feeder to worklet directly, over a MessageChannel.
 */

/** One stretch of the session for every stem at once: what makes drift between stems impossible. */
export interface MixWindow {
  /** Counts seeks; a window of an older generation is thrown away. */
  readonly generation: number
  readonly startFrame: number
  readonly frames: number
  /** Whether the session ends with this window. */
  readonly last: boolean
  /** Interleaved samples of each stem, `frames` x its channels. */
  readonly data: readonly Float32Array<ArrayBuffer>[]
}

/** Feeder -> worklet. */
export type FeedMessage = { readonly type: 'window'; readonly window: MixWindow }

/** Worklet -> feeder: a window is done with. Its memory travels back so that the audio thread never collects garbage. */
export interface ConsumedMessage {
  readonly type: 'consumed'
  readonly generation: number
  readonly frames: number
  readonly data: readonly Float32Array<ArrayBuffer>[]
}

/** Player -> worklet. */
export type MixerCommand =
  | { readonly type: 'connect'; readonly port: MessagePort }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'seek'; readonly generation: number; readonly frame: number }
  /** Linear gain of each stem as it shall be heard, mute and solo already applied. */
  | { readonly type: 'gains'; readonly gains: readonly number[] }
  | { readonly type: 'close' }

/** Worklet -> player, about thirty times a second while playing and at every change. */
export interface MixerReport {
  readonly generation: number
  /** The frame that starts to sound at `contextTimeSeconds` of the AudioContext's clock. */
  readonly frame: number
  readonly contextTimeSeconds: number
  /** Whether `frame` is moving: playing and supplied with data. */
  readonly moving: boolean
  /** Whether playing is wanted; false once the end was reached. */
  readonly playing: boolean
  readonly underruns: number
}

/** What the worklet is built with. */
export interface MixerOptions {
  /** Channels of each stem. */
  readonly channels: readonly number[]
  /** Length of the session in frames. */
  readonly frames: number
  /** Length of every fade, in frames. */
  readonly rampFrames: number
}

export interface FeedStem {
  readonly pcmUrl: string
  readonly channels: number
}

/** Player -> feeder. */
export type FeederCommand =
  | {
      readonly type: 'start'
      readonly port: MessagePort
      readonly stems: readonly FeedStem[]
      readonly frames: number
      readonly sampleRateHz: number
    }
  | { readonly type: 'seek'; readonly generation: number; readonly frame: number }

/** Feeder -> player. */
export type FeederReport =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly detail: string }

/** The name the worklet registers under. */
export const MIXER_NAME = 'unbraid-mixer'

/** Every change of gain and every start and stop is a straight line of this length: inaudible, yet free of clicks. */
export const RAMP_SECONDS = 0.005
