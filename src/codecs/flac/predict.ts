import type { Samples } from './residual'

/** Adds the fixed predictor of an order 0..4 to the residual behind its first `order` samples (RFC 9639, section 9.2.5). */
export function addFixed(samples: Samples, order: number, frames: number): void {
  // Each order is the sum of the one below it: differences are added up `order` times.
  let [one, two, three, four] = [0, 0, 0, 0]
  const at = (back: number): number => samples[order - 1 - back] ?? 0
  if (order >= 1) one = at(0)
  if (order >= 2) two = at(0) - at(1)
  if (order >= 3) three = at(0) - 2 * at(1) + at(2)
  if (order >= 4) four = at(0) - 3 * at(1) + 3 * at(2) - at(3)
  for (let frame = order; frame < frames; frame += 1) {
    let value = samples[frame] ?? 0
    if (order >= 4) value = four += value
    if (order >= 3) value = three += value
    if (order >= 2) value = two += value
    if (order >= 1) value = one += value
    samples[frame] = value
  }
}

/**
 * Adds a linear predictor to the residual behind its first samples (RFC 9639, section 9.2.6). `isNarrow` promises that every sum
 * of products fits into 32 bits.
 */
export function addLinear(samples: Samples, coefficients: Int32Array, shift: number, frames: number, isNarrow: boolean): void {
  const order = coefficients.length
  if (isNarrow && samples instanceof Int32Array) {
    if (order <= 8) addShort(samples, coefficients, shift, frames)
    else if (order <= 12) addMiddle(samples, coefficients, shift, frames)
    else addNarrow(samples, coefficients, shift, frames)
    return
  }
  // Products of 33 and 15 bits, 32 of them, are still whole numbers in a double.
  const scale = 2 ** -shift
  for (let frame = order; frame < frames; frame += 1) {
    let sum = 0
    for (let tap = 0; tap < order; tap += 1) sum += (coefficients[tap] ?? 0) * (samples[frame - 1 - tap] ?? 0)
    samples[frame] = (samples[frame] ?? 0) + Math.floor(sum * scale)
  }
}

function addNarrow(samples: Int32Array, coefficients: Int32Array, shift: number, frames: number): void {
  const order = coefficients.length
  for (let frame = order; frame < frames; frame += 1) {
    let sum = 0
    for (let tap = 0; tap < order; tap += 1) sum = (sum + Math.imul(coefficients[tap] ?? 0, samples[frame - 1 - tap] ?? 0)) | 0
    samples[frame] = (samples[frame] ?? 0) + (sum >> shift)
  }
}

// The two below are the loop above for up to 8 and 12 taps, which is what encoders use, two samples at a time and with everything in
// registers: they are several times as fast. Taps that are not there weigh nothing; `| 0` keeps the engine at 32-bit arithmetic.
function addShort(samples: Int32Array, coefficients: Int32Array, shift: number, frames: number): void {
  const past = historyOf(samples, coefficients.length)
  const c0 = (coefficients[0] ?? 0) | 0, c1 = (coefficients[1] ?? 0) | 0, c2 = (coefficients[2] ?? 0) | 0, c3 = (coefficients[3] ?? 0) | 0
  const c4 = (coefficients[4] ?? 0) | 0, c5 = (coefficients[5] ?? 0) | 0, c6 = (coefficients[6] ?? 0) | 0, c7 = (coefficients[7] ?? 0) | 0
  let h0 = (past[0] ?? 0) | 0, h1 = (past[1] ?? 0) | 0, h2 = (past[2] ?? 0) | 0, h3 = (past[3] ?? 0) | 0
  let h4 = (past[4] ?? 0) | 0, h5 = (past[5] ?? 0) | 0, h6 = (past[6] ?? 0) | 0, h7 = (past[7] ?? 0) | 0
  for (let frame = coefficients.length; frame < frames; frame += 2) {
    let one = (Math.imul(c7, h7) + Math.imul(c6, h6)) | 0
    one = (one + ((Math.imul(c5, h5) + Math.imul(c4, h4)) | 0)) | 0
    one = (one + ((Math.imul(c3, h3) + Math.imul(c2, h2)) | 0)) | 0
    one = (one + ((Math.imul(c1, h1)) | 0)) | 0
    one = ((samples[frame] ?? 0) + (((one + Math.imul(c0, h0)) | 0) >> shift)) | 0
    let two = (Math.imul(c7, h6) + Math.imul(c6, h5)) | 0
    two = (two + ((Math.imul(c5, h4) + Math.imul(c4, h3)) | 0)) | 0
    two = (two + ((Math.imul(c3, h2) + Math.imul(c2, h1)) | 0)) | 0
    two = (two + ((Math.imul(c1, h0)) | 0)) | 0
    two = ((samples[frame + 1] ?? 0) + (((two + Math.imul(c0, one)) | 0) >> shift)) | 0
    samples[frame] = one
    if (frame + 1 < frames) samples[frame + 1] = two
    h7 = h5
    h6 = h4
    h5 = h3
    h4 = h2
    h3 = h1
    h2 = h0
    h1 = one
    h0 = two
  }
}

