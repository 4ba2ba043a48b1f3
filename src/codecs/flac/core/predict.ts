// What encoders use at most; RFC 9639 allows 32.
const BLOCK_TAPS: u32 = 12
export const MOST_TAPS: u32 = 32

/** The coefficients of the linear predictor, i32 each, the newest sample's first; behind the last one zeros. */
export const coefficients: usize = memory.data(<i32>MOST_TAPS * 4, 16)

/** Adds the fixed predictor of an order 0..4 to the residual behind its first `order` samples (RFC 9639, section 9.2.5). */
export function addFixed<T>(samples: usize, order: u32, frames: u32): void {
  // Each order is the sum of the one below it: differences are added up `order` times.
  const end = samples + order * sizeof<T>()
  const a = order > 0 ? load<T>(end - sizeof<T>()) : <T>0
  const b = order > 1 ? load<T>(end - 2 * sizeof<T>()) : <T>0
  const c = order > 2 ? load<T>(end - 3 * sizeof<T>()) : <T>0
  const d = order > 3 ? load<T>(end - 4 * sizeof<T>()) : <T>0
  let one = a
  let two = a - b
  let three = a - <T>2 * b + c
  let four = a - <T>3 * b + <T>3 * c - d
  const last = samples + frames * sizeof<T>()
  for (let target = end; target < last; target += sizeof<T>()) {
    let value = load<T>(target)
    if (order > 3) value = four += value
    if (order > 2) value = three += value
    if (order > 1) value = two += value
    if (order > 0) value = one += value
    store<T>(target, value)
  }
}

/** Adds a linear predictor to the residual behind its first samples (RFC 9639, section 9.2.6). */
export function addLinear<T>(samples: usize, order: u32, shift: u32, frames: u32): void {
  const last = samples + frames * sizeof<T>()
  for (let target = samples + order * sizeof<T>(); target < last; target += sizeof<T>()) {
    let sum: i64 = 0
    for (let tap: u32 = 0; tap < order; tap += 1) {
      sum += <i64>load<i32>(coefficients + tap * 4) * <i64>load<T>(target - (tap + 1) * sizeof<T>())
    }
    store<T>(target, load<T>(target) + <T>(sum >> shift))
  }
}

/** The same where every sum of products fits into 32 bits. */
export function addNarrow(samples: usize, order: u32, shift: u32, frames: u32): void {
  const from = order <= BLOCK_TAPS ? addBlocks(samples, order, shift, frames) : order
  const last = samples + frames * 4
  for (let target = samples + from * 4; target < last; target += 4) {
    let sum: i32 = 0
    for (let tap: u32 = 0; tap < order; tap += 1) sum += load<i32>(coefficients + tap * 4) * load<i32>(target - (tap + 1) * 4)
    store<i32>(target, load<i32>(target) + (sum >> shift))
  }
}

/**
 * Up to 12 taps, four samples at a time; answers where it stopped. Each sample waits for the one before it, so what older samples add to
 * all four is summed beforehand, side by side (taps 5 to 11), and only five taps are left to each: the sums need no sample of the last two
 * and are there in time. Taps that are not there weigh nothing; what they are multiplied with lies before the samples and only has to be
 * readable.
 */
function addBlocks(samples: usize, order: u32, shift: u32, frames: u32): u32 {
  const c0 = load<i32>(coefficients), c1 = load<i32>(coefficients, 4), c2 = load<i32>(coefficients, 8), c3 = load<i32>(coefficients, 12)
  const c4 = load<i32>(coefficients, 16)
  const c5 = v128.load_splat<i32>(coefficients, 20), c6 = v128.load_splat<i32>(coefficients, 24), c7 = v128.load_splat<i32>(coefficients, 28)
  const c8 = v128.load_splat<i32>(coefficients, 32), c9 = v128.load_splat<i32>(coefficients, 36)
  const c10 = v128.load_splat<i32>(coefficients, 40), c11 = v128.load_splat<i32>(coefficients, 44)
  let target = samples + order * 4
  // The three blocks before the next, of the last one only its first two samples, and the newest five samples by themselves.
  let older = v128.load(target - 48), old = v128.load(target - 32), young = v128.load(target - 16)
  let s5 = load<i32>(target - 20), s4 = load<i32>(target - 16), s3 = load<i32>(target - 12), s2 = load<i32>(target - 8), s1 = load<i32>(target - 4)
  const last = samples + frames * 4
  for (; target + 16 <= last; target += 16) {
    let sums = i32x4.mul(c7, old)
    if (order > 8) {
      sums = i32x4.add(sums, i32x4.mul(c11, older))
      sums = i32x4.add(sums, i32x4.mul(c10, v128.shuffle<i32>(older, old, 1, 2, 3, 4)))
      sums = i32x4.add(sums, i32x4.mul(c9, v128.shuffle<i32>(older, old, 2, 3, 4, 5)))
      sums = i32x4.add(sums, i32x4.mul(c8, v128.shuffle<i32>(older, old, 3, 4, 5, 6)))
    }
    sums = i32x4.add(sums, i32x4.mul(c6, v128.shuffle<i32>(old, young, 1, 2, 3, 4)))
    sums = i32x4.add(sums, i32x4.mul(c5, v128.shuffle<i32>(old, young, 2, 3, 4, 5)))
    const n0 = load<i32>(target) + ((c4 * s5 + c3 * s4 + c2 * s3 + c1 * s2 + i32x4.extract_lane(sums, 0) + c0 * s1) >> shift)
    const n1 = load<i32>(target, 4) + ((c4 * s4 + c3 * s3 + c2 * s2 + i32x4.extract_lane(sums, 1) + c1 * s1 + c0 * n0) >> shift)
    const begun = i32x4.replace_lane(i32x4.splat(n0), 1, n1)
    const n2 = load<i32>(target, 8) + ((c4 * s3 + c3 * s2 + c2 * s1 + i32x4.extract_lane(sums, 2) + c1 * n0 + c0 * n1) >> shift)
    const n3 = load<i32>(target, 12) + ((c4 * s2 + c3 * s1 + i32x4.extract_lane(sums, 3) + c2 * n0 + c1 * n1 + c0 * n2) >> shift)
    store<i32>(target, n0)
    store<i32>(target, n1, 4)
    store<i32>(target, n2, 8)
    store<i32>(target, n3, 12)
    older = old
    // The block before this one has all its lanes by now.
    old = i32x4.replace_lane(i32x4.replace_lane(young, 2, s2), 3, s1)
    young = begun
    s5 = s1
    s4 = n0
    s3 = n1
    s2 = n2
    s1 = n3
  }
  return <u32>(target - samples) >> 2
}
