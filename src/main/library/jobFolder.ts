import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import { baseOf, LONGEST_NAME_BYTES, safeBase } from '../transfers/fileName'
import { codeOf, folderError } from '../transfers/systemError'
import { ensureWritable } from './libraryFolder'

const LONGEST_ALGORITHM_BYTES = 60
const MOST_NUMBERS = 9999

/** The algorithm's name without its list of stems: `BS Roformer (vocals, instrumental)` gives `BS Roformer`. */
export const shortAlgorithmName = (name: string): string => name.replace(/\s*[([].*$/su, '').trim() || name

/** `<input base> - <algorithm>`, safe on every file system, with room left for a number. */
export function jobFolderName({ input, plan }: Pick<Job, 'input' | 'plan'>): string {
  const ending = ` - ${safeBase(shortAlgorithmName(plan.algorithmName), 'Stems', LONGEST_ALGORITHM_BYTES)}`
  const room = LONGEST_NAME_BYTES - Buffer.byteLength(`${ending} (${MOST_NUMBERS})`)
  return safeBase(baseOf(input.name), 'Untitled', room) + ending
}

// The tree may be deep, and the whole path must stay one that every system opens.
const LONGEST_FOLDER_BYTES = 60

/** A folder in the library for songs from these folders: their names, each safe on every file system. */
export const foldersBelow = (libraryFolder: string, below: readonly string[]): string =>
  join(libraryFolder, ...below.map((name) => safeBase(name, 'Folder', LONGEST_FOLDER_BYTES)))

/**
 * Makes a new folder for a job's results inside the library and answers its absolute path. A taken name gets a number:
 * no folder is shared, and none that exists is used. Throws 'folderUnwritable' or 'diskFull'.
 */
export async function createJobFolder(libraryFolder: string, job: Pick<Job, 'input' | 'plan'>): Promise<string> {
  await ensureWritable(libraryFolder)
  const name = jobFolderName(job)
  for (let number = 1; number <= MOST_NUMBERS; number += 1) {
    const folder = join(libraryFolder, number === 1 ? name : `${name} (${number})`)
    try {
      await mkdir(folder)
      return folder
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw folderError(error, libraryFolder)
    }
  }
  throw new AppError('folderUnwritable', { subject: name, detail: 'too many folders of this name' })
}
