/** One stem opened for listening. `index` is StemFile.index. */
export interface StudioStem {
  readonly index: number
  readonly name: string
  readonly channels: number
  /** stem://… address of 32-bit float little-endian interleaved PCM; answers byte ranges with 206. */
  readonly pcmUrl: string
  /** stem://… address of the peaks in audiowaveform's .dat layout, version 2. */
  readonly peaksUrl: string
}

/** A ready job opened in the Studio: every stem at one sample rate and one length. */
export interface StudioSession {
  readonly jobId: string
  readonly title: string
  readonly algorithmName: string
  readonly sampleRateHz: number
  /** Length of the longest stem; shorter ones are silent after their end. */
  readonly frames: number
  readonly stems: readonly StudioStem[]
  /** Result files that are not audio or could not be decoded, by name. */
  readonly unplayable: readonly string[]
}
