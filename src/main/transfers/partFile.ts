import { constants, open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { NO_FOLLOW, presentBoot, readNote, sourceOf, trustedBytes, writeNote, type PartNote } from './partNote'
import { createPartWriter, type PartFile } from './partWriter'

export const partPath = (folder: string, fileName: string): string => join(folder, `${fileName}.part`)
export const notePath = (folder: string, fileName: string): string => join(folder, `${fileName}.part.json`)

/** Opens the part of `fileName` for what is at `url`, resuming what an earlier run left of the same. Errors are Node's. */
export async function openPart(folder: string, fileName: string, url: string): Promise<PartFile> {
  const paths = { part: partPath(folder, fileName), note: notePath(folder, fileName) }
  const fresh: PartNote = { source: sourceOf(url), validator: null, totalBytes: null, syncedBytes: 0, boot: presentBoot }
  const earlier = await readNote(paths.note)
  const resumed = earlier?.source === fresh.source ? await reopen(paths.part, earlier) : null
  const file = resumed?.file ?? (await createAnew(paths.part))
  const note = resumed?.note ?? fresh
  try {
    const noteFile = note === fresh ? await createAnew(paths.note) : await open(paths.note, constants.O_RDWR | NO_FOLLOW)
    await writeNote(noteFile, note)
    return createPartWriter(file, noteFile, note)
  } catch (error) {
    await file.close()
    throw error
  }
}

/** The part as far as it can be trusted, and that on the disk for sure. */
async function reopen(path: string, earlier: PartNote): Promise<{ readonly file: FileHandle; readonly note: PartNote } | null> {
  let file: FileHandle
  try {
    file = await open(path, constants.O_RDWR | NO_FOLLOW)
  } catch {
    return null // gone, or a planted link: made anew
  }
  const found = await file.stat()
  const bytes = trustedBytes(earlier, found.size)
  if (found.isFile() && found.nlink === 1 && found.size >= bytes) {
    await file.truncate(bytes)
    await file.datasync()
    return { file, note: { ...earlier, syncedBytes: bytes, boot: presentBoot } }
  }
  await file.close()
  return null
}

/** Exclusive: what stood there under our own ending is removed (a link itself, not what it points to). */
async function createAnew(path: string): Promise<FileHandle> {
  await rm(path, { force: true })
  return open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, 0o644)
}
