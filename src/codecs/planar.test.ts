import { expect, it } from 'vitest'
import { toIntegers } from './planar'

it.each([[16, 0x8000], [24, 0x80_0000]] as const)('floats become the nearest of %i bits, halves away from zero, ends clamped, NaN silent', (bits, scale) => {
  const wanted = [0, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 1234.5, scale - 1.5, scale - 1.25, scale - 1, scale - 0.5, scale, 3 * scale, Number.POSITIVE_INFINITY]
  const values = Float32Array.from([...wanted, ...wanted.map((value) => -value)], (value) => value / scale)
  const expected = Array.from(values, (value) => {
    const rounded = Math.sign(value) * Math.round(Math.abs(value) * scale)
    return Math.max(-scale, Math.min(scale - 1, rounded)) + 0
  })
  expect([...toIntegers(values, bits)]).toEqual(expected)
  expect([...toIntegers(Float32Array.of(Number.NaN, 2 ** -149, -(2 ** -149)), bits)]).toEqual([0, 0, 0])
})
