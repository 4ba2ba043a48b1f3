import type { Sides } from '../../../shared/domain/mix'
import type { LoudnessTable } from './loudnessMatch'

/**
 * The messages between the three threads that play: the window (player), the feeder worker (reads stem data)
 * and the audio worklet (mixes). Windows go from feeder to worklet directly, over a MessageChannel.
 * A source is a stem, or, as the last one, the original.
 */

/** One stretch of the session for every source at once: what makes drift between stems impossible. */
export interface MixWindow {
  /** Counts seeks; a window of an older generation is thrown away. */
  readonly generation: number
  readonly startFrame: number
  readonly frames: number
  /** Whether the session ends with this window. */
  readonly last: boolean
  /** Interleaved samples of each source, `frames` x its channels, in one piece of memory; the original may be missing. */
  readonly data: readonly Float32Array<ArrayBuffer>[]
}

/** Feeder -> worklet. */
export type FeedMessage = { readonly type: 'window'; readonly window: MixWindow }

/** Worklet -> feeder: a window is done with. Its memory travels back so that the audio thread never collects garbage. */
export interface ConsumedMessage {
  readonly type: 'consumed'
  readonly generation: number
  readonly frames: number
  readonly memory: ArrayBuffer | undefined
}

/** Player -> worklet, over the node's own port: a session begins. It goes on over its own ports, so that none hears another's. */
export interface OpenMessage {
  readonly options: MixerOptions
  readonly commands: MessagePort
  readonly feed: MessagePort
}

/** Player -> a session in the worklet. */
export type MixerCommand =
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'seek'; readonly generation: number; readonly frame: number }
  /** Goes over to windows of another generation at the very frame it is at: what follows has changed, what sounds has not. */
  | { readonly type: 'splice'; readonly generation: number }
  /** Linear factors of each source as it shall be heard, once windows of `sinceGeneration` sound. */
  | { readonly type: 'gains'; readonly gains: readonly Sides[]; readonly sinceGeneration: number }
  | { readonly type: 'master'; readonly gain: number }
  /** stretch.worklet.ts is in the scope: compile it. */
  | { readonly type: 'loadStretch' }
  /** Speed and pitch; between neutral and not they change with the next seek. */
  | { readonly type: 'tempo'; readonly rate: number; readonly semitones: number }
  | { readonly type: 'close' }

/** Linear peaks since the report before. */
export interface MixerLevels {
  readonly sources: readonly number[]
  readonly master: readonly [left: number, right: number]
}

/** What the worklet tells of itself, about thirty times a second while playing and at every change. */
export interface MixerReport {
  readonly generation: number
  /** The frame that starts to sound at `contextTimeSeconds` of the AudioContext's clock. */
  readonly frame: number
  readonly contextTimeSeconds: number
  /** Whether `frame` is moving: playing and supplied with data. */
  readonly moving: boolean
  /** Whether playing is wanted; false once the end was reached. */
  readonly playing: boolean
  /** Session frames a frame of output. */
  readonly rate: number
  readonly underruns: number
  readonly levels: MixerLevels
}

/** A session in the worklet -> player. */
export type WorkletMessage =
  | { readonly type: 'report'; readonly report: MixerReport }
  | { readonly type: 'stretchReady' }
  | { readonly type: 'stretchFailed'; readonly detail: string }

/** What a mixer is built with. */
export interface MixerOptions {
  /** Channels of each source. */
  readonly channels: readonly number[]
  /** Length of the session in frames. */
  readonly frames: number
  /** Length of every fade, in frames. */
  readonly rampFrames: number
}

/** The frames [startFrame, endFrame) played again and again. */
export interface FeedLoop {
  readonly startFrame: number
  readonly endFrame: number
}

/** Player -> feeder. */
export type FeederCommand =
  | {
      readonly type: 'start'
      readonly port: MessagePort
      readonly windowUrl: string
      /** Channels of each stem. */
      readonly channels: readonly number[]
      /** Channels of the original; null when there is none. */
      readonly originalChannels: number | null
      readonly frames: number
      readonly sampleRateHz: number
    }
  | ({ readonly type: 'seek' } & FeedSeek)
  /** Find out how loud the sources are beside each other. */
  | { readonly type: 'measure' }

export interface FeedSeek {
  readonly generation: number
  readonly frame: number
  readonly loop: FeedLoop | null
  readonly withOriginal: boolean
}

/** Feeder -> player. */
export type FeederReport =
  | { readonly type: 'ready' }
  | { readonly type: 'loudness'; readonly table: LoudnessTable | null }
  | { readonly type: 'failed'; readonly detail: string }

/** The name the worklet registers under. */
export const MIXER_NAME = 'unbraid-mixer'

/** Every change of gain and every start and stop is a straight line of this length: inaudible, yet free of clicks. */
export const RAMP_SECONDS = 0.005
