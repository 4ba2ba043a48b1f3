/** How long a part is that several models are heard on for one credit each. */
export const TRIAL_SECONDS = 30

/** What is to be made of an input before it is sent. Nothing of it encodes anything lossy again. */
export type Preparation =
  /** The same samples in a smaller file; those of a 32-bit recording become 24-bit ones, which is told beforehand. */
  | { readonly how: 'flac' }
  /** TRIAL_SECONDS from here on, lossless. */
  | { readonly how: 'trial'; readonly startSeconds: number }
  /** The sound of a video, packet by packet as it is. */
  | { readonly how: 'audioTrack' }

/** What a file was made from, before the upload. */
export interface Prepared {
  readonly how: Preparation['how']
  /** The song as it was taken in: its leaf name, size and length. */
  readonly fromName: string
  readonly fromSizeBytes: number
  readonly fromDurationSeconds: number | null
  /** Where a trial begins in the song, in seconds. */
  readonly startSeconds?: number | undefined
}

/** What can be made of an input, each with what would be sent; null for what cannot be or would gain nothing. */
export interface PrepareOffers {
  /** `sizeBytes` is an estimate from a few seconds of it. Not exact: 32-bit samples become 24-bit ones. */
  readonly flac: { readonly sizeBytes: number; readonly bits: 16 | 24; readonly isExact: boolean } | null
  /** The video's own sound, e.g. 'aac'; its size is an estimate. */
  readonly audioTrack: { readonly sizeBytes: number; readonly codec: string } | null
  /** A video whose sound cannot be taken out: of a kind we cannot pass on, or broken. */
  readonly isSoundLocked: boolean
  /** False for what is no longer than a trial. */
  readonly trial: boolean
}

/** How far the file of an input is, 0..1. */
export interface PreparingProgress {
  readonly inputId: string
  readonly fraction: number
}

interface SongLike {
  readonly name: string
  readonly sizeBytes: number
  readonly prepared?: Prepared | undefined
}

/** The same for all that sounds the same: a song and its FLAC, but not a part of it. */
export function soundKey({ name, sizeBytes, prepared }: SongLike): string {
  if (prepared === undefined) return JSON.stringify([name, sizeBytes])
  const { how, fromName, fromSizeBytes, startSeconds } = prepared
  return JSON.stringify([fromName, fromSizeBytes, ...(how === 'trial' ? [startSeconds ?? 0] : [])])
}
