import type { Account } from '../../shared/domain/account'
import { AppError, toErrorInfo } from '../../shared/errors/appError'
import type { Log } from '../log/log'
import type { AccountApi, RemoteUser } from '../mvsep/account'
import type { ServiceAccess } from '../mvsep/types'
import type { SecretStore } from '../secrets/secretStore'
import { createEmitter } from '../util/emitter'

export interface AccountParts {
  readonly api: Pick<AccountApi, 'user'>
  readonly secretStore: SecretStore
  /** Base of the service the account is at; its host names the token in the keychain. */
  readonly apiBase: string
  readonly clock: () => number
  readonly log: Log
}

/** Who is signed in to MVSEP. The token goes in and to the service, and never out to a window. */
export interface AccountService {
  current(): Account
  /** Takes the kept token, if any, and checks it; 'checking' until then. Never throws: what went wrong is in the account. */
  start(): Promise<Account>
  /**
   * Checks a token and only then keeps it; a token kept before stays until then. Throws AppError: 'tokenInvalid',
   * 'offline', 'serverUnreachable' and the others of AccountApi.user, 'cancelled' when overtaken by another call.
   */
  signIn(token: string): Promise<Account>
  /** Forgets the token. Throws AppError('keychainFailed') when the keychain would not; the app has forgotten it all the same. */
  signOut(): Promise<Account>
  /** Asks again. Throws what went wrong on the way; a refused token stays kept and makes the account 'unchecked'. */
  refresh(): Promise<Account>
  /** Whether the service takes the token, asked anew. Never rejects. */
  verdict(): Promise<'good' | 'refused' | 'unknown'>
  onChange(listener: (account: Account) => void): () => void
  /** Where to call and as whom, from now on. */
  access(): ServiceAccess
  dispose(): void
}

/** Builds the account; nothing happens before `start` or `signIn`. */
export function createAccountService({ api, secretStore, apiBase, clock, log }: AccountParts): AccountService {
  const keptAs = new URL(apiBase).host
  const changes = createEmitter<Account>()
  const closing = new AbortController()
  let account: Account = { status: 'checking', kept: secretStore.kept }
  let token: string | null = null
  // Counts who signs in and out: an answer that comes after such a change is about somebody else.
  let turn = 0

  const become = (next: Account): Account => {
    account = next
    changes.emit(next)
    return next
  }

  const toSignedIn = ({ name, email, credits, premiumEnabled }: RemoteUser): Account => ({
    status: 'signedIn', name, email, credits, premiumEnabled, kept: secretStore.kept, checkedAtMs: clock()
  })

  const check = async (checked: string): Promise<Account> => {
    const asked = turn
    try {
      const user = await api.user(apiBase, checked, closing.signal)
      return asked === turn ? become(toSignedIn(user)) : account
    } catch (error) {
      const refused = error instanceof AppError && error.code === 'tokenInvalid'
      // Out of reach, the last we know still tells more than nothing.
      if (asked === turn && (refused || account.status !== 'signedIn')) {
        become({ status: 'unchecked', kept: secretStore.kept, error: toErrorInfo(error) })
      }
      throw error
    }
  }

  const checkKept = async (kept: string): Promise<Account> => {
    try {
      return await check(kept)
    } catch (error) {
      if (!(error instanceof AppError)) log.error('the kept token could not be checked', { error })
      return account
    }
  }

  return {
    current: () => account,

    async start() {
      const asked = turn
      const kept = await secretStore.get(keptAs)
      if (asked !== turn) return account
      if (kept === null) return become({ status: 'signedOut' })
      log.registerSecret(kept)
      token = kept
      return checkKept(kept)
    },

    async signIn(given) {
      const candidate = given.trim()
      if (candidate === '') throw new AppError('tokenMissing')
      log.registerSecret(candidate)
      const asked = ++turn
      const user = await api.user(apiBase, candidate, closing.signal).catch(async (error: unknown) => {
        // The answer to the start is no longer listened to since this turn began: ask anew, or it stays 'checking' for ever.
        if (asked === turn && account.status === 'checking') await (token === null ? become({ status: 'signedOut' }) : checkKept(token))
        throw error
      })
      if (asked !== turn) throw new AppError('cancelled')
      await secretStore.set(keptAs, candidate)
      if (asked !== turn) {
        // Signed out while the keychain was writing: whichever came last there, nothing may stay.
        if (token === null) await secretStore.delete(keptAs)
        throw new AppError('cancelled')
      }
      token = candidate
      return become(toSignedIn(user))
    },

    async signOut() {
      turn += 1
      token = null
      become({ status: 'signedOut' })
      await secretStore.delete(keptAs)
      return account
    },

    async refresh() {
      return token === null ? account : await check(token)
    },

    async verdict() {
      if (token === null) return account.status === 'checking' ? 'unknown' : 'refused'
      try {
        await check(token)
        return 'good'
      } catch (error) {
        return error instanceof AppError && error.code === 'tokenInvalid' ? 'refused' : 'unknown'
      }
    },

    onChange: (listener) => changes.on(listener),
    access: () => ({ apiBase, token }),

    dispose() {
      turn += 1
      closing.abort()
      changes.clear()
    }
  }
}
