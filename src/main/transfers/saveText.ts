import { dirname } from 'node:path'
import { writeFileAtomic } from '../util/writeFileAtomic'
import { folderError } from './systemError'

/** Writes a text so that a reader sees the old or the new one. Throws AppError('diskFull' | 'folderUnwritable'). */
export const saveText = (path: string, text: string): Promise<void> => writeFileAtomic(path, text).catch((error: unknown) => {
  throw folderError(error, dirname(path))
})
