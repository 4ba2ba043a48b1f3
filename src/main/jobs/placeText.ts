import { constants, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { partPath } from '../transfers/partFile'
import { NO_FOLLOW } from '../transfers/partNote'
import { placeFile } from '../transfers/placeFile'
import { codeOf, folderError } from '../transfers/systemError'

/**
 * Puts words into a folder as a file: whole and on the disk before they have their name, and never over another. Words
 * that stand there already are left. Answers the leaf name. @throws AppError diskFull, folderUnwritable, fileTooLarge
 */
export async function placeText(folder: string, fileName: string, text: string): Promise<string> {
  try {
    // A kill after the rename and before the ledger knew: the file is whole and ours.
    if ((await readThere(join(folder, fileName))) === text) return fileName
    const path = partPath(folder, fileName)
    await rm(path, { force: true })
    const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, 0o644)
    try {
      await file.writeFile(text, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    return await placeFile(path, folder, fileName)
  } catch (error) {
    throw folderError(error, folder)
  }
}

async function readThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
