import { create } from 'zustand'
import type { AccountSwitch, KnownAccount, LogInAnswer, RegisterAnswer, RunningList, RunningThere } from '../../../shared/domain/accounts'
import { nameInHash } from '../../../shared/domain/resultLink'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'
import { useAccount } from './account'
import { attempt } from './notices'

interface AccountsState {
  readonly known: readonly KnownAccount[]
  /** A switch on its way to the service: shown as it will be, and taken back when it fails. */
  readonly turning: { readonly which: AccountSwitch; readonly on: boolean } | null
  readonly notTurned: { readonly which: AccountSwitch; readonly error: ErrorInfo } | null
  readonly running: { readonly list: RunningList | null; readonly isAsking: boolean; readonly error: ErrorInfo | null }
}

const NOT_ASKED = { list: null, isAsking: false, error: null } as const

export const useAccounts = create<AccountsState>(() => ({ known: [], turning: null, notTurned: null, running: NOT_ASKED }))

/** What main tells of the accounts it knows; what was asked as another one is old. */
export function takeKnown(known: readonly KnownAccount[]): void {
  const activeOf = (list: readonly KnownAccount[]): string | undefined => list.find(({ isActive }) => isActive)?.id
  const isOther = activeOf(known) !== activeOf(useAccounts.getState().known)
  useAccounts.setState({ known, ...(isOther ? { running: NOT_ASKED, notTurned: null } : {}) })
}

/** Hands e-mail and password on to main; nothing of them is kept here. Throws BridgeError. */
export const logIn = (email: string, password: string): Promise<LogInAnswer> => call('account:logIn', { email, password })

/** Has an account made; nothing typed is kept here. Throws BridgeError. */
export const register = (name: string, email: string, password: string): Promise<RegisterAnswer> => call('account:register', { name, email, password })

/** Makes another account the active one. */
export const switchTo = (accountId: string): Promise<void> =>
  attempt(async () => { useAccount.setState({ account: await call('account:switchTo', { accountId }) }) })

/** Forgets an account and its token. */
export const removeAccount = (accountId: string): Promise<void> =>
  attempt(async () => { takeKnown(await call('account:remove', { accountId })) })

/** Turns a switch at the service: shown at once, taken back with a sentence where the service does not agree. */
export async function turn(which: AccountSwitch, on: boolean): Promise<void> {
  if (useAccounts.getState().turning !== null) return
  useAccounts.setState({ turning: { which, on }, notTurned: null })
  try {
    useAccount.setState({ account: await call('account:turn', { which, on }) })
  } catch (error) {
    useAccounts.setState({ notTurned: { which, error: errorInfoOf(error) } })
  } finally {
    useAccounts.setState({ turning: null })
  }
}

/** Asks what the service works on for the active account; what is known stays in sight meanwhile. */
export async function loadRunning(): Promise<void> {
  const before = useAccounts.getState().running
  if (before.isAsking) return
  const asking = { ...before, isAsking: true }
  useAccounts.setState({ running: asking })
  const settle = (running: AccountsState['running']): void => {
    // Of another account by now, where something else stands there.
    if (useAccounts.getState().running === asking) useAccounts.setState({ running })
  }
  try {
    settle({ list: await call('account:running', undefined), isAsking: false, error: null })
  } catch (error) {
    settle({ list: before.list, isAsking: false, error: errorInfoOf(error) })
  }
}

/** Takes a job that runs there into the list of jobs; it is followed and fetched, and never sent. */
export const followHere = ({ hash, apiBase, algorithmName }: RunningThere): Promise<void> => attempt(async () => {
  const name = nameInHash(hash)
  await call('jobs:adopt', {
    service: 'mvsep', hash, apiBase, isOwn: true, ...(name === null ? {} : { name }), ...(algorithmName === null ? {} : { algorithmName })
  })
})
