import { rename, rm, writeFile } from 'node:fs/promises'

/** The name a cache file has while it is not whole. */
export const toPartPath = (path: string): string => `${path}.part`

/** Writes a cache file under a passing name and renames it, so that a file under its own name is always whole. */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const part = toPartPath(path)
  try {
    await writeFile(part, content)
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
