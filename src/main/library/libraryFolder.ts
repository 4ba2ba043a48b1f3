import { randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { folderError } from '../transfers/systemError'

/** Where results go until the user chooses: `Unbraid` in the music folder, or in documents when there is none. Absolute. */
export const defaultLibraryFolder = (places: { readonly music: string | null; readonly documents: string }): string =>
  join(places.music ?? places.documents, 'Unbraid')

/** Makes the folder when it is missing and proves that files can be made in it. Throws 'folderUnwritable' or 'diskFull'. */
export async function ensureWritable(folder: string): Promise<void> {
  const probe = join(folder, `.unbraid-${randomUUID()}`)
  try {
    await mkdir(folder, { recursive: true })
    const file = await open(probe, 'wx')
    await file.close()
    await rm(probe)
  } catch (error) {
    throw folderError(error, folder)
  }
}
