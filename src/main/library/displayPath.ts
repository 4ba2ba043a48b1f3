import { homedir } from 'node:os'
import { sep } from 'node:path'

/** A path as people write it: the home folder is `~`. For reading only, never taken back. */
export function displayPath(path: string): string {
  const home = homedir()
  return path === home || path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path
}
