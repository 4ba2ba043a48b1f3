/**
 * Bits of a stream, the most significant of each byte first. Reading behind the view throws RangeError; a bit may only be
 * asked for when three more bytes follow its own, because four are read at once.
 */
export class Bits {
  /** Where the next bit is, counted from the view's start. */
  at = 0

  constructor(readonly view: DataView) {}

  /** The next 0..25 bits as a whole number. */
  read(count: number): number {
    const window = this.view.getUint32(this.at >>> 3) << (this.at & 7)
    this.at += count
    return count === 0 ? 0 : window >>> (32 - count)
  }

  /** The next 1..33 bits as a number with a sign (two's complement). */
  readSigned(count: number): number {
    const low = Math.min(count, 16)
    const high = this.read(count - low)
    const value = high * 2 ** low + this.read(low)
    return value >= 2 ** (count - 1) ? value - 2 ** count : value
  }

  /** How many bits are 0 before the next 1, which is taken as well. */
  readUnary(): number {
    let zeros = 0
    for (;;) {
      const window = this.view.getUint32(this.at >>> 3) << (this.at & 7)
      const here = Math.clz32(window)
      if (here <= 24) {
        this.at += here + 1
        return zeros + here
      }
      // At least 25 bits of the window are the stream's.
      zeros += 25
      this.at += 25
    }
  }
}
