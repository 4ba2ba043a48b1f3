/** Names of the twelve pitch classes, C first. */
export const PITCH_CLASSES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'] as const

export interface MusicalKey {
  /** 0 (C) .. 11 (B). */
  readonly tonic: number
  readonly mode: 'major' | 'minor'
}

/** What was heard in a song: estimates, never more. */
export interface SongFacts {
  /** Beats a minute; null when no beat was found. Twice or half of it may be what people would tap. */
  readonly beatsPerMinute: number | null
  /** Null when there is too little pitch to tell. */
  readonly key: MusicalKey | null
}
