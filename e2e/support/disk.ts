import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A disk of its own: small, and read-only when asked. */
export interface SmallDisk {
  readonly folder: string
  /** Takes this many bytes away until `free`. */
  fill(sizeBytes: number): Promise<void>
  free(): Promise<void>
  setReadOnly(readOnly: boolean): void
  unmount(): void
}

/** Mounts a disk of this size in memory; null where this user may not mount. `folder` is made. */
export async function mountSmallDisk(folder: string, sizeMebibytes: number): Promise<SmallDisk | null> {
  await mkdir(folder)
  const mount = (...args: readonly string[]): void => {
    execFileSync('mount', args, { stdio: 'ignore' })
  }
  try {
    mount('-t', 'tmpfs', '-o', `size=${sizeMebibytes}m`, 'tmpfs', folder)
  } catch {
    return null
  }
  const filler = join(folder, 'holiday pictures.bin')
  return {
    folder,
    fill: (sizeBytes) => writeFile(filler, randomBytes(sizeBytes)),
    free: () => rm(filler),
    setReadOnly: (readOnly) => {
      mount('-o', `remount,${readOnly ? 'ro' : 'rw'}`, folder)
    },
    unmount: () => {
      // Lazily: the app may still hold a file of it when the test failed.
      execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' })
    }
  }
}

/** A folder that cannot be written to until the answer is called: on a read-only disk, or by its rights for whoever is not root. */
export async function unwritableFolder(folder: string): Promise<{ makeWritable(): Promise<void>; makeUnwritable(): Promise<void>; remove(): void }> {
  const disk = await mountSmallDisk(folder, 64)
  if (disk !== null) {
    return {
      makeUnwritable: async () => disk.setReadOnly(true),
      makeWritable: async () => disk.setReadOnly(false),
      remove: () => disk.unmount()
    }
  }
  return {
    makeUnwritable: () => chmod(folder, 0o555),
    makeWritable: () => chmod(folder, 0o755),
    remove: () => undefined
  }
}
