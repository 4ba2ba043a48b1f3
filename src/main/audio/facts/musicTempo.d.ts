/** The part of music-tempo 1.0 used here; the library ships no types of its own. */
declare module 'music-tempo' {
  interface MusicTempoOptions {
    /** Samples in one look; a power of 2. */
    readonly bufferSize: number
    /** Samples from look to look. */
    readonly hopSize: number
    /** The same in seconds. */
    readonly timeStep: number
  }
  export default class MusicTempo {
    /** Throws when the sound has too few onsets. */
    constructor(samples: Float32Array, options: MusicTempoOptions)
    /** Beats a minute, with decimals. */
    readonly tempo: number | string
    /** Times of the beats in seconds. */
    readonly beats: readonly number[]
  }
}
