import type { Account } from '../accounts/account'
import type { AccountStore } from '../accounts/accountStore'
import { Refusal } from '../refusal'

/**
 * The account behind `api_token`. Throws Refusal with `status` when there is none: the API page promises 401 for
 * separations and 400 for account calls; `app/user` was seen to answer 401 all the same (API notes, account).
 */
export function authorize(accounts: AccountStore, fields: Readonly<Record<string, string>>, status: 400 | 401): Account {
  const account = accounts.byToken(fields.api_token ?? '')
  if (!account) throw new Refusal(status, 'Invalid token')
  return account
}
