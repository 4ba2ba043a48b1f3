import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

const underWay = new Set<Promise<void>>()

/** Resolves once no file is being replaced any more: the end of the app waits for what was changed in its last moment. */
export async function writesSettled(): Promise<void> {
  while (underWay.size > 0) await Promise.allSettled(underWay)
}

/**
 * Replaces a file so that a reader sees the old or the new content, never a part: temp file in the same
 * folder, fsync, rename, fsync of the folder. Errors are those of Node's fs. Nobody else may read it unless `mode` says so.
 */
export function writeFileAtomic(path: string, content: string, mode = 0o600): Promise<void> {
  const writing = replaceFile(path, content, mode).finally(() => underWay.delete(writing))
  underWay.add(writing)
  return writing
}

async function replaceFile(path: string, content: string, mode: number): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  try {
    const file = await open(temporary, 'w', mode)
    try {
      await file.writeFile(content, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(folder)
}

/** Makes a rename in this folder durable. Windows has no such call: there it does nothing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
