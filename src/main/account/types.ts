import type { Account } from '../../shared/domain/account'
import type { AccountSwitch, KnownAccount, LogInAnswer, RegisterAnswer, RunningList } from '../../shared/domain/accounts'
import type { Log } from '../log/log'
import type { AccountApi } from '../mvsep/account'
import type { ServiceAccess } from '../mvsep/types'
import type { SecretStore } from '../secrets/secretStore'
import type { AccountList } from './accountList'

export interface AccountParts {
  readonly api: AccountApi
  readonly secretStore: SecretStore
  readonly list: AccountList
  /** Base of the service the accounts are at; its host names their tokens in the keychain. */
  readonly apiBase: string
  readonly clock: () => number
  readonly log: Log
}

/** Who is signed in to MVSEP, and who else can be. Tokens and passwords go in and to the service, and never out to a window. */
export interface AccountService {
  current(): Account
  /** Takes the kept token, if any, and checks it; 'checking' until then. Never throws: what went wrong is in the account. */
  start(): Promise<Account>
  /**
   * Checks a token and only then keeps it; its account is the active one from then on. Throws AppError: 'tokenInvalid',
   * 'offline', 'serverUnreachable' and the others of AccountApi.user, 'cancelled' when overtaken by another call.
   */
  signIn(token: string): Promise<Account>
  /** The same with the token that e-mail and password bring; neither of them is kept. Throws as `signIn`. */
  logIn(credentials: { readonly email: string; readonly password: string }): Promise<LogInAnswer>
  /** Makes an account; it signs nobody in, as its mail has to be confirmed. Throws what went wrong on the way. */
  register(person: { readonly name: string; readonly email: string; readonly password: string }): Promise<RegisterAnswer>
  /** Forgets the active account's token; its name stays for its jobs. Throws AppError('keychainFailed') when the keychain would not; the app has forgotten it all the same. */
  signOut(): Promise<Account>
  /** Makes another account the active one. Throws 'tokenMissing' when it has to be signed in first; what a check finds is in the account. */
  switchTo(id: string): Promise<Account>
  /** Forgets an account, its token first. Throws as `signOut`. */
  remove(id: string): Promise<readonly KnownAccount[]>
  known(): readonly KnownAccount[]
  /** Turns one of the account's switches at the service; answers what holds there now. Throws AppError as AccountApi.turn. */
  turn(which: AccountSwitch, on: boolean): Promise<Account>
  /** What the service works on for the active account. Throws AppError. */
  running(): Promise<RunningList>
  /** Asks again. Throws what went wrong on the way; a refused token stays kept and makes the account 'unchecked'. */
  refresh(): Promise<Account>
  /** Whether the service takes an account's token (by default the active one's), asked anew; a refused one is not used again before a sign-in. Never rejects. */
  verdict(accountId?: string | null): Promise<'good' | 'refused' | 'unknown'>
  onChange(listener: (account: Account) => void): () => void
  onKnown(listener: (known: readonly KnownAccount[]) => void): () => void
  /** The active account; null while nobody is signed in, or it is not known yet whose token is kept. */
  activeId(): string | null
  /** Where to call and as whom, from now on; by default as the active account. */
  access(accountId?: string | null): ServiceAccess
  /** Whether an account (by default the active one) spends credits, by the last that was heard of it. */
  spendsCredits(accountId?: string | null): boolean
  dispose(): void
}
