import type { ErrorInfo } from '../errors/appError'
import type { Link } from './link'

/** An audio file, or a link to one, taken in but not yet sent. A path stays in the main process; `id` stands for it. */
export interface Input {
  readonly id: string
  readonly name: string
  readonly sizeBytes: number
  /** Seconds, from the file's own headers; null when they do not tell. */
  readonly durationSeconds: number | null
  /** Fetched by the service itself: its size, 0 here, and its length are not known. */
  readonly link?: Link
}

/** A file that was offered and could not be taken, with the reason. */
export interface RefusedInput {
  readonly name: string
  readonly error: ErrorInfo
}

export interface AddedInputs {
  readonly added: readonly Input[]
  readonly refused: readonly RefusedInput[]
}
