import { registerFlacEncoder } from '@mediabunny/flac-encoder'
import type { EncoderSamples } from '../mediabunnyWriter'
import { interleave, toIntegers } from '../planar'
import { type AudioFormat, CodecError, type PlanarBlock } from '../types'

// The rates the encoder takes; FLAC's frame headers have short codes for exactly these (RFC 9639, section 9.1.2).
const RATES_HZ = [8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000]

/** Makes libFLAC known to Mediabunny. @throws CodecError unsupported for more than 8 channels or an unusual sample rate */
export function needFlacEncoder({ channels, sampleRateHz }: AudioFormat): void {
  if (channels > 8 || !RATES_HZ.includes(sampleRateHz)) {
    throw new CodecError('unsupported', `FLAC cannot be written with ${channels} channels at ${sampleRateHz} Hz.`)
  }
  registerFlacEncoder()
}

/** A block as the encoder takes it, and the whole numbers it is of. */
export function toFlacSamples(block: PlanarBlock, bits: 16 | 24): { readonly integers: Int32Array<ArrayBuffer>; readonly samples: EncoderSamples } {
  const integers = toIntegers(interleave(block), bits)
  // The encoder takes the upper 24 of 32 bits.
  return { integers, samples: bits === 16 ? { format: 's16', data: new Int16Array(integers) } : { format: 's32', data: integers.map((value) => value << 8) } }
}
