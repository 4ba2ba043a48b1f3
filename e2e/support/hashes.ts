import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** SHA-256 of every file whose path matches, in any depth. */
export async function hashesUnder(folder: string, pattern: RegExp): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const wanted = files.filter((file) => pattern.test(file))
  return Promise.all(wanted.map(async (file) => createHash('sha256').update(await readFile(file)).digest('hex')))
}
