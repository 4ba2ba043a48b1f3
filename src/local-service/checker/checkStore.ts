import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { ServiceDatabase } from '../database'

const checkSchema = z.object({
  id: z.number(), datasetType: z.number(), algorithmName: z.string(), text: z.string(), isEnsemble: z.number(),
  zipBytes: z.number(), passwordSalt: z.string(), passwordProof: z.string(), createdAtMs: z.number()
})

/** An entry of the quality checker: what was said of it; its zip is not kept. */
export type Check = z.infer<typeof checkSchema>

export interface NewCheck {
  readonly datasetType: number
  readonly algorithmName: string
  readonly text: string
  readonly isEnsemble: boolean
  readonly zipBytes: number
  readonly password: string
}

/** The entries sent to this service's quality checker. */
export interface CheckStore {
  /** Answers the entry's number. */
  add(check: NewCheck): Promise<number>
  /** Newest first. */
  list(page: { readonly start: number; readonly limit: number }): readonly Check[]
  byId(id: number): Check | null
  /** Whether it is gone now: false for a wrong password and an unknown entry. */
  remove(id: number, password: string): Promise<boolean>
}

const KEY_BYTES = 32
const TABLE = `CREATE TABLE IF NOT EXISTS checks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  datasetType INTEGER NOT NULL,
  algorithmName TEXT NOT NULL,
  text TEXT NOT NULL,
  isEnsemble INTEGER NOT NULL,
  zipBytes INTEGER NOT NULL,
  passwordSalt TEXT NOT NULL,
  passwordProof TEXT NOT NULL,
  createdAtMs INTEGER NOT NULL
)`

/** The entries kept in `database`, in a table of its own that older versions of this service pass over. */
export function createCheckStore(database: ServiceDatabase, nowMs: () => number): CheckStore {
  database.exec(TABLE)
  const insert = database.prepare<unknown[]>(`
    INSERT INTO checks (datasetType, algorithmName, text, isEnsemble, zipBytes, passwordSalt, passwordProof, createdAtMs)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const select = database.prepare<unknown[]>('SELECT * FROM checks ORDER BY id DESC LIMIT ? OFFSET ?')
  const selectById = database.prepare<unknown[]>('SELECT * FROM checks WHERE id = ?')
  const drop = database.prepare<unknown[]>('DELETE FROM checks WHERE id = ?')
  const byId = (id: number): Check | null => {
    const row: unknown = selectById.get(id)
    return row === undefined ? null : checkSchema.parse(row)
  }

  return {
    async add({ datasetType, algorithmName, text, isEnsemble, zipBytes, password }) {
      const salt = randomBytes(16)
      const proof = await prove(password, salt)
      const { lastInsertRowid } = insert.run(
        datasetType, algorithmName, text, isEnsemble ? 1 : 0, zipBytes, salt.toString('hex'), proof.toString('hex'), nowMs())
      return Number(lastInsertRowid)
    },
    list: ({ start, limit }) => select.all(limit, start).map((row) => checkSchema.parse(row)),
    byId,
    async remove(id, password) {
      const check = byId(id)
      if (check === null) return false
      const proof = await prove(password, Buffer.from(check.passwordSalt, 'hex'))
      if (!timingSafeEqual(proof, Buffer.from(check.passwordProof, 'hex'))) return false
      drop.run(id)
      return true
    }
  }
}

function prove(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, (error, derived) => {
      if (error) reject(error)
      else resolve(derived)
    })
  })
}
