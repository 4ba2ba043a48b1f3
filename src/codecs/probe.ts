import { Readable } from 'node:stream'
import { type IAudioMetadata, parseStream } from 'music-metadata'
import { type FileBytes, openFileBytes } from './fileBytes'
import { openAudio } from './open'
import { frameCount } from './planar'
import { sniff } from './sniff'
import { type AudioFormat, type AudioReader, CodecError } from './types'

export interface AudioProbe extends AudioFormat {
  /** As AudioReader.kind for what can be decoded here; "m4a", "aiff"… for other audio. */
  readonly kind: string
  readonly durationSeconds: number
  /** False for audio that openAudio cannot read. */
  readonly isDecodable: boolean
}

/**
 * What a file sounds like without decoding it: headers alone wherever they tell the length, exact for VBR MP3 too.
 * Audio that cannot be decoded here (AAC, AIFF…) is still described.
 * @throws CodecError empty, notAudio, damaged; Node's I/O errors pass through
 */
export async function probeAudio(path: string): Promise<AudioProbe> {
  let reader: AudioReader
  try {
    reader = await openAudio(path)
  } catch (error) {
    if (error instanceof CodecError && error.code === 'unsupported') return probeOther(path, error)
    throw error
  }
  try {
    const { kind, sampleRateHz, channels } = reader
    const frames = reader.frames ?? (await countFrames(reader))
    return { kind, sampleRateHz, channels, durationSeconds: frames / sampleRateHz, isDecodable: true }
  } finally {
    await reader.close()
  }
}

// A few files (live streams kept to disk) tell their length nowhere.
async function countFrames(reader: AudioReader): Promise<number> {
  let frames = 0
  for await (const block of reader.blocks()) frames += frameCount(block)
  return frames
}

async function probeOther(path: string, unsupported: CodecError): Promise<AudioProbe> {
  const file = await openFileBytes(path)
  try {
    const sniffed = await sniff(file)
    const { sampleRate, numberOfChannels, duration } = await readFormat(file)
    if (!sampleRate || !numberOfChannels || duration === undefined) {
      throw new CodecError('notAudio', 'No sound was found in this file.', { cause: unsupported })
    }
    const kind = sniffed.kind === 'other' ? sniffed.short : sniffed.kind
    return { kind, sampleRateHz: sampleRate, channels: numberOfChannels, durationSeconds: duration, isDecodable: false }
  } finally {
    await file.close()
  }
}

async function readFormat(file: FileBytes): Promise<IAudioMetadata['format']> {
  // A stream without a path: with one, the library would believe the extension before the content.
  const stream = Readable.from(file.chunks(0), { objectMode: false })
  try {
    return (await parseStream(stream, { size: file.sizeBytes }, { duration: true, skipCovers: true })).format
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    throw new CodecError('damaged', 'The file breaks off or is broken.', { cause: error })
  } finally {
    stream.destroy()
  }
}
