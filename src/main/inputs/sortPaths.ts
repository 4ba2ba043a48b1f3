import { stat } from 'node:fs/promises'
import { basename } from 'node:path'

/** A file as far as it is known without opening it; one that cannot be found has no size. */
export interface NamedFile {
  readonly path: string
  readonly name: string
  readonly sizeBytes: number
  readonly mtimeMs: number
}

const STATS_AT_ONCE = 64

/** Tells folders from everything else, each in the order they were named. What cannot be found is left to whoever opens it. */
export async function sortPaths(paths: readonly string[]): Promise<{ readonly folders: readonly string[]; readonly files: readonly NamedFile[] }> {
  const folders: string[] = []
  const files: NamedFile[] = []
  for (let at = 0; at < paths.length; at += STATS_AT_ONCE) {
    const some = paths.slice(at, at + STATS_AT_ONCE)
    const found = await Promise.all(some.map((path) => stat(path).catch(() => null)))
    some.forEach((path, index) => {
      const one = found[index]
      if (one?.isDirectory() === true) folders.push(path)
      else files.push({ path, name: basename(path), sizeBytes: one?.size ?? 0, mtimeMs: one?.mtimeMs ?? 0 })
    })
  }
  return { folders, files }
}
