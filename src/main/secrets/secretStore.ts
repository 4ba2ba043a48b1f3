/** Where a secret lives: the system's keychain, or only in memory until the app quits. */
export type Kept = 'keychain' | 'session'

/** Keeps a few short secrets by account name. Values never leave the main process. */
export interface SecretStore {
  /** Null when nothing is kept under this name, or when the keychain does not give it. */
  get(account: string): Promise<string | null>
  set(account: string, secret: string): Promise<void>
  /** Throws AppError('keychainFailed') when the keychain would not let it go: the user must know that it is still there. */
  delete(account: string): Promise<void>
  /** Where a secret set now is kept. Turns from 'keychain' to 'session' when the keychain stops answering. */
  readonly kept: Kept
}
