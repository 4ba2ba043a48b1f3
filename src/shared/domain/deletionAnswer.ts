import type { ErrorInfo } from '../errors/appError'

/** What became of deleting a job's files at the service. */
export type DeletionAnswer =
  | { readonly outcome: 'deleted' }
  /** Not asked: not every file is here and whole. */
  | { readonly outcome: 'notHere' }
  /** `message`: the service's own reason. */
  | { readonly outcome: 'refused'; readonly message: string | null }
  | { readonly outcome: 'unheard'; readonly error: ErrorInfo }
