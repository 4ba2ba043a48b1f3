/** How much of a frequency in Hz there is in samples: the length of their sum with a turning arrow. */
export function powerAt(samples: Float32Array, hertz: number, rateHz: number): number {
  let [real, imaginary] = [0, 0]
  samples.forEach((sample, frame) => {
    real += sample * Math.cos((2 * Math.PI * hertz * frame) / rateHz)
    imaginary += sample * Math.sin((2 * Math.PI * hertz * frame) / rateHz)
  })
  return Math.hypot(real, imaginary)
}
