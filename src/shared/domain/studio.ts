import type { UndecodedSound } from './undecoded'

/** One stem opened for listening. `index` is StemFile.index. */
export interface StudioStem {
  readonly index: number
  readonly name: string
  readonly channels: number
  /** stem://… address of 32-bit float little-endian interleaved PCM; answers byte ranges with 206. */
  readonly pcmUrl: string
  /** stem://… address of the peaks in audiowaveform's .dat layout, version 2. */
  readonly peaksUrl: string
  /** The whole song's peaks in a few thousand runs, in the same layout; only when they are known as the session opens. */
  readonly outline?: Uint8Array<ArrayBuffer>
  /** stem://… address of the notes of a MIDI result, whose sound is a simple synth's. */
  readonly notesUrl?: string
}

/**
 * Bytes of one note: first frame and frame of its end (32 bit each), note number, velocity, 1 for a hit of the drum
 * channel (8 bit each), one unused; little-endian, ordered by the first frame, frames at the session's rate.
 */
export const NOTE_BYTES = 12

/** The job's own input file, at the session's rate and aligned with the stems. */
export type StudioOriginal = Pick<StudioStem, 'channels' | 'pcmUrl' | 'peaksUrl'>

/** A ready job opened in the Studio: every stem at one sample rate and one length. */
export interface StudioSession {
  readonly jobId: string
  readonly title: string
  readonly algorithmName: string
  readonly sampleRateHz: number
  /** Length of the longest stem, shorter ones are silent after their end; the original's where no result is sound. */
  readonly frames: number
  readonly stems: readonly StudioStem[]
  /** Null when the file is gone, has changed since it was sent, or cannot be decoded. */
  readonly original: StudioOriginal | null
  /** Those of the stems and the original that the page has yet to decode; their windows and peaks wait for it. */
  readonly undecoded?: readonly UndecodedSound[]
  /**
   * stem://… address of one window of everything: `?from=FRAME&frames=COUNT` answers each stem's interleaved floats one
   * after the other, `&original=1` adds the original's. One request instead of one a stem.
   */
  readonly windowUrl: string
  /** Result files that are not audio or could not be decoded, by name. */
  readonly unplayable: readonly string[]
  /** Those of them that are gone, empty or broken. */
  readonly damaged: readonly string[]
}
