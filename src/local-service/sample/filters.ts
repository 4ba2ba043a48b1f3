import { SAMPLE_RATE_HZ } from './stereo'

/** A one-sample-at-a-time filter with memory. */
export type Filter = (sample: number) => number

/** First-order low-pass, -6 dB per octave above `cutoffHz`. */
export function createLowPass(cutoffHz: number): Filter {
  const keep = Math.exp((-2 * Math.PI * cutoffHz) / SAMPLE_RATE_HZ)
  let held = 0
  return (sample) => {
    held = sample + keep * (held - sample)
    return held
  }
}

/** First-order high-pass, -6 dB per octave below `cutoffHz`. */
export function createHighPass(cutoffHz: number): Filter {
  const low = createLowPass(cutoffHz)
  return (sample) => sample - low(sample)
}

/** Second-order band-pass around `centreHz` with unit gain there; `widthHz` between its -3 dB points. */
export function createBandPass(centreHz: number, widthHz: number): Filter {
  const radius = Math.exp((-Math.PI * widthHz) / SAMPLE_RATE_HZ)
  const turn = 2 * radius * Math.cos((2 * Math.PI * centreHz) / SAMPLE_RATE_HZ)
  const gain = (1 - radius * radius) / 2
  let input1 = 0
  let input2 = 0
  let output1 = 0
  let output2 = 0
  return (sample) => {
    const output = gain * (sample - input2) + turn * output1 - radius * radius * output2
    input2 = input1
    input1 = sample
    output2 = output1
    output1 = output
    return output
  }
}

/** Second-order low-pass whose cutoff (Hz) may change with every sample: a trapezoidal state-variable filter. */
export function createSweptLowPass(damping: number): (sample: number, cutoffHz: number) => number {
  let first = 0
  let second = 0
  return (sample, cutoffHz) => {
    const g = Math.tan((Math.PI * Math.min(cutoffHz, 0.45 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ)
    const band = (g * (sample - second) + first) / (1 + g * (g + damping))
    const low = second + g * band
    first = 2 * band - first
    second = 2 * low - second
    return low
  }
}
