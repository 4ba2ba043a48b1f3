import type { ServiceDatabase } from '../database'
import { accountSchema, type Account } from './account'
import { createSecrets, hashToken, openToken } from './secrets'

/** Enough for 69 days of audio: nobody sells credits here, but spending and refunds are real. */
const STARTING_CREDITS = 100_000

export interface NewAccount {
  readonly name: string
  readonly email: string
  readonly password: string
}

export type AccountSwitch = 'premiumEnabled' | 'longFilenamesEnabled'

/** The accounts of this service. */
export interface AccountStore {
  /** Makes an account with premium switched on; null when the address is taken. */
  register(account: NewAccount): Promise<Account | null>
  /** The account and its token; null when address and password do not belong together. */
  login(email: string, password: string): Promise<{ readonly account: Account; readonly token: string } | null>
  byToken(token: string): Account | null
  byId(id: number): Account | null
  setSwitch(id: number, name: AccountSwitch, on: boolean): void
  /** Adds credits; a negative number spends them, never below zero. */
  addCredits(id: number, credits: number): void
}

/** The accounts kept in `database`; `nowMs` gives the time. */
export function createAccountStore(database: ServiceDatabase, nowMs: () => number): AccountStore {
  const insert = database.prepare<unknown[]>(`
    INSERT INTO accounts (name, email, passwordSalt, passwordProof, tokenHash, sealedToken,
      credits, premiumEnabled, longFilenamesEnabled, createdAtMs, updatedAtMs)
    VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0, ?, ?) ON CONFLICT DO NOTHING`)
  const selectByEmail = database.prepare<unknown[]>('SELECT * FROM accounts WHERE email = ?')
  const selectByToken = database.prepare<unknown[]>('SELECT * FROM accounts WHERE tokenHash = ?')
  const selectById = database.prepare<unknown[]>('SELECT * FROM accounts WHERE id = ?')
  const spend = database.prepare<unknown[]>(
    'UPDATE accounts SET credits = MAX(0, credits + ?), updatedAtMs = ? WHERE id = ?')
  const switches = {
    premiumEnabled: database.prepare<unknown[]>('UPDATE accounts SET premiumEnabled = ?, updatedAtMs = ? WHERE id = ?'),
    longFilenamesEnabled: database.prepare<unknown[]>(
      'UPDATE accounts SET longFilenamesEnabled = ?, updatedAtMs = ? WHERE id = ?')
  }

  return {
    async register({ name, email, password }) {
      const secrets = await createSecrets(password)
      const now = nowMs()
      const { changes } = insert.run(name, email, secrets.passwordSalt, secrets.passwordProof, secrets.tokenHash,
        secrets.sealedToken, STARTING_CREDITS, now, now)
      return changes === 0 ? null : toAccount(selectByEmail.get(email))
    },
    async login(email, password) {
      const account = toAccount(selectByEmail.get(email))
      const token = account && (await openToken(account, password))
      return account && token ? { account, token } : null
    },
    byToken: (token) => toAccount(selectByToken.get(hashToken(token))),
    byId: (id) => toAccount(selectById.get(id)),
    setSwitch(id, name, on) {
      switches[name].run(on ? 1 : 0, nowMs(), id)
    },
    addCredits(id, credits) {
      spend.run(credits, nowMs(), id)
    }
  }
}

function toAccount(row: unknown): Account | null {
  return row === undefined ? null : accountSchema.parse(row)
}
