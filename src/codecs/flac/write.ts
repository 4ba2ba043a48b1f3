import { createHash } from 'node:crypto'
import { registerFlacEncoder } from '@mediabunny/flac-encoder'
import { FlacOutputFormat } from 'mediabunny'
import { createMediabunnyWriter, type EncoderSamples } from '../mediabunnyWriter'
import { writeAt } from '../writeAt'
import { interleave, toIntegers } from '../planar'
import { type AudioFormat, type AudioWriter, CodecError, type PlanarBlock } from '../types'
import { integerBytes } from '../wav/samples'

// The rates the encoder takes; FLAC's frame headers have short codes for exactly these (RFC 9639, section 9.1.2).
const RATES_HZ = [8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000]
// Behind "fLaC", the block's head and 18 bytes of STREAMINFO (RFC 9639, section 8.2).
const MD5_POSITION = 26

/**
 * Writes FLAC with 16 or 24 bits through libFLAC, its MD5 of the samples filled in so that any tool can verify it.
 * @throws CodecError unsupported for more than 8 channels or an unusual sample rate
 */
export async function createFlacWriter(path: string, bits: 16 | 24, format: AudioFormat): Promise<AudioWriter> {
  if (format.channels > 8 || !RATES_HZ.includes(format.sampleRateHz)) {
    throw new CodecError('unsupported', `FLAC cannot be written with ${format.channels} channels at ${format.sampleRateHz} Hz.`)
  }
  registerFlacEncoder()
  const md5 = createHash('md5')
  return createMediabunnyWriter(path, format, {
    container: new FlacOutputFormat(),
    codec: 'flac',
    reservedBytes: 0,
    toSamples(block: PlanarBlock): EncoderSamples {
      const integers = toIntegers(interleave(block), bits)
      md5.update(integerBytes(integers, bits === 16 ? 's16' : 's24'))
      // The encoder takes the upper 24 of 32 bits.
      return bits === 16 ? { format: 's16', data: new Int16Array(integers) } : { format: 's32', data: integers.map((value) => value << 8) }
    },
    onPacket: () => undefined,
    complete: (handle) => writeAt(handle, md5.digest(), MD5_POSITION)
  })
}
