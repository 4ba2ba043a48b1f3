import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Removes what lies in the folder and none of these paths names: files of inputs that were never sent, of jobs that are gone, half-made ones. */
export async function sweepPrepared(folder: string, keptPaths: ReadonlySet<string>): Promise<void> {
  const names = await readdir(folder).catch(() => []) // never made
  const gone = names.map((name) => join(folder, name)).filter((path) => !keptPaths.has(path))
  await Promise.all(gone.map((path) => rm(path, { force: true })))
}
