import { create } from 'zustand'
import type { Account } from '../../../shared/domain/account'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'
import { useApp } from './app'
import { attempt } from './notices'
import { loadQueue } from './site'

interface AccountState {
  readonly account: Account
  readonly signIn: { readonly status: 'idle' } | { readonly status: 'checking' } | { readonly status: 'failed'; readonly error: ErrorInfo }
}

export const useAccount = create<AccountState>(() => ({ account: { status: 'checking', kept: 'keychain' }, signIn: { status: 'idle' } }))

/** What main tells of the account, with every job of MVSEP too; the free runs that are left change at the same moments. */
export function takeAccount(account: Account): void {
  useAccount.setState({ account })
  if (account.status === 'signedIn' && useApp.getState().settings.service === 'mvsep') void loadQueue('mvsep')
}

/** Has the token checked; it is handed on and not kept here. Answers whether it was good. */
export async function signIn(token: string): Promise<boolean> {
  useAccount.setState({ signIn: { status: 'checking' } })
  try {
    useAccount.setState({ account: await call('account:signIn', { token }), signIn: { status: 'idle' } })
    return true
  } catch (error) {
    useAccount.setState({ signIn: { status: 'failed', error: errorInfoOf(error) } })
    return false
  }
}

/** Removes the token, here and in the keychain. */
export const signOut = (): Promise<void> =>
  attempt(async () => { useAccount.setState({ account: await call('account:signOut', undefined), signIn: { status: 'idle' } }) })

/** Asks for credits and premium anew. */
export const refreshAccount = (): Promise<void> =>
  attempt(async () => { useAccount.setState({ account: await call('account:refresh', undefined) }) })
