const EXPONENT_BIAS = 16_383
const FRACTION_BITS = 63

/**
 * An 80-bit extended number (IEEE Standard Apple Numerics, chapter 2): sign, 15 bits of exponent, 64 of which the first is the
 * whole one. Infinity where a double has no room; NaN for what is no number.
 */
export function readExtended(view: DataView, at: number): number {
  const head = view.getUint16(at)
  const exponent = head & 0x7fff
  if (exponent === 0x7fff) return Number.NaN
  const mantissa = view.getUint32(at + 2) * 2 ** 32 + view.getUint32(at + 6)
  return (head & 0x8000 ? -1 : 1) * mantissa * 2 ** (exponent - EXPONENT_BIAS - FRACTION_BITS)
}
