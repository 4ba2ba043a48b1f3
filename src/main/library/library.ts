import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Job } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import type { SettingsService } from '../settings/settingsService'
import { codeOf } from '../transfers/systemError'
import { createJobFolder, foldersBelow } from './jobFolder'
import { defaultLibraryFolder, ensureWritable } from './libraryFolder'

/** Where results go; what the user chose, else the default. */
export interface Library {
  /** Absolute path. */
  folder(): string
  /** Throws AppError('folderUnwritable' | 'diskFull'): nothing is changed then. */
  setFolder(folder: string): Promise<void>
  /**
   * Makes a new folder in it for a job's results and answers its absolute path. A chosen folder that is gone, or that stands
   * on another disk than before, is not made anew: its drive may be unplugged (A7 row 16). Throws 'folderUnwritable' or 'diskFull'.
   * `below`: folders the song was found in, which the results are laid in where the settings say so.
   */
  newJobFolder(job: Pick<Job, 'input' | 'plan'>, below?: readonly string[]): Promise<string>
}

/** Where results go: the folder the user chose, else `Unbraid` in the music folder. */
export function createLibrary(settings: SettingsService, musicFolder: string): Library {
  const usual = defaultLibraryFolder({ music: musicFolder, documents: musicFolder })
  // The number of a disk holds until the computer starts again, so it is remembered for this run alone.
  const diskOf = new Map<string, number>()
  const chosen = (): string => settings.get().libraryFolder ?? usual

  const checkDisk = async (folder: string): Promise<void> => {
    const found = await stat(folder).catch((error: unknown) => {
      throw new AppError('folderUnwritable', { subject: basename(folder), detail: codeOf(error), cause: error })
    })
    const known = diskOf.get(folder)
    if (known !== undefined && known !== found.dev) throw new AppError('folderUnwritable', { subject: basename(folder), detail: 'ENODEV' })
    diskOf.set(folder, found.dev)
  }
  return {
    folder: chosen,
    async setFolder(folder) {
      await ensureWritable(folder)
      diskOf.delete(folder)
      await checkDisk(folder)
      await settings.update({ libraryFolder: folder })
    },
    async newJobFolder(job, below) {
      const folder = chosen()
      if (folder === usual) await ensureWritable(folder)
      await checkDisk(folder)
      return createJobFolder(settings.get().keepFolders ? foldersBelow(folder, below ?? []) : folder, job)
    }
  }
}
