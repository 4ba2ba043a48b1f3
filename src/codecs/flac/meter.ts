import { AudioSample, AudioSampleSource, FlacOutputFormat, NullTarget, Output } from 'mediabunny'
import { frameCount } from '../planar'
import type { AudioFormat, PlanarBlock } from '../types'
import { needFlacEncoder, toFlacSamples } from './encoding'

/** Encodes sound to learn how small it becomes; nothing is written anywhere. */
export interface FlacMeter {
  /** Waits while the encoder, which works in a thread of its own, is behind. */
  add(block: PlanarBlock): Promise<void>
  /** Every frame that was added has been told of when it resolves. */
  finish(): Promise<void>
  abort(): Promise<void>
}

/** `onPacket` hears of every piece of the stream in order: its first frame among those that were added, and its size. */
export type OnFlacPacket = (startFrame: number, frames: number, bytes: number) => void

/** A meter for FLAC with 16 or 24 bits. @throws CodecError unsupported as createFlacWriter */
export async function createFlacMeter(bits: 16 | 24, format: AudioFormat, onPacket: OnFlacPacket): Promise<FlacMeter> {
  needFlacEncoder(format)
  const { sampleRateHz, channels } = format
  const output = new Output({ format: new FlacOutputFormat(), target: new NullTarget() })
  const source = new AudioSampleSource({
    codec: 'flac',
    onEncodedPacket: ({ timestamp, duration, data }) => {
      onPacket(Math.round(timestamp * sampleRateHz), Math.round(duration * sampleRateHz), data.length)
    }
  })
  output.addAudioTrack(source)
  await output.start()
  let frames = 0
  return {
    async add(block) {
      if (frameCount(block) === 0) return
      const sample = new AudioSample({ ...toFlacSamples(block, bits).samples, numberOfChannels: channels, sampleRate: sampleRateHz, timestamp: frames / sampleRateHz })
      frames += frameCount(block)
      try {
        await source.add(sample)
      } finally {
        sample.close()
      }
    },
    async finish() {
      if (frames > 0) await output.finalize()
    },
    async abort() {
      if (output.state !== 'finalized') await output.cancel()
    }
  }
}
