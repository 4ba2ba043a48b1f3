import { has, isOver, read, readSigned, readUnary } from './bits'
import { addFixed, addLinear, addNarrow, coefficients, MOST_TAPS } from './predict'
import { readPlain, readResidual } from './residual'

/** One channel of a frame (RFC 9639, section 9.2), in samples of type T. False when it is broken. */
export function readSubframe<T>(samples: usize, frames: u32, sampleBits: u32): bool {
  if (read(1) !== 0) return false
  const type = <u32>read(6)
  const wasted = read(1) === 0 ? <u32>0 : readUnary() + 1
  if (isOver() || wasted >= sampleBits) return false
  if (!readPrediction<T>(samples, frames, sampleBits - wasted, type)) return false
  if (wasted > 0) {
    for (let frame: u32 = 0; frame < frames; frame += 1) {
      const target = samples + frame * sizeof<T>()
      store<T>(target, load<T>(target) << <T>wasted)
    }
  }
  return true
}

function readPrediction<T>(samples: usize, frames: u32, width: u32, type: u32): bool {
  if (type === 0) {
    if (!has(width)) return false
    const value = <T>readSigned(width)
    for (let frame: u32 = 0; frame < frames; frame += 1) store<T>(samples + frame * sizeof<T>(), value)
    return true
  }
  if (type === 1) return readPlain<T>(samples, 0, frames, width)
  const isLinear = type >= 32
  if (!isLinear && (type < 8 || type > 12)) return false
  const order = isLinear ? type - 31 : type - 8
  if (order > frames || !readPlain<T>(samples, 0, order, width)) return false
  if (!isLinear) {
    if (!readResidual<T>(samples, order, frames)) return false
    addFixed<T>(samples, order, frames)
    return true
  }
  const precision = <u32>read(4) + 1
  const shift = <i32>readSigned(5)
  if (precision > 15 || shift < 0 || !has(order * precision)) return false
  memory.fill(coefficients, 0, MOST_TAPS * 4)
  for (let tap: u32 = 0; tap < order; tap += 1) store<i32>(coefficients + tap * 4, <i32>readSigned(precision))
  if (!readResidual<T>(samples, order, frames)) return false
  const sumBits = width + precision + 32 - <u32>clz<u32>(order - 1)
  if (sizeof<T>() === 4 && sumBits <= 32) addNarrow(samples, order, shift, frames)
  else addLinear<T>(samples, order, shift, frames)
  return true
}
