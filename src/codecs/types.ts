/**
 * The meeting point of every audio reader and writer in this folder.
 * Samples are 32-bit floats, nominally -1..1, one array per channel ("planar"), so that no caller
 * ever needs to know what the file held.
 */

/** One run of consecutive frames: one array per channel, all of the same length. */
export type PlanarBlock = readonly Float32Array[]

export interface AudioFormat {
  /** Frames per second, in Hz. */
  readonly sampleRateHz: number
  readonly channels: number
}

/** A file opened for decoding from its first frame to its last. Memory stays flat: one block at a time. */
export interface AudioReader extends AudioFormat {
  /** Container and codec in short words, e.g. "wav", "aiff", "flac", "mp3", "ogg vorbis". */
  readonly kind: string
  /** Total frames when the file's own headers tell; otherwise undefined until everything was read. */
  readonly frames: number | undefined
  /** Blocks in order. Ends at the last frame; throws CodecError('damaged') when the data breaks off. */
  blocks(): AsyncIterable<PlanarBlock>
  close(): Promise<void>
}

/** A file being written. `finish` makes it whole (headers, fsync); `abort` removes what was written. */
export interface AudioWriter {
  write(block: PlanarBlock): Promise<void>
  finish(): Promise<void>
  abort(): Promise<void>
}

export type OutputFormat = 'wav16' | 'wav24' | 'wav32f' | 'flac16' | 'flac24' | 'mp3'

/** noSound: a video in which there is no sound that can be read. */
export type CodecErrorCode = 'notAudio' | 'noSound' | 'empty' | 'unsupported' | 'damaged'

/** What a reader says of a file it cannot take. I/O errors (ENOENT, EACCES…) pass through as Node gives them. */
export class CodecError extends Error {
  constructor(
    readonly code: CodecErrorCode,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
    this.name = 'CodecError'
  }
}
