import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { isSoundFile } from '../transfers/fileName'
import type { OriginalSource } from './prepareStems'

interface ResultFile {
  readonly index: number
  readonly stem: string
  readonly path: string
}

/** Whether a result's name says MIDI. */
const isNotes = (path: string): boolean => /^\.midi?$/i.test(extname(path))

/**
 * A job's results as they are heard: notes without any sound of their own get the song beside them, as one more lane
 * behind the others.
 */
export function withSong(files: readonly ResultFile[], source: OriginalSource | null): readonly ResultFile[] {
  const isNotesAlone = files.some(({ path }) => isNotes(path)) && !files.some(({ path }) => isSoundFile(extname(path).slice(1)))
  if (!isNotesAlone || source === null) return files
  return [...files, { index: Math.max(...files.map(({ index }) => index)) + 1, stem: 'Original', path: source.path }]
}

/** The file a job was made from, if it is still the same one. */
export async function unchanged(source: OriginalSource | null): Promise<OriginalSource | null> {
  if (source === null) return null
  const now = await stat(source.path).catch(() => null) // gone or not to be read: no longer the same
  return now?.size === source.sizeBytes && now.mtimeMs === source.mtimeMs ? source : null
}
