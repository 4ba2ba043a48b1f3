import { type FileBytes, openFileBytes } from './fileBytes'
import { readFlac } from './flac/read'
import { type FlacStream, openFlacStream } from './flac/stream'
import { readPcm } from './pcm/read'
import { sniff } from './sniff'
import { type AudioReader, CodecError } from './types'

/**
 * Opens a WAV, AIFF, FLAC, MP3, Ogg Vorbis or Ogg Opus file for decoding; the content decides, not the name.
 * @throws CodecError empty, notAudio, unsupported (AAC and other known kinds, compressed WAV and AIFF), damaged; Node's I/O errors pass through
 */
export async function openAudio(path: string): Promise<AudioReader> {
  const file = await openFileBytes(path)
  try {
    return await toReader(file)
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Opens a FLAC file as whole numbers; undefined for any other kind. @throws CodecError as openAudio; Node's I/O errors pass through */
export async function openFlac(path: string): Promise<(FlacStream & { close(): Promise<void> }) | undefined> {
  const file = await openFileBytes(path)
  try {
    const sniffed = await sniff(file)
    if (sniffed.kind === 'flac') return { ...(await openFlacStream(file, sniffed.start)), close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
  await file.close()
  return undefined
}

async function toReader(file: FileBytes): Promise<AudioReader> {
  if (file.sizeBytes === 0) throw new CodecError('empty', 'The file is empty.')
  const sniffed = await sniff(file)
  switch (sniffed.kind) {
    case 'wav':
    case 'aiff':
      return readPcm(file)
    case 'ogg':
      return (await import('./ogg/read')).readOgg(file) // with its decoders in wasm: not before one is wanted
    case 'flac':
      return readFlac(file, sniffed.start)
    case 'mp3':
      return (await import('./mp3/read')).readMp3(file, sniffed.start)
    case 'other':
      throw new CodecError('unsupported', `${sniffed.name} is not readable here. WAV, AIFF, FLAC, MP3, Ogg Vorbis and Opus are.`)
    case 'unknown':
      throw new CodecError('notAudio', 'This is not an audio file.')
  }
}
