import type { Account } from '../../shared/domain/account'
import type { KnownAccount } from '../../shared/domain/accounts'
import { paysCredits } from '../../shared/domain/limits'
import { AppError, toErrorInfo } from '../../shared/errors/appError'
import { FormRefused, type RemoteUser } from '../mvsep/account'
import { createEmitter } from '../util/emitter'
import { accountIdOf, type AccountList } from './accountList'
import { createTokens } from './tokens'
import type { AccountParts, AccountService } from './types'

export type { AccountParts, AccountService } from './types'

/** Builds the accounts; nothing happens before `start` or `signIn`. */
export function createAccountService({ api, secretStore, list, apiBase, clock, log }: AccountParts): AccountService {
  const { host } = new URL(apiBase)
  const tokens = createTokens(secretStore, host, log)
  const changes = createEmitter<Account>()
  const knownChanges = createEmitter<readonly KnownAccount[]>()
  const closing = new AbortController()
  let account: Account = { status: 'checking', kept: secretStore.kept }
  /** Who is asked as. The id is null for a token from before accounts had names, until the service says whose it is. */
  let active: { readonly id: string | null; readonly token: string } | null = null
  // Counts who signs in and out: an answer that comes after such a change is about somebody else.
  let turns = 0

  const listed = (): ReturnType<AccountList['all']> => list.all().filter((each) => each.host === host)
  const known = (): readonly KnownAccount[] =>
    listed().map(({ id, name, email }) => ({ id, name, email, isActive: active?.id === id, isSignedIn: tokens.of(id) !== null }))
  const tellKnown = (): void => { knownChanges.emit(known()) }
  const become = (next: Account): Account => {
    account = next
    changes.emit(next)
    return next
  }
  const toSignedIn = ({ name, email, credits, premiumEnabled, longFilenames }: RemoteUser): Account => ({
    status: 'signedIn', name, email, credits, premiumEnabled, longFilenames, kept: secretStore.kept, checkedAtMs: clock()
  })

  const note = (id: string, user: RemoteUser): Account => {
    const signedIn = toSignedIn(user)
    list.put({ id, host, name: user.name, email: user.email, paysCredits: paysCredits(signedIn) })
    return signedIn
  }

  /** The checked token stands under its account's name from now on. */
  const keep = async (user: RemoteUser, token: string, asked: number): Promise<Account> => {
    // A name that was changed at the service stays the account it was.
    const id = active?.token === token && active.id !== null ? active.id : accountIdOf(host, user.email)
    if (tokens.of(id) !== token) await tokens.keep(id, token, () => asked === turns)
    if (asked !== turns) throw new AppError('cancelled')
    active = { id, token }
    const signedIn = note(id, user)
    list.activate(id)
    tellKnown()
    return become(signedIn)
  }

  const check = async (): Promise<Account> => {
    if (active === null) return account
    const [asked, checked] = [turns, active]
    try {
      const user = await api.user(apiBase, checked.token, closing.signal)
      if (asked !== turns) return account
      if (checked.id !== null) return await keep(user, checked.token, asked)
      await keep(user, checked.token, asked)
      await tokens.forgetOld().catch((error: unknown) => { log.warn('the token of an earlier version stays in the keychain', { error }) })
      return account
    } catch (error) {
      const refused = error instanceof AppError && error.code === 'tokenInvalid'
      // Out of reach, the last we know still tells more than nothing.
      if (asked === turns && (refused || account.status !== 'signedIn')) become({ status: 'unchecked', kept: secretStore.kept, error: toErrorInfo(error) })
      throw error
    }
  }
  const checkKept = async (): Promise<Account> => {
    try {
      return await check()
    } catch (error) {
      if (!(error instanceof AppError)) log.error('the kept token could not be checked', { error })
      return account
    }
  }

  const signInWith = async (token: string, askedUser: (asked: number) => Promise<RemoteUser>): Promise<Account> => {
    log.registerSecret(token)
    const asked = ++turns
    const user = await askedUser(asked).catch(async (error: unknown) => {
      // The answer to the start is no longer listened to since this turn began: ask anew, or it stays 'checking' for ever.
      if (asked === turns && account.status === 'checking') await (active === null ? become({ status: 'signedOut' }) : checkKept())
      throw error
    })
    if (asked !== turns) throw new AppError('cancelled')
    const isOld = active !== null && active.id === null
    const signedIn = await keep(user, token, asked)
    if (isOld) await tokens.forgetOld()
    return signedIn
  }
  const forgetActive = async (): Promise<void> => {
    const left = active
    turns += 1
    active = null
    list.activate(null)
    const forgetting = left === null ? Promise.resolve() : left.id === null ? tokens.forgetOld() : tokens.forget(left.id)
    become({ status: 'signedOut' })
    tellKnown()
    await forgetting
  }

  return {
    current: () => account,
    known,
    async start() {
      const asked = turns
      const old = await tokens.takeOld()
      await Promise.all(listed().map(({ id }) => tokens.load(id)))
      if (asked !== turns) return account
      const id = list.activeId()
      const token = id === null ? null : tokens.of(id)
      if (token !== null) active = { id, token }
      else if (old !== null) active = { id: null, token: old }
      tellKnown()
      return active === null ? become({ status: 'signedOut' }) : checkKept()
    },
    async signIn(given) {
      const token = given.trim()
      if (token === '') throw new AppError('tokenMissing')
      return signInWith(token, () => api.user(apiBase, token, closing.signal))
    },
    async logIn(credentials) {
      const asked = turns
      try {
        const user = await api.login(apiBase, credentials)
        if (asked !== turns) throw new AppError('cancelled')
        if (user.apiToken === null) return { outcome: 'noToken', email: user.email }
        await signInWith(user.apiToken, () => Promise.resolve(user))
        return { outcome: 'signedIn' }
      } catch (error) {
        if (error instanceof FormRefused) return { outcome: 'refused', errors: error.errors }
        throw error
      }
    },
    async register(person) {
      try {
        return { outcome: 'registered', email: person.email, message: await api.register(apiBase, person) }
      } catch (error) {
        if (error instanceof FormRefused) return { outcome: 'refused', errors: error.errors }
        throw error
      }
    },
    async signOut() {
      await forgetActive()
      return account
    },
    async switchTo(id) {
      tokens.unrefuse(id)
      const token = listed().some((each) => each.id === id) ? tokens.of(id) : null
      if (token === null) throw new AppError('tokenMissing')
      turns += 1
      active = { id, token }
      list.activate(id)
      become({ status: 'checking', kept: secretStore.kept })
      tellKnown()
      return checkKept()
    },
    async remove(id) {
      const isActive = active?.id === id
      const forgetting = isActive ? forgetActive() : tokens.forget(id)
      list.remove(id)
      tellKnown()
      await forgetting
      return known()
    },
    async turn(which, on) {
      const asked = turns
      if (active === null) throw new AppError('tokenMissing')
      await api.turn({ apiBase, token: active.token }, which, on)
      // Should the look at it fail, the service's word for the turn holds.
      if (asked === turns && account.status === 'signedIn') become({ ...account, ...(which === 'premium' ? { premiumEnabled: on } : { longFilenames: on }) })
      return checkKept()
    },
    async running() {
      if (active === null) throw new AppError('tokenMissing')
      return { jobs: await api.running({ apiBase, token: active.token }), checkedAtMs: clock() }
    },
    refresh: () => check(),
    async verdict(accountId = null) {
      const other = accountId === null || accountId === active?.id ? null : accountId
      const token = other === null ? (active?.token ?? null) : tokens.of(other)
      if (token === null) return account.status === 'checking' ? 'unknown' : 'refused'
      try {
        if (other === null) await check()
        else {
          const user = await api.user(apiBase, token, closing.signal)
          if (tokens.of(other) === token) note(other, user) // not signed out, or removed, meanwhile
        }
        return 'good'
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'tokenInvalid') return 'unknown'
        // Not switched to meanwhile, and not signed in anew: its jobs wait for that.
        if (other !== null && other !== active?.id && tokens.of(other) === token && tokens.refuse(other)) tellKnown()
        return 'refused'
      }
    },
    onChange: (listener) => changes.on(listener),
    onKnown: (listener) => knownChanges.on(listener),
    activeId: () => active?.id ?? null,
    access(accountId = null) {
      const isActive = accountId === null || accountId === active?.id
      return { apiBase, token: isActive ? (active?.token ?? null) : tokens.of(accountId) }
    },
    spendsCredits(accountId = null) {
      const id = accountId ?? active?.id
      if (id === active?.id && account.status === 'signedIn') return paysCredits(account)
      return list.all().some((each) => each.id === id && each.paysCredits)
    },
    dispose() {
      turns += 1
      closing.abort()
      changes.clear()
      knownChanges.clear()
    }
  }
}
