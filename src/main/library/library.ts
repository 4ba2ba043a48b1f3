import type { SettingsService } from '../settings/settingsService'
import { defaultLibraryFolder, ensureWritable } from './libraryFolder'

/** Where results go; what the user chose, else the default. */
export interface Library {
  /** Absolute path. */
  folder(): string
  /** Throws AppError('folderUnwritable' | 'diskFull'): nothing is changed then. */
  setFolder(folder: string): Promise<void>
}

/** Where results go: the folder the user chose, else `Unbraid` in the music folder. */
export function createLibrary(settings: SettingsService, musicFolder: string): Library {
  const usual = defaultLibraryFolder({ music: musicFolder, documents: musicFolder })
  return {
    folder: () => settings.get().libraryFolder ?? usual,
    async setFolder(folder) {
      await ensureWritable(folder)
      await settings.update({ libraryFolder: folder })
    }
  }
}
