import { rmdir } from 'node:fs/promises'
import { clearTraces } from '../transfers/download'
import { codeOf } from '../transfers/systemError'

/** Takes half-fetched files out of a folder that is not used any more, and the folder with them unless stems are in it. Errors are Node's. */
export async function leaveFolder(folder: string, fileNames: readonly string[]): Promise<void> {
  await clearTraces(folder, fileNames)
  await rmdir(folder).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'ENOENT') throw error
  })
}
