/** One chunk of decoded sound is no larger. */
export const MOST_CHUNK_BYTES = 1 << 20

/** The place of the job's own input beside its stems, which count from 0. */
export const ORIGINAL_STEM = -1

/** How decoding in the page came to its end: all of it, up to where the file broke, or without any decoder for it. */
export const DECODING_OUTCOMES = ['whole', 'broken', 'unsupported'] as const
export type DecodingOutcome = (typeof DECODING_OUTCOMES)[number]

/** A stem of an open session that only the page can decode, and has not yet. Frames and rate are the file's own. */
export interface UndecodedSound {
  readonly stemIndex: number
  /** stem://… address of the encoded file. */
  readonly fileUrl: string
  readonly sampleRateHz: number
  readonly channels: number
  /** As long as the recording; more is not taken. */
  readonly frames: number
  /** Decoded frames before the recording begins, beside those an edit list hides. */
  readonly delayFrames: number
}
