import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

/** A disk in memory of its own, mounted at a folder. */
export interface SmallDisk {
  resize(sizeMebibytes: number): void
  setReadOnly(): void
  /** Also while files of it are open, as when a drive is pulled out. */
  unmount(): void
}

const mount = (...args: readonly string[]): void => {
  execFileSync('mount', args, { stdio: 'ignore' })
}

/** Mounts a disk of this size at a new folder; null where this user may not mount. */
export function mountSmallDisk(folder: string, sizeMebibytes: number): SmallDisk | null {
  mkdirSync(folder, { recursive: true })
  try {
    mount('-t', 'tmpfs', '-o', `size=${sizeMebibytes}m`, 'tmpfs', folder)
  } catch {
    return null
  }
  let mounted = true
  return {
    resize: (mebibytes) => { mount('-o', `remount,size=${mebibytes}m`, folder) },
    setReadOnly: () => { mount('-o', 'remount,ro', folder) },
    unmount() {
      if (mounted) execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' })
      mounted = false
    }
  }
}