function addMiddle(samples: Int32Array, coefficients: Int32Array, shift: number, frames: number): void {
  const past = historyOf(samples, coefficients.length)
  const c0 = (coefficients[0] ?? 0) | 0, c1 = (coefficients[1] ?? 0) | 0, c2 = (coefficients[2] ?? 0) | 0, c3 = (coefficients[3] ?? 0) | 0
  const c4 = (coefficients[4] ?? 0) | 0, c5 = (coefficients[5] ?? 0) | 0, c6 = (coefficients[6] ?? 0) | 0, c7 = (coefficients[7] ?? 0) | 0
  const c8 = (coefficients[8] ?? 0) | 0, c9 = (coefficients[9] ?? 0) | 0, c10 = (coefficients[10] ?? 0) | 0, c11 = (coefficients[11] ?? 0) | 0
  let h0 = (past[0] ?? 0) | 0, h1 = (past[1] ?? 0) | 0, h2 = (past[2] ?? 0) | 0, h3 = (past[3] ?? 0) | 0
  let h4 = (past[4] ?? 0) | 0, h5 = (past[5] ?? 0) | 0, h6 = (past[6] ?? 0) | 0, h7 = (past[7] ?? 0) | 0
  let h8 = (past[8] ?? 0) | 0, h9 = (past[9] ?? 0) | 0, h10 = (past[10] ?? 0) | 0, h11 = (past[11] ?? 0) | 0
  for (let frame = coefficients.length; frame < frames; frame += 2) {
    let one = (Math.imul(c11, h11) + Math.imul(c10, h10)) | 0
    one = (one + ((Math.imul(c9, h9) + Math.imul(c8, h8)) | 0)) | 0
    one = (one + ((Math.imul(c7, h7) + Math.imul(c6, h6)) | 0)) | 0
    one = (one + ((Math.imul(c5, h5) + Math.imul(c4, h4)) | 0)) | 0
    one = (one + ((Math.imul(c3, h3) + Math.imul(c2, h2)) | 0)) | 0
    one = (one + ((Math.imul(c1, h1)) | 0)) | 0
    one = ((samples[frame] ?? 0) + (((one + Math.imul(c0, h0)) | 0) >> shift)) | 0
    let two = (Math.imul(c11, h10) + Math.imul(c10, h9)) | 0
    two = (two + ((Math.imul(c9, h8) + Math.imul(c8, h7)) | 0)) | 0
    two = (two + ((Math.imul(c7, h6) + Math.imul(c6, h5)) | 0)) | 0
    two = (two + ((Math.imul(c5, h4) + Math.imul(c4, h3)) | 0)) | 0
    two = (two + ((Math.imul(c3, h2) + Math.imul(c2, h1)) | 0)) | 0
    two = (two + ((Math.imul(c1, h0)) | 0)) | 0
    two = ((samples[frame + 1] ?? 0) + (((two + Math.imul(c0, one)) | 0) >> shift)) | 0
    samples[frame] = one
    if (frame + 1 < frames) samples[frame + 1] = two
    h11 = h9
    h10 = h8
    h9 = h7
    h8 = h6
    h7 = h5
    h6 = h4
    h5 = h3
    h4 = h2
    h3 = h1
    h2 = h0
    h1 = one
    h0 = two
  }
}

/** The first `order` samples, the last one first. */
const historyOf = (samples: Int32Array, order: number): Int32Array => samples.slice(0, order).reverse()
