/**
 * The meeting point of all separators. A separator is pure arithmetic over planar 32-bit float blocks:
 * it opens no file and keeps flat memory, whatever the length of the song.
 */
import type { AudioFormat, PlanarBlock } from '../../codecs/types'

/** One planar block per stem, in the order of `Separator.stems`; all of the same length, which may be 0. */
export type StemBlocks = readonly PlanarBlock[]

/**
 * One song being pulled apart. Stems are sample-aligned with the input, have exactly its length and sum back to it
 * (error below 1e-6 of full scale), because the last stem is always the input minus the others.
 */
export interface Separator {
  readonly stems: readonly string[]
  /** Feeds the next run of frames (any length, the channels of the format); gives back what is ready by now. */
  push(block: PlanarBlock): StemBlocks
  /** Ends the song and gives back everything that is still held. Call once. */
  finish(): StemBlocks
}

/** Option values by key; a key that is left out takes its default. */
export type MethodOptions = Readonly<Record<string, string>>

/**
 * One choice a method offers. Values are words or numbers with their unit told by the key, never labels. Without values
 * it takes words of the person's own, which are the job's input and no part of its MethodOptions.
 */
export interface MethodOption {
  readonly key: string
  readonly values: readonly string[]
  readonly defaultValue: string
}

/** What the catalogue lists of any method. */
interface ListedMethod {
  readonly id: string
  readonly options: readonly MethodOption[]
  /** The stems these options give, in order. Throws SeparationError('unknownOption'). */
  stems(options: MethodOptions): readonly string[]
}

/** Makes one song like another: takes a target and a reference. */
export interface MatchingMethod extends ListedMethod {
  readonly kind: 'match'
}

/** What is going to be heard: stems that add up to the whole. */
export interface Composition extends AudioFormat {
  readonly durationS: number
  /** Plays it from the beginning, the same samples every time, in the order of the method's stems. */
  play(): Iterable<StemBlocks>
}

/** Makes sound from words: takes no song. One of its options takes the words. */
export interface GeneratingMethod extends ListedMethod {
  readonly kind: 'generate'
  /** What the file is called that keeps the words. */
  readonly wordsName: string
  /** What these words and options ask for. Throws WordsError (generating/notation), SeparationError('unknownOption'). */
  compose(words: string, options: MethodOptions): Composition
}

export type Method = SeparationMethod | MatchingMethod | GeneratingMethod

/** Takes one song apart. */
export interface SeparationMethod extends ListedMethod {
  readonly kind: 'separate'
  /** A separator for one song. Throws SeparationError('unknownOption' | 'unsupportedFormat'). */
  create(format: AudioFormat, options: MethodOptions): Separator
}

export type SeparationErrorCode = 'unknownMethod' | 'unknownOption' | 'unsupportedFormat' | 'wrongBlock'

/** What a separator says of a request it cannot take. */
export class SeparationError extends Error {
  constructor(
    readonly code: SeparationErrorCode,
    message: string
  ) {
    super(message)
    this.name = 'SeparationError'
  }
}
