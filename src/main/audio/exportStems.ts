import { open, rm, type FileHandle } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { AppError } from '../../shared/errors/appError'
import { codeOf, folderError, sourceError } from '../transfers/systemError'
import { syncFolder } from '../util/writeFileAtomic'

const COPY_BYTES = 1 << 20
// A folder with this many files of one name is not an accident of ours.
const MOST_NUMBERS = 10_000

export interface ExportFile {
  readonly path: string
  /** Wanted leaf name in the folder. */
  readonly fileName: string
}

/**
 * Copies files into a folder and answers the names they got. Never writes over a file: a taken name gets a number,
 * "Vocals (2).wav". Each copy is on the disk and as long as its source, or all copies of this call are removed again.
 * @throws AppError diskFull, folderUnwritable (both named by the folder), fileMissing, fileUnreadable, fileChanged
 */
export async function exportStems(files: readonly ExportFile[], folder: string): Promise<string[]> {
  const written: string[] = []
  try {
    for (const file of files) written.push(await exportOne(file, folder))
    await syncFolder(folder)
    return written.map((path) => basename(path))
  } catch (error) {
    await Promise.all(written.map((path) => rm(path, { force: true })))
    throw folderError(error, folder)
  }
}

async function exportOne({ path, fileName }: ExportFile, folder: string): Promise<string> {
  if (fileName !== basename(fileName) || fileName === '') throw new AppError('invalidInput', { detail: 'not a leaf name' })
  const source = await open(path, 'r').catch((error: unknown) => {
    throw sourceError(error, path)
  })
  try {
    const target = await createFree(folder, fileName)
    try {
      await copy(source, target.handle, path)
      await target.handle.sync()
    } catch (error) {
      await target.handle.close()
      await rm(target.path, { force: true }) // ours: it was created exclusively
      throw error
    }
    await target.handle.close()
    return target.path
  } finally {
    await source.close()
  }
}

/** Creates the first file of this name, or of it with a number, that does not exist yet, whatever case or form the disk folds. */
async function createFree(folder: string, fileName: string): Promise<{ readonly path: string; readonly handle: FileHandle }> {
  const extension = extname(fileName)
  const name = fileName.slice(0, fileName.length - extension.length)
  for (let number = 1; number <= MOST_NUMBERS; number += 1) {
    const path = join(folder, number === 1 ? fileName : `${name} (${number})${extension}`)
    try {
      return { path, handle: await open(path, 'wx') }
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
  throw new AppError('folderUnwritable', { subject: basename(folder), detail: 'too many files of this name' })
}

async function copy(source: FileHandle, target: FileHandle, sourcePath: string): Promise<void> {
  const { size } = await source.stat()
  const buffer = new Uint8Array(COPY_BYTES)
  let position = 0
  for (;;) {
    const { bytesRead } = await source.read(buffer, 0, COPY_BYTES, position).catch((error: unknown) => {
      throw sourceError(error, sourcePath)
    })
    if (bytesRead === 0) break
    for (let done = 0; done < bytesRead; ) {
      done += (await target.write(buffer, done, bytesRead - done, position + done)).bytesWritten
    }
    position += bytesRead
  }
  const { size: copied } = await target.stat()
  if (position !== size || copied !== size) throw new AppError('fileChanged', { subject: basename(sourcePath) })
}
