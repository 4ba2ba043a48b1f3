import { ADTS, EncodedPacketSink, Input, type InputAudioTrack, MP4, QTFF } from 'mediabunny'
import type { DecodingOutcome, UndecodedSound } from '../../../shared/domain/undecoded'
import { type ChunkBuilder, createChunkBuilder } from './chunkBuilder'
import { openEncodedFile } from './encodedFile'

/** So many packets are with the decoder at most. */
const MOST_QUEUED = 48
/** An end that is this much too short is the encoder's last block, not a broken file. */
const MOST_MISSING_FRAMES = 4_096

export interface DecodeSoundParts {
  readonly sound: UndecodedSound
  readonly signal: AbortSignal
  /** Resolves when there is room for more. */
  readonly post: (samples: Uint8Array<ArrayBuffer>) => void
  readonly room: () => Promise<void>
}

/** Decodes a file with the browser's decoder, block by block, and tells how that ended. Memory stays flat whatever its length. */
export async function decodeSound({ sound, signal, post, room }: DecodeSoundParts): Promise<DecodingOutcome> {
  const builder = createChunkBuilder({ channels: sound.channels, frames: sound.frames, post })
  const input = new Input({ source: await openEncodedFile(sound.fileUrl, signal), formats: [MP4, QTFF, ADTS] })
  try {
    const track = await input.getPrimaryAudioTrack()
    const config = await track?.getDecoderConfig()
    if (!track || !config || !(await AudioDecoder.isConfigSupported(config)).supported) return 'unsupported'
    const outcome = await decodeTrack(track, config, { sound, signal, room, builder })
    builder.flush(outcome === 'whole' ? MOST_MISSING_FRAMES : 0)
    return outcome === 'whole' && builder.frames < sound.frames ? 'broken' : outcome
  } catch (error) {
    signal.throwIfAborted()
    console.warn('a stem could not be decoded to its end', error)
    builder.flush(0)
    return 'broken'
  } finally {
    input.dispose()
  }
}

interface TrackParts extends Pick<DecodeSoundParts, 'sound' | 'signal' | 'room'> {
  readonly builder: ChunkBuilder
}

async function decodeTrack(track: InputAudioTrack, config: AudioDecoderConfig, { sound, signal, room, builder }: TrackParts): Promise<DecodingOutcome> {
  const { sampleRateHz, channels } = sound
  let atFrame: number | undefined
  const found: { failure: Error | null; isOtherFormat: boolean } = { failure: null, isOtherFormat: false }
  const decoder = new AudioDecoder({
    output(data) {
      if (data.sampleRate !== sampleRateHz || data.numberOfChannels !== channels) found.isOtherFormat = true
      else if (atFrame !== undefined) {
        builder.add(toPlanes(data), atFrame)
        atFrame += data.numberOfFrames
      }
      data.close()
    },
    error(error) { found.failure = error }
  })
  decoder.configure(config)
  try {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      signal.throwIfAborted()
      // What an edit list hides lies before 0. Every packet gives its whole block, so that frames are counted from there on.
      atFrame ??= Math.round(packet.timestamp * sampleRateHz) - sound.delayFrames
      if (found.failure) throw found.failure
      if (found.isOtherFormat) return 'unsupported'
      if (builder.frames === sound.frames) return 'whole'
      decoder.decode(packet.toEncodedAudioChunk())
      while (decoder.decodeQueueSize > MOST_QUEUED) await nextOutput(decoder)
      await room()
    }
    await decoder.flush()
    return found.isOtherFormat ? 'unsupported' : 'whole'
  } finally {
    if (decoder.state !== 'closed') decoder.close()
  }
}

const nextOutput = (decoder: AudioDecoder): Promise<void> =>
  new Promise((resolve) => { decoder.addEventListener('dequeue', () => { resolve() }, { once: true }) })

function toPlanes(data: AudioData): Float32Array[] {
  return Array.from({ length: data.numberOfChannels }, (_, planeIndex) => {
    const plane = new Float32Array(data.numberOfFrames)
    data.copyTo(plane, { planeIndex, format: 'f32-planar' })
    return plane
  })
}
