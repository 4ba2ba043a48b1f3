import { openAudio } from '../../codecs/open'
import { CodecError } from '../../codecs/types'

/** Reads back how long a written file is; throws CodecError('damaged') unless it has this many frames. */
export async function checkFrames(path: string, frames: number): Promise<void> {
  const reader = await openAudio(path)
  try {
    if (reader.frames !== frames) throw new CodecError('damaged', `Wrote ${frames} frames, found ${reader.frames ?? 'none'}.`)
  } finally {
    await reader.close()
  }
}
