import type { ErrorInfo } from '../errors/appError'

/** What became of a job's cancelling at the service; here it is stopped in any case. */
export type CancelAnswer =
  /** The service did not have the job, or was done with it: nobody had to be asked. */
  | { readonly outcome: 'here' }
  /** `begun` as last heard: credits come back only for a job that had not begun (API page, cancel). */
  | { readonly outcome: 'agreed'; readonly begun: boolean }
  /** `message`: the service's own reason. */
  | { readonly outcome: 'refused'; readonly message: string | null }
  /** The service could not be told; the job may go on there. */
  | { readonly outcome: 'unheard'; readonly error: ErrorInfo }
