import { type IAudioMetadata, parseFromTokenizer } from 'music-metadata'
import type { FileBytes } from '../fileBytes'
import { CodecError } from '../types'
import { FileTokenizer } from './fileTokenizer'

/** What a file's headers and tags say, by its content; steps over the sound. @throws CodecError damaged; I/O errors pass through */
export async function readTagged(file: FileBytes): Promise<Pick<IAudioMetadata, 'format' | 'native'>> {
  try {
    return await parseFromTokenizer(new FileTokenizer(file), { duration: true, skipCovers: true })
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    throw new CodecError('damaged', 'The file breaks off or is broken.', { cause: error })
  }
}

// Older files of Apple's encoder have no edit list: this tag counts delay, padding and the frames of the recording.
const GAPLESS = /^\s*[0-9a-f]{8} ([0-9a-f]{8}) ([0-9a-f]{8}) ([0-9a-f]{16})/i

/** Frames of the encoder's delay and of the recording by iTunes' own note; undefined where there is none. */
export function gaplessNote(native: IAudioMetadata['native']): { readonly delayFrames: number; readonly frames: number } | undefined {
  const tags = Object.values(native).flat()
  const note = tags.find(({ id }) => id.endsWith(':iTunSMPB'))?.value
  const [, delay, , frames] = (typeof note === 'string' ? GAPLESS.exec(note) : null) ?? []
  return delay === undefined || frames === undefined ? undefined : { delayFrames: Number.parseInt(delay, 16), frames: Number.parseInt(frames, 16) }
}
