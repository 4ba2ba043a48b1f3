/** The part of fourier-transform 2.5 used here; the library ships no types of its own. */
declare module 'fourier-transform' {
  /** Half-complex transform of a real signal of 2^n samples into [re, im] of 2^(n-1)+1 bins each, not normalised. */
  export function fft(
    input: Float64Array,
    output: readonly [re: Float64Array, im: Float64Array]
  ): readonly [Float64Array, Float64Array]
  /** Inverse of `fft`, normalised by 1/N; leaves its input as it is. */
  export function ifft(re: Float64Array, im: Float64Array, output: Float64Array): Float64Array
}
