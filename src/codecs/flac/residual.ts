import type { Bits } from './bits'

/** Samples of one channel; doubles only for streams of more than 30 bits, whose differences need 33. */
export type Samples = Int32Array | Float64Array

/** Reads the residual of a predicted subframe into [order, frames) (RFC 9639, section 9.2.7). False when it is broken. */
export function readResidual(bits: Bits, samples: Samples, order: number, frames: number): boolean {
  const method = bits.read(2)
  if (method > 1) return false
  const parameterBits = method + 4
  const escape = (1 << parameterBits) - 1
  const partitions = 1 << bits.read(4)
  const partitionFrames = frames / partitions
  if (!Number.isInteger(partitionFrames) || partitionFrames < order) return false
  for (let partition = 0, from = order; partition < partitions; partition += 1) {
    const to = (partition + 1) * partitionFrames
    const parameter = bits.read(parameterBits)
    if (parameter === escape) readPlain(bits, samples, from, to)
    else readRice(bits, samples, from, to, parameter)
    from = to
  }
  return true
}

function readPlain(bits: Bits, samples: Samples, from: number, to: number): void {
  const width = bits.read(5)
  for (let frame = from; frame < to; frame += 1) samples[frame] = width === 0 ? 0 : bits.readSigned(width)
}

// Most of a file's time is spent here: a code that lies in the next 25 bits, nearly every one, is taken with one read.
function readRice(bits: Bits, samples: Samples, from: number, to: number, parameter: number): void {
  const { view } = bits
  let at = bits.at
  for (let frame = from; frame < to; frame += 1) {
    const window = view.getUint32(at >>> 3) << (at & 7)
    const zeros = Math.clz32(window)
    let folded: number
    if (zeros + parameter < 25) {
      // The 1 behind the zeros is masked out; `parameter` bits follow it.
      folded = (zeros << parameter) | (((window << zeros) & 0x7fff_ffff) >>> (31 - parameter))
      at += zeros + parameter + 1
    } else {
      bits.at = at
      const quotient = bits.readUnary()
      const high = bits.read(parameter >> 1)
      folded = (quotient << parameter) | (high << (parameter - (parameter >> 1))) | bits.read(parameter - (parameter >> 1))
      at = bits.at
    }
    samples[frame] = (folded >>> 1) ^ -(folded & 1)
  }
  bits.at = at
}
