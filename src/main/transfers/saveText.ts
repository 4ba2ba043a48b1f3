import { dirname } from 'node:path'
import { writeFileAtomic } from '../util/writeFileAtomic'
import { folderError } from './systemError'

/** As others may read what people pass on; the umask still takes from it. */
const MODE = 0o644

/** Writes a text so that a reader sees the old or the new one. Throws AppError('diskFull' | 'folderUnwritable'). */
export const saveText = (path: string, text: string): Promise<void> => writeFileAtomic(path, text, MODE).catch((error: unknown) => {
  throw folderError(error, dirname(path))
})
