import { rmdir } from 'node:fs/promises'
import { clearTraces } from '../transfers/download'
import { codeOf } from '../transfers/systemError'

// The drive is gone or takes no changes: nothing can be tidied up there, and nothing needs to be.
const OUT_OF_REACH = new Set(['ENOTEMPTY', 'ENOENT', 'ENOTDIR', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'ENODEV', 'ENXIO', 'ESTALE'])

/** Takes half-fetched files out of a folder that is not used any more, and the folder with them unless stems are in it. Errors are Node's. */
export async function leaveFolder(folder: string, fileNames: readonly string[]): Promise<void> {
  try {
    await clearTraces(folder, fileNames)
    await rmdir(folder)
  } catch (error) {
    if (!OUT_OF_REACH.has(codeOf(error))) throw error
  }
}
