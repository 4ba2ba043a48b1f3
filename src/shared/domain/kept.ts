import type { ErrorInfo } from '../errors/appError'

/** Something a service told, with its age: a copy kept on disk answers at once and when the service cannot. */
export interface Kept<T> {
  readonly value: T
  readonly fetchedAtMs: number
  /** It is the copy kept on disk, not an answer of just now: whoever shows it asks again with `refresh`. */
  readonly fromCache: boolean
  /** Why the service could not answer anew; null when it did, or was not asked. */
  readonly refreshError: ErrorInfo | null
}
