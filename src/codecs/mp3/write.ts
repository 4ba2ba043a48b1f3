import { registerMp3Encoder } from '@mediabunny/mp3-encoder'
import { Mp3OutputFormat, Quality } from 'mediabunny'
import { createMediabunnyWriter } from '../mediabunnyWriter'
import { writeAt } from '../writeAt'
import { interleave, toIntegers } from '../planar'
import { type AudioFormat, type AudioWriter, CodecError } from '../types'
import { MPEG1_RATES_HZ } from './header'
import { toInfoFrame } from './infoTag'

const BITRATE_BPS = 320_000

/**
 * Writes MP3 at a constant 320 kbps through LAME, with an info frame so that players give back the exact length.
 * @throws CodecError unsupported for more than 2 channels, or a rate other than 32, 44.1 or 48 kHz (320 kbps exists only there)
 */
export async function createMp3Writer(path: string, format: AudioFormat): Promise<AudioWriter> {
  if (format.channels > 2 || !MPEG1_RATES_HZ.includes(format.sampleRateHz)) {
    throw new CodecError('unsupported', `MP3 cannot be written with ${format.channels} channels at ${format.sampleRateHz} Hz.`)
  }
  registerMp3Encoder()
  const counts = { mpegFrames: 0, soundBytes: 0, soundFrames: 0 }
  return createMediabunnyWriter(path, format, {
    // Mediabunny's own info frame tells neither delay nor padding.
    container: new Mp3OutputFormat({ xingHeader: false }),
    codec: 'mp3',
    quality: new Quality({ bitrate: BITRATE_BPS, bitrateMode: 'constant' }),
    reservedBytes: toInfoFrame(format, counts).length,
    toSamples: (block) => ({ format: 's16', data: new Int16Array(toIntegers(interleave(block), 16)) }),
    onPacket(packetBytes) {
      counts.mpegFrames += 1
      counts.soundBytes += packetBytes
    },
    complete: (handle, frames) => writeAt(handle, toInfoFrame(format, { ...counts, soundFrames: frames }), 0)
  })
}
