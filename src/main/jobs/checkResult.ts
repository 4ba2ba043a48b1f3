import { extname, join } from 'node:path'
import { probeAudio } from '../../codecs/probe'
import { CodecError } from '../../codecs/types'
import { isSoundFile } from '../transfers/fileName'

/** Where a result that cannot be read stands while it is fetched once more: another program may read it after all. */
export const asidePath = (folder: string, fileName: string): string => join(folder, `${fileName}.damaged`)

/**
 * Whether a result that is here whole can be read as the sound its name promises (A7 row 55): its headers are looked at,
 * nothing is decoded. Text and MIDI count as readable. I/O errors are Node's.
 */
export async function isReadableResult(path: string): Promise<boolean> {
  if (!isSoundFile(extname(path).slice(1))) return true
  try {
    await probeAudio(path)
    return true
  } catch (error) {
    if (error instanceof CodecError) return false
    throw error
  }
}
