import { ALL_FORMATS, CustomSource, Input } from 'mediabunny'
import type { FileBytes } from '../fileBytes'
import { CodecError } from '../types'
import type { Description } from './description'

export interface ContainerDescription extends Description {
  /** True when an edit list leaves out what the encoder put before the recording. */
  readonly isTrimmed: boolean
}

/**
 * The sound in an MP4 or Matroska file by its sample tables: what the edit list hides does not count, nothing of the sound is
 * read. @throws CodecError noSound for pictures whose sound is not there or broken, notAudio for neither, damaged; I/O errors pass through
 */
export async function describeContainer(file: FileBytes, kind: string): Promise<ContainerDescription> {
  let ioError: unknown
  const read = async (from: number, to: number): Promise<Uint8Array> => {
    try {
      const bytes = await file.read(from, to - from)
      if (bytes.length < to - from) throw new CodecError('damaged', 'The file became shorter while it was read.')
      return bytes
    } catch (error) {
      ioError ??= error
      throw error
    }
  }
  const source = new CustomSource({ getSize: () => file.sizeBytes, read, handleUnhandledError: (error) => (ioError ??= error) })
  const input = new Input({ source, formats: ALL_FORMATS })
  let isFilm = false
  try {
    isFilm = (await input.getPrimaryVideoTrack()) !== null
    const track = await input.getPrimaryAudioTrack()
    if (track === null) throw new CodecError(isFilm ? 'noSound' : 'notAudio', 'No sound was found in this file.')
    const seconds = await track.computeDuration()
    return {
      kind,
      isTrimmed: (await track.getFirstTimestamp()) < 0,
      sampleRateHz: await track.getSampleRate(),
      channels: await track.getNumberOfChannels(),
      durationSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : null
    }
  } catch (error) {
    if (ioError instanceof Error) throw ioError
    if (error instanceof CodecError) throw error
    throw new CodecError(isFilm ? 'noSound' : 'damaged', 'The file breaks off or is broken.', { cause: error })
  } finally {
    input.dispose()
  }
}
