import type { ACCOUNT_COMMANDS } from '../../shared/ipc/accountCommands'
import type { Services } from '../services'
import type { Router } from './handle'

/** Channel -> the accounts' part of the services. Nothing is decided here. */
export const accountRoutes = ({ account }: Pick<Services, 'account'>): Pick<Router, keyof typeof ACCOUNT_COMMANDS> => ({
  'account:signIn': ({ token }) => account.signIn(token),
  'account:logIn': (credentials) => account.logIn(credentials),
  'account:register': (person) => account.register(person),
  'account:signOut': () => account.signOut(),
  'account:refresh': () => account.refresh(),
  'account:known': () => account.known(),
  'account:switchTo': ({ accountId }) => account.switchTo(accountId),
  'account:remove': ({ accountId }) => account.remove(accountId),
  'account:turn': ({ which, on }) => account.turn(which, on),
  'account:running': () => account.running()
})
