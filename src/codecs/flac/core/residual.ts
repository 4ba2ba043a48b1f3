import { at, base, end, has, isOver, moveTo, read, readSigned, readUnary } from './bits'

/** Reads the residual of a predicted subframe into [order, frames) (RFC 9639, section 9.2.7). False when it is broken. */
export function readResidual<T>(samples: usize, order: u32, frames: u32): bool {
  const method = <u32>read(2)
  if (method > 1) return false
  const parameterBits = method + 4
  const escape = (1 << parameterBits) - 1
  const partitions = <u32>1 << <u32>read(4)
  const partitionFrames = frames / partitions
  if (partitionFrames * partitions !== frames || partitionFrames < order) return false
  for (let partition: u32 = 0, from = order; partition < partitions; partition += 1) {
    const to = (partition + 1) * partitionFrames
    const parameter = <u32>read(parameterBits)
    const isWhole = parameter === escape ? readPlain<T>(samples, from, to, <u32>read(5)) : readRice<T>(samples, from, to, parameter)
    if (!isWhole) return false
    from = to
  }
  return true
}

/** Samples [from, to) as they are, of so many bits each, 0 for silence. */
export function readPlain<T>(samples: usize, from: u32, to: u32, width: u32): bool {
  if (!has((to - from) * width)) return false
  for (let frame = from; frame < to; frame += 1) {
    store<T>(samples + frame * sizeof<T>(), width === 0 ? <T>0 : <T>readSigned(width))
  }
  return true
}

// Most of a file's time is spent here. The bits ahead lie in a window that is filled up to 56 and more before each few codes, without
// asking whether it must be: that question is what a processor would guess wrong. The way of filling is Giesen's ("Reading bits in far
// too many ways", 2018), where bits behind those that count may already be there and are laid over themselves.
function readRice<T>(samples: usize, from: u32, to: u32, parameter: u32): bool {
  const limit = base + (end >> 3) + 8
  const last = samples + to * sizeof<T>()
  // So many codes of usual length fit into what a filled window has.
  const group = max<u32>(1, min<u32>(4, 56 / (parameter + 4))) * sizeof<T>()
  let target = samples + from * sizeof<T>()
  let next = base + (at >> 3) + 7
  let window = bswap(load<u64>(next - 7)) << (at & 7)
  let left: u32 = 56 - (at & 7)
  while (target < last) {
    if (next > limit) return false
    window |= bswap(load<u64>(next)) >> left
    next += (63 - left) >> 3
    left |= 56
    for (const stop = min(target + group, last); target < stop; target += sizeof<T>()) {
      const zeros = <u32>clz(window)
      const length = zeros + 1 + parameter
      if (length > left) {
        moveTo(<u32>(next - base) * 8 - left)
        const quotient = readUnary()
        const folded = (quotient << parameter) | <u32>read(parameter)
        if (isOver()) return false
        store<T>(target, unfolded<T>(folded))
        target += sizeof<T>()
        next = base + (at >> 3) + 7
        window = bswap(load<u64>(next - 7)) << (at & 7)
        left = 56 - (at & 7)
        break
      }
      // The 1 behind the zeros comes along and is one too many of what they count.
      store<T>(target, unfolded<T>(<u32>((window << zeros) >> (63 - parameter)) + ((zeros - 1) << parameter)))
      window <<= length
      left -= length
    }
  }
  moveTo(<u32>(next - base) * 8 - left)
  return !isOver()
}

// @ts-ignore: decorator
@inline function unfolded<T>(folded: u32): T {
  return <T>(<i32>(folded >> 1) ^ -<i32>(folded & 1))
}
