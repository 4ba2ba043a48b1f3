const FULL_SCALE = 0x8000

/**
 * Rounds floats to 16 bits with triangular dither of two steps' width (Lipshitz, Wannamaker & Vanderkooy, "Quantization and
 * Dither", JAES 1992), so that what is lost becomes even noise and not distortion. Each value lies within one step of the
 * nearest. The noise is the same in every run: an export made twice is the same file.
 */
export function createDither(): (samples: ArrayLike<number>, count: number) => Int16Array<ArrayBuffer> {
  let state = 0x9e37_79b9
  return (samples, count) => {
    const integers = new Int16Array(count)
    for (let index = 0; index < count; index += 1) {
      // xorshift32 (Marsaglia 2003); its halves are two even distributions, their sum a triangle from -1 to 1.
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      const noise = ((state >>> 16) + (state & 0xffff) - 0xffff) / 0x1_0000
      const value = Math.floor((samples[index] ?? 0) * FULL_SCALE + noise + 0.5)
      integers[index] = value >= FULL_SCALE ? FULL_SCALE - 1 : value < -FULL_SCALE ? -FULL_SCALE : value
    }
    return integers
  }
}

/** Rounds floats to 16 bits as toIntegers does: nearest, halves away from zero, clamped. */
export function roundTo16(samples: ArrayLike<number>, count: number): Int16Array<ArrayBuffer> {
  const integers = new Int16Array(count)
  for (let index = 0; index < count; index += 1) {
    const scaled = (samples[index] ?? 0) * FULL_SCALE
    const value = scaled < 0 ? -Math.floor(0.5 - scaled) : Math.floor(scaled + 0.5)
    integers[index] = value >= FULL_SCALE ? FULL_SCALE - 1 : value < -FULL_SCALE ? -FULL_SCALE : value
  }
  return integers
}
