import { CodecError } from '../../codecs/types'
import { SeparationError } from '../separation/types'
import { UnfitError } from './separateFile'

const READABLE = 'WAV, AIFF, FLAC, MP3, Ogg Vorbis and Opus files work here.'

/** One sentence, for the person who sent the file, about why a separation did not come to its end. */
export function explainFailure(error: unknown): string {
  if (error instanceof UnfitError) return error.message
  if (error instanceof CodecError) return `The file could not be separated. ${error.message} ${READABLE}`
  if (error instanceof SeparationError) return `The file could not be separated. ${error.message}`
  if (isSystemError(error) && error.code === 'ENOSPC') return 'The disk of this computer is full; nothing was written.'
  return `The separation failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error
}
