// Bits of a frame, the most significant of each byte first. Eight bytes are read at once, so as many must follow the last.

/** Where the bytes are. */
export let base: usize = 0
/** The next bit, counted from `base`. */
export let at: u32 = 0
/** Behind the last bit. Reading past it answers something; whoever reads asks `isOver` before it is believed. */
export let end: u32 = 0

// A window of eight bytes has at least so many bits from any bit on.
const WINDOW_BITS: u32 = 57

export function begin(bytes: usize, fromBit: u32, endBit: u32): void {
  base = bytes
  at = fromBit
  end = endBit
}

export function moveTo(bit: u32): void {
  at = bit
}

// @ts-ignore: decorator
@inline export function isOver(): bool {
  return at > end
}

/** Whether so many bits are left. */
// @ts-ignore: decorator
@inline export function has(bits: u32): bool {
  return !isOver() && bits <= end - at
}

// @ts-ignore: decorator
@inline export function peek(): u64 {
  return bswap(load<u64>(base + (at >> 3))) << (at & 7)
}

/** The next 0..57 bits. */
export function read(count: u32): u64 {
  if (count === 0) return 0
  const value = peek() >> (64 - count)
  at += count
  return value
}

/** The next 1..57 bits as a number with a sign (two's complement). */
export function readSigned(count: u32): i64 {
  const value = <i64>peek() >> (64 - count)
  at += count
  return value
}

/** How many bits are 0 before the next 1, which is taken as well. */
export function readUnary(): u32 {
  let zeros: u32 = 0
  while (!isOver()) {
    const here = <u32>clz(peek())
    if (here < WINDOW_BITS) {
      at += here + 1
      return zeros + here
    }
    zeros += WINDOW_BITS
    at += WINDOW_BITS
  }
  return zeros
}
