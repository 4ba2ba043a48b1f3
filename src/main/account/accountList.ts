import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Log } from '../log/log'
import { writeFileAtomic } from '../util/writeFileAtomic'

/** An account that was signed in here once; its token lives in the keychain, under its id. */
export interface ListedAccount {
  readonly id: string
  /** Host of the service it is at. */
  readonly host: string
  readonly name: string
  readonly email: string
  /** Whether it spent credits when it was last asked about: how many of its jobs may run at once. */
  readonly paysCredits: boolean
}

export interface AccountList {
  /** In the order they were added. */
  all(): readonly ListedAccount[]
  /** The account the next start begins with; null when nobody is signed in. */
  activeId(): string | null
  /** Adds an account, or brings its name up to date. */
  put(account: ListedAccount): void
  activate(id: string | null): void
  remove(id: string): void
  /** Ends when all of it is on the disk. Never rejects. */
  settled(): Promise<void>
}

const listSchema = z.object({
  active: z.string().nullable().catch(null),
  accounts: z.array(z.object({ id: z.string().regex(/^[0-9a-f]{16}$/), host: z.string().min(1), name: z.string(), email: z.string().min(1), paysCredits: z.boolean().catch(false) })).readonly().catch([])
})
type Stored = z.infer<typeof listSchema>

/** One account at one service, whatever its token: the same person signing in again is the same account, in every profile. */
export const accountIdOf = (host: string, email: string): string =>
  createHash('sha256').update(`${host}\n${email.trim().toLowerCase()}`).digest('hex').slice(0, 16)

/** Builds a list; `write` takes every change to the disk, one after another. */
export function createAccountList(stored: Stored, write: (text: string) => Promise<void>, log: Log): AccountList {
  let current = stored
  let writing = Promise.resolve()
  const become = (next: Stored): void => {
    if (JSON.stringify(next) === JSON.stringify(current)) return
    current = next
    const text = `${JSON.stringify(next, null, 2)}\n`
    // Tokens are not in it: at worst the next start asks who it is.
    writing = writing.then(() => write(text)).catch((error: unknown) => { log.warn('the list of accounts could not be written', { error }) })
  }
  return {
    all: () => current.accounts,
    activeId: () => current.active,
    put(account) {
      const known = current.accounts.some(({ id }) => id === account.id)
      become({ ...current, accounts: known ? current.accounts.map((each) => (each.id === account.id ? account : each)) : [...current.accounts, account] })
    },
    activate: (id) => { become({ ...current, active: id }) },
    remove(id) {
      become({ active: current.active === id ? null : current.active, accounts: current.accounts.filter((each) => each.id !== id) })
    },
    settled: () => writing
  }
}

/** Loads the list from its file; one that cannot be read counts as empty: signing in fills it again. */
export async function loadAccountList(path: string, log: Log): Promise<AccountList> {
  let stored: Stored = { active: null, accounts: [] }
  try {
    stored = listSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) log.warn('the list of accounts could not be read', { error })
  }
  return createAccountList(stored, (text) => writeFileAtomic(path, text), log)
}
