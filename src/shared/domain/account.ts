import type { ErrorInfo } from '../errors/appError'

/** Who is signed in to MVSEP, as far as the renderer may know: never the token. */
export type Account =
  | { readonly status: 'signedOut' }
  /** Between the start and the first answer: whether a token is kept, and whether it is good, is not known yet. */
  | { readonly status: 'checking'; readonly kept: 'keychain' | 'session' }
  | {
      readonly status: 'signedIn'
      readonly name: string
      readonly email: string
      /** Credits left; one credit is about one minute (API page, user). */
      readonly credits: number
      /** Whether credits are spent; when false, free limits hold even with credits left. */
      readonly premiumEnabled: boolean
      /** Whether the service puts the algorithm and its options into the names of result files. */
      readonly longFilenames: boolean
      /** Where the token lives: the system's keychain, or only in memory until the app quits. */
      readonly kept: 'keychain' | 'session'
      readonly checkedAtMs: number
    }
  | {
      /** A token is kept but could not be checked; it stays kept. */
      readonly status: 'unchecked'
      readonly kept: 'keychain' | 'session'
      readonly error: ErrorInfo
    }
