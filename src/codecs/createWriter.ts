import type { AudioFormat, AudioWriter, OutputFormat } from './types'
import { createWavWriter } from './wav/write'

/**
 * Begins writing an audio file at `path`, replacing what is there; the caller picks a temporary name if it wants one.
 * Integers are rounded and clamped; `wav32f` keeps floats as they are. MP3 is 320 kbps, constant. Encoders are loaded by the
 * first file that wants one: most threads never do.
 * @throws CodecError unsupported for channels or rates the format cannot hold; Node's I/O errors pass through
 */
export async function createWriter(path: string, outputFormat: OutputFormat, format: AudioFormat): Promise<AudioWriter> {
  switch (outputFormat) {
    case 'wav16':
      return createWavWriter(path, 's16', format)
    case 'wav24':
      return createWavWriter(path, 's24', format)
    case 'wav32f':
      return createWavWriter(path, 'f32', format)
    case 'flac16':
      return (await import('./flac/write')).createFlacWriter(path, 16, format)
    case 'flac24':
      return (await import('./flac/write')).createFlacWriter(path, 24, format)
    case 'mp3':
      return (await import('./mp3/write')).createMp3Writer(path, format)
  }
}
