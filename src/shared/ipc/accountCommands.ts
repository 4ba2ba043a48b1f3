import { z } from 'zod'
import type { Account } from '../domain/account'
import { ACCOUNT_SWITCHES, type KnownAccount, type LogInAnswer, type RegisterAnswer, type RunningList } from '../domain/accounts'
import { command } from './command'

const email = z.string().trim().min(1).max(320)
// Never trimmed: a space may be part of it.
const password = z.string().min(1).max(1_000)
const byAccount = z.object({ accountId: z.string().min(1).max(64) })

/** Accounts of MVSEP: who is signed in, who else can be, and what they switch there. */
export const ACCOUNT_COMMANDS = {
  'account:signIn': command<Account>()(z.object({ token: z.string().trim().min(1).max(200) })),
  /** Signs in with the token that these bring; main keeps neither of them. */
  'account:logIn': command<LogInAnswer>()(z.object({ email, password })),
  'account:register': command<RegisterAnswer>()(z.object({ name: z.string().trim().min(1).max(255), email, password })),
  'account:signOut': command<Account>()(z.undefined()),
  'account:refresh': command<Account>()(z.undefined()),
  'account:known': command<readonly KnownAccount[]>()(z.undefined()),
  /** 'tokenMissing' where that account has to sign in first. */
  'account:switchTo': command<Account>()(byAccount),
  'account:remove': command<readonly KnownAccount[]>()(byAccount),
  /** Answers what holds at the service now. */
  'account:turn': command<Account>()(z.object({ which: z.enum(ACCOUNT_SWITCHES), on: z.boolean() })),
  'account:running': command<RunningList>()(z.undefined())
} as const
