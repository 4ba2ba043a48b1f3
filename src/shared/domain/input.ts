import type { ErrorInfo } from '../errors/appError'
import type { Link } from './link'
import type { Prepared } from './prepared'

/** An audio file, or a link to one, taken in but not yet sent. A path stays in the main process; `id` stands for it. */
export interface Input {
  readonly id: string
  readonly name: string
  readonly sizeBytes: number
  /** Seconds, from the file's own headers; null when they do not tell. */
  readonly durationSeconds: number | null
  /** Fetched by the service itself: its size, 0 here, and its length are not known. */
  readonly link?: Link
  /** Its length, and whether it is a song at all, is told later ('inputs:looked'). */
  readonly isLooking?: true
  /** It stands for a file that was made from the song, and that is what is sent. */
  readonly prepared?: Prepared
}

/** A file that was offered and could not be taken, with the reason. */
export interface RefusedInput {
  readonly name: string
  readonly error: ErrorInfo
}

/** What became of the folders that were added. */
export interface WalkedFolders {
  readonly songs: number
  /** Other files, and links to folders; hidden ones are not counted. */
  readonly leftOut: number
  readonly unreadable: number
  /** There may be more: a limit was reached. */
  readonly isCut: boolean
}

export interface AddedInputs {
  readonly added: readonly Input[]
  readonly refused: readonly RefusedInput[]
  /** Where folders were among them. */
  readonly walked?: WalkedFolders
  /** The one of them that the others are matched to, where they come back from such jobs. */
  readonly referenceId?: string
}

/** What looking at inputs has brought, after they were added; refused ones are inputs no more. */
export interface LookedInputs {
  readonly lengths: readonly { readonly id: string; readonly durationSeconds: number | null }[]
  readonly refused: readonly (RefusedInput & { readonly id: string })[]
}
