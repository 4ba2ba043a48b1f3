import { parseFile, type IAudioMetadata, type ITag } from 'music-metadata'
import { probeAudio } from '../../codecs/probe'
import { CodecError } from '../../codecs/types'

/** What is known of an input before it is separated. */
export interface Inspection {
  /** Null when the file could not be read as audio; the job will tell why. */
  readonly durationS: number | null
  /** In the shape of the API's `tags` (API notes, separation/get: getID3's). */
  readonly tags: Readonly<Record<string, unknown>>
}

/** Reads how long the audio at `path` is and what its tags say. Node's I/O errors pass through. */
export async function inspectInput(path: string): Promise<Inspection> {
  return { durationS: await readDuration(path), tags: await readTags(path) }
}

async function readDuration(path: string): Promise<number | null> {
  try {
    const { durationSeconds, isDecodable } = await probeAudio(path)
    return isDecodable ? durationSeconds : null
  } catch (error) {
    if (error instanceof CodecError) return null
    throw error
  }
}

async function readTags(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return toTags(await parseFile(path, { duration: false, skipCovers: true }))
  } catch {
    return { audio: {}, tags: {} } // Tags are decoration: a file whose tags cannot be read may still be music.
  }
}

function toTags({ format, native }: IAudioMetadata): Readonly<Record<string, unknown>> {
  const stream = {
    dataformat: (format.container ?? format.codec ?? '').toLowerCase(),
    channels: format.numberOfChannels,
    sample_rate: format.sampleRate,
    bitrate: format.bitrate
  }
  const audio = { ...stream, lossless: format.lossless ?? false, encoder: format.tool, streams: [stream] }
  const tags = Object.entries(native).map(([kind, values]) => [toTagKind(kind), toTagValues(values)] as const)
  return { audio, tags: Object.fromEntries(tags) }
}

// getID3 knows ID3v2.3 and v2.4 as one kind and calls Vorbis comments by their full name.
function toTagKind(kind: string): string {
  if (kind.startsWith('ID3v2')) return 'id3v2'
  return kind === 'vorbis' ? 'vorbiscomment' : kind.toLowerCase()
}

function toTagValues(tags: readonly ITag[]): Readonly<Record<string, readonly string[]>> {
  const values: Record<string, string[]> = {}
  for (const { id, value } of tags) {
    if (typeof value === 'string' || typeof value === 'number') (values[id.toLowerCase()] ??= []).push(String(value))
  }
  return values
}
