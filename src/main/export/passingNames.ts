import { randomUUID } from 'node:crypto'
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../log/log'

/** Names for `count` files of one export while they are not whole, in the folder they are for; and one for their archive. */
export function passingNames(folder: string, count: number): { readonly files: readonly string[]; readonly archive: string } {
  const start = join(folder, `.unbraid-${randomUUID()}`)
  return { files: Array.from({ length: count }, (_, index) => `${start}-${index}.part`), archive: `${start}.zip.part` }
}

const PASSING_NAME = /^\.unbraid-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(-\d+|\.zip)\.part$/
/** What was not written to for so long belongs to an export that was killed. */
const LEFT_AFTER_MS = 3_600_000

/** Removes what killed exports left in this folder. What cannot be removed is of no consequence to the one that begins. */
export async function sweepLeft(folder: string, nowMs: number, log: Log): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => PASSING_NAME.test(name)) // a folder that cannot be read says so when it is written to
  await Promise.all(names.map(async (name) => {
    try {
      const path = join(folder, name)
      if (nowMs - (await lstat(path)).mtimeMs > LEFT_AFTER_MS) await rm(path)
    } catch (error) {
      log.warn('what a killed export left could not be removed', { error })
    }
  }))
}
