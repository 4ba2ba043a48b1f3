import { createHash } from 'node:crypto'
import { FlacOutputFormat } from 'mediabunny'
import { createMediabunnyWriter } from '../mediabunnyWriter'
import { writeAt } from '../writeAt'
import type { AudioFormat, AudioWriter } from '../types'
import { integerBytes } from '../wav/samples'
import { needFlacEncoder, toFlacSamples } from './encoding'

// Behind "fLaC", the block's head and 18 bytes of STREAMINFO (RFC 9639, section 8.2).
const MD5_POSITION = 26

/**
 * Writes FLAC with 16 or 24 bits through libFLAC, its MD5 of the samples filled in so that any tool can verify it.
 * @throws CodecError unsupported for more than 8 channels or an unusual sample rate
 */
export async function createFlacWriter(path: string, bits: 16 | 24, format: AudioFormat): Promise<AudioWriter> {
  needFlacEncoder(format)
  const md5 = createHash('md5')
  return createMediabunnyWriter(path, format, {
    container: new FlacOutputFormat(),
    codec: 'flac',
    reservedBytes: 0,
    toSamples(block) {
      const { integers, samples } = toFlacSamples(block, bits)
      md5.update(integerBytes(integers, bits === 16 ? 's16' : 's24'))
      return samples
    },
    onPacket: () => undefined,
    complete: (handle) => writeAt(handle, md5.digest(), MD5_POSITION)
  })
}
