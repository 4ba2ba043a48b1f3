import { createFlacWriter } from './flac/write'
import { createMp3Writer } from './mp3/write'
import type { AudioFormat, AudioWriter, OutputFormat } from './types'
import { createWavWriter } from './wav/write'

/**
 * Begins writing an audio file at `path`, replacing what is there; the caller picks a temporary name if it wants one.
 * Integers are rounded and clamped; `wav32f` keeps floats as they are. MP3 is 320 kbps, constant.
 * @throws CodecError unsupported for channels or rates the format cannot hold; Node's I/O errors pass through
 */
export function createWriter(path: string, outputFormat: OutputFormat, format: AudioFormat): Promise<AudioWriter> {
  switch (outputFormat) {
    case 'wav16':
      return createWavWriter(path, 's16', format)
    case 'wav24':
      return createWavWriter(path, 's24', format)
    case 'wav32f':
      return createWavWriter(path, 'f32', format)
    case 'flac16':
      return createFlacWriter(path, 16, format)
    case 'flac24':
      return createFlacWriter(path, 24, format)
    case 'mp3':
      return createMp3Writer(path, format)
  }
}
