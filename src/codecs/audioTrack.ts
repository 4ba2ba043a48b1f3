import { open, rm } from 'node:fs/promises'
import {
  ALL_FORMATS, type AudioCodec, EncodedAudioPacketSource, EncodedPacketSink, FilePathSource, FlacOutputFormat, Input, type InputAudioTrack, Mp3OutputFormat, Mp4OutputFormat,
  OggOutputFormat, Output, type OutputFormat, StreamTarget
} from 'mediabunny'
import { toWritable } from './mediabunnyWriter'
import { CodecError } from './types'

/** The sound beside a video's pictures. */
export interface AudioTrack {
  /** e.g. 'aac' */
  readonly codec: string
  /** Ending of the file it can be put into as it is, without a dot. */
  readonly extension: string
  /** Estimated from its first minutes. */
  readonly sizeBytes: number
}

interface Container {
  readonly extension: string
  readonly create: () => OutputFormat
}

const ogg: Container = { extension: 'ogg', create: () => new OggOutputFormat() }
const CONTAINERS: ReadonlyMap<AudioCodec, Container> = new Map([
  ['aac', { extension: 'm4a', create: () => new Mp4OutputFormat({ fastStart: false }) }],
  ['mp3', { extension: 'mp3', create: () => new Mp3OutputFormat() }],
  ['flac', { extension: 'flac', create: () => new FlacOutputFormat() }],
  ['opus', ogg],
  ['vorbis', ogg]
])
// Some two minutes of AAC: a bit rate is told by then.
const PACKETS_LOOKED_AT = 5_000
const NOTHING_TO_TAKE = 'There is no sound in this file that could be taken out as it is.'
const WRITE_BYTES = 256 * 1024

/**
 * The sound of a film that can be taken out as it is: MP4, QuickTime, Matroska, WebM with AAC, MP3, FLAC, Opus or Vorbis; 'locked' where
 * there is none in it that could be; null for a file without pictures, and for what is no film at all. Node's I/O errors pass through.
 */
export function findAudioTrack(path: string): Promise<AudioTrack | 'locked' | null> {
  const found = withTrack(path, async (track, container) => {
    const { averageBitrate } = await track.computePacketStats(PACKETS_LOOKED_AT)
    const seconds = await track.computeDuration()
    return { codec: container.codec, extension: container.extension, sizeBytes: Math.round((averageBitrate * seconds) / 8) }
  })
  return found.catch((error: unknown) => {
    if (error instanceof CodecError && error.code === 'noSound') return 'locked'
    throw error
  })
}

/**
 * Copies the sound of a film into a file of its own, packet by packet: nothing is decoded or encoded. What it begins before its first
 * picture stays; `note` hears how far it is, 0..1, and may throw to end it. Nothing is left behind then.
 * @throws CodecError noSound where findAudioTrack finds none, damaged; Node's I/O errors
 */
export async function copyAudioTrack(path: string, toPath: string, note: (fraction: number) => void): Promise<void> {
  const copied = await withTrack(path, async (track, container) => {
    await writeTrack(track, container, toPath, note)
    return true
  })
  if (copied === null) throw new CodecError('noSound', NOTHING_TO_TAKE)
}

async function withTrack<Result>(path: string, work: (track: InputAudioTrack, container: Container & { readonly codec: AudioCodec }) => Promise<Result>): Promise<Result | null> {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  let isFilm = false
  try {
    isFilm = (await input.canRead()) && (await input.getPrimaryVideoTrack()) !== null
    if (!isFilm) return null
    const track = await input.getPrimaryAudioTrack()
    const codec = (await track?.getCodec()) ?? null
    const container = codec === null ? undefined : CONTAINERS.get(codec)
    if (track === null || codec === null || container === undefined) throw new CodecError('noSound', NOTHING_TO_TAKE)
    return await work(track, { ...container, codec })
  } catch (error) {
    // The system's errors and ours have a code; what the library throws is about the file.
    if (error instanceof Error && 'code' in error) throw error
    throw new CodecError(isFilm ? 'noSound' : 'damaged', 'The file breaks off or is broken.', { cause: error })
  } finally {
    input.dispose()
  }
}

async function writeTrack(track: InputAudioTrack, container: Container & { readonly codec: AudioCodec }, toPath: string, note: (fraction: number) => void): Promise<void> {
  const handle = await open(toPath, 'w')
  const output = new Output({ format: container.create(), target: new StreamTarget(toWritable(handle, 0), { chunked: true, chunkSize: WRITE_BYTES }) })
  try {
    const decoderConfig = await track.getDecoderConfig()
    if (decoderConfig === null) throw new CodecError('damaged', 'The file does not say how its sound is stored.')
    const source = new EncodedAudioPacketSource(container.codec)
    output.addAudioTrack(source)
    await output.start()
    const seconds = Math.max(1, await track.computeDuration())
    // What lies before 0 is the encoder's run-up: a file of its own begins with it.
    const startsAt = await track.getFirstTimestamp()
    let frames = 0
    for await (const packet of new EncodedPacketSink(track).packets()) {
      await source.add(packet.clone({ timestamp: packet.timestamp - startsAt }), frames === 0 ? { decoderConfig } : undefined)
      frames += 1
      note(packet.timestamp / seconds)
    }
    if (frames === 0) throw new CodecError('empty', 'There is no sound in this file.')
    await output.finalize()
    await handle.sync()
    await handle.close()
  } catch (error) {
    if (output.state !== 'finalized') await output.cancel()
    await handle.close()
    await rm(toPath, { force: true })
    throw error
  }
}
