const FULL_SCALE: f64 = 0x8000

let state: u32 = 0x9e37_79b9

/**
 * Rounds to 16 bits with triangular dither of two steps' width (Lipshitz, Wannamaker & Vanderkooy, "Quantization and Dither", JAES 1992),
 * so that what is lost becomes even noise and not distortion. Each value lies within one step of the nearest, cut off at full scale. The
 * noise is the same in every run: an export made twice is the same file.
 */
export function dithered(value: f64): i16 {
  // xorshift32 (Marsaglia 2003); its halves are two even distributions, their sum a triangle from -1 to 1.
  state ^= state << 13
  state ^= state >> 17
  state ^= state << 5
  const noise = <f64>(<i32>((state >> 16) + (state & 0xffff)) - 0xffff) / 0x1_0000
  return <i16>max(min(floor(value * FULL_SCALE + noise + 0.5), FULL_SCALE - 1), -FULL_SCALE)
}
