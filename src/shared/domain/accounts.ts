/** An account of MVSEP that this app knows; the token behind it is main's alone. */
export interface KnownAccount {
  readonly id: string
  readonly name: string
  readonly email: string
  /** New jobs are this account's. */
  readonly isActive: boolean
  /** Whether a token is kept; without one its jobs wait. */
  readonly isSignedIn: boolean
}

/** Where a form goes wrong, in the service's words; `general` belongs to no field. */
export interface FormErrors {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly password?: string | undefined
  readonly general?: string | undefined
}

/** What became of signing in with e-mail and password. */
export type LogInAnswer =
  | { readonly outcome: 'signedIn' }
  /** The password is right, and the account has no API token yet: it is made on a page of MVSEP's. */
  | { readonly outcome: 'noToken'; readonly email: string }
  | { readonly outcome: 'refused'; readonly errors: FormErrors }

/** What became of making an account. */
export type RegisterAnswer =
  /** `message`: the service's own words, null when it said none. */
  | { readonly outcome: 'registered'; readonly email: string; readonly message: string | null }
  | { readonly outcome: 'refused'; readonly errors: FormErrors }

/** What an account can switch at the service (API page, enable_premium and enable_long_filenames). */
export const ACCOUNT_SWITCHES = ['premium', 'longFilenames'] as const
export type AccountSwitch = (typeof ACCOUNT_SWITCHES)[number]

/** A job the service works on for an account, wherever it was started. */
export interface RunningThere {
  readonly hash: string
  /** The API base it was found at; adopting it asks there. */
  readonly apiBase: string
  readonly algorithmName: string | null
  /** The service's word for its state. */
  readonly status: string | null
  /** Unix time in milliseconds. */
  readonly createdAtMs: number | null
}

export interface RunningList {
  readonly jobs: readonly RunningThere[]
  /** Unix time in milliseconds. */
  readonly checkedAtMs: number
}
