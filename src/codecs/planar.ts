import type { PlanarBlock } from './types'

/** Frames in a block; 0 for a block without channels. */
export function frameCount(block: PlanarBlock): number {
  return block[0]?.length ?? 0
}

/** One array per channel from samples that alternate between channels. A last incomplete frame is dropped. */
export function deinterleave(interleaved: Float32Array, channels: number): PlanarBlock {
  const frames = Math.floor(interleaved.length / channels)
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames)
    for (let frame = 0, at = channel; frame < frames; frame += 1, at += channels) samples[frame] = interleaved[at] ?? 0
    return samples
  })
}

/** The channels of a block woven into one array, frame by frame. */
export function interleave(block: PlanarBlock): Float32Array {
  const channels = block.length
  const frames = frameCount(block)
  const woven = new Float32Array(frames * channels)
  block.forEach((samples, channel) => {
    for (let frame = 0, at = channel; frame < frames; frame += 1, at += channels) woven[at] = samples[frame] ?? 0
  })
  return woven
}

/** The frames [from, to) of a block, as windows into the same memory. */
export function sliceFrames(block: PlanarBlock, from: number, to: number): PlanarBlock {
  return block.map((samples) => samples.subarray(from, to))
}

/**
 * Float samples as signed integers of `bits` bits: nearest value, halves away from zero, clamped; NaN is silence.
 * No dither: stems written this way add up to their mixture within half a step per stem.
 */
export function toIntegers(samples: Float32Array, bits: 16 | 24): Int32Array<ArrayBuffer> {
  const scale = bits === 16 ? 0x8000 : 0x80_0000
  const integers = new Int32Array(samples.length)
  for (let index = 0; index < samples.length; index += 1) {
    const scaled = (samples[index] ?? 0) * scale
    // A float times a power of two has room for the half in a double, so that cutting off rounds exactly; NaN is cut to 0.
    integers[index] = scaled >= scale - 1 ? scale - 1 : scaled <= -scale ? -scale : Math.trunc(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
  }
  return integers
}
