import { deinterleave, frameCount, interleave } from '../../codecs/planar'
import type { PlanarBlock } from '../../codecs/types'

// The library takes at most 4 MB at once; this also bounds its output.
const BLOCK_FRAMES = 16_384
// Silence that pushes the last real frames through the filter (its longest reaches about 150 frames at 48 kHz).
const FLUSH_FRAMES = 8_192

/**
 * Blocks at another sample rate, by libsamplerate's medium sinc (97 dB SNR); aligned with the source to the sample,
 * round(frames * to / from) frames long. Equal rates pass untouched.
 */
export async function* resample(
  blocks: AsyncIterable<PlanarBlock>,
  channels: number,
  fromHz: number,
  toHz: number
): AsyncGenerator<PlanarBlock> {
  if (fromHz === toHz) {
    yield* blocks
    return
  }
  // Loaded when a stem needs it: the library carries 2 MB of wasm.
  const { ConverterType, create } = await import('@alexanderolsen/libsamplerate-js')
  const converter = await create(channels, fromHz, toHz, { converterType: ConverterType.SRC_SINC_MEDIUM_QUALITY })
  let taken = 0
  let given = 0
  // The converter answers from its own memory, which the next call overwrites; deinterleaving copies.
  const convert = (samples: Float32Array): PlanarBlock => deinterleave(converter.full(samples), channels)
  try {
    for await (const block of blocks) {
      const frames = frameCount(block)
      for (let from = 0; from < frames; from += BLOCK_FRAMES) {
        const piece = convert(interleave(block.map((samples) => samples.subarray(from, from + BLOCK_FRAMES))))
        given += frameCount(piece)
        yield piece
      }
      taken += frames
    }
    const owed = Math.round((taken * toHz) / fromHz) - given
    yield convert(new Float32Array(FLUSH_FRAMES * channels)).map((samples) => samples.subarray(0, Math.max(0, owed)))
  } finally {
    converter.destroy()
  }
}
