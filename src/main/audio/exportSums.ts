import { toFold } from '../../shared/domain/mix'
import type { ExportPiece } from './exportInput'

/** Weight of each input channel in each output channel. */
export type Weights = readonly (readonly number[])[]

/** One stem on its own: every channel stays where it is. */
export const straightWeights = (channels: number, gain: number): Weights =>
  Array.from({ length: channels }, (_, from) => Array.from({ length: channels }, (__, to) => (from === to ? gain : 0)))

/** One stem in the stereo mix, weighted by what is heard of it left and right. */
export const mixWeights = (channels: number, left: number, right: number): Weights =>
  Array.from({ length: channels }, (_, channel) => {
    const [toLeft, toRight] = toFold(channel, channels)
    return [toLeft * left, toRight * right]
  })

/** Whether whole 16-bit steps stay whole steps. */
export const areUnity = (weights: Weights): boolean => weights.every((row) => row.every((weight) => weight === 0 || weight === 1))

/**
 * Adds a piece to interleaved sums of `outputs` channels from their start. Sums are doubles: the mix is exact until it is
 * rounded once, at the end.
 */
export function addPiece(sums: Float64Array, outputs: number, { samples, scale, frames }: ExportPiece, weights: Weights): void {
  const inputs = weights.length
  const [first = [], second = []] = weights
  if (inputs === 2 && outputs === 2 && first[1] === 0 && second[0] === 0) {
    const left = (first[0] ?? 0) * scale
    const right = (second[1] ?? 0) * scale
    // Two bodies, so that each sees one kind of array: that is twice as fast.
    if (samples instanceof Int16Array) addStereoIntegers(sums, samples, frames * 2, left, right)
    else addStereoFloats(sums, samples, frames * 2, left, right)
    return
  }
  weights.forEach((row, input) => {
    row.forEach((weight, output) => {
      const factor = weight * scale
      if (factor === 0) return
      for (let frame = 0, from = input, to = output; frame < frames; frame += 1, from += inputs, to += outputs) {
        sums[to] = (sums[to] ?? 0) + (samples[from] ?? 0) * factor
      }
    })
  })
}

function addStereoIntegers(sums: Float64Array, samples: Int16Array, count: number, left: number, right: number): void {
  for (let at = 0; at < count; at += 2) {
    sums[at] = (sums[at] ?? 0) + (samples[at] ?? 0) * left
    sums[at + 1] = (sums[at + 1] ?? 0) + (samples[at + 1] ?? 0) * right
  }
}

function addStereoFloats(sums: Float64Array, samples: Float32Array, count: number, left: number, right: number): void {
  for (let at = 0; at < count; at += 2) {
    sums[at] = (sums[at] ?? 0) + (samples[at] ?? 0) * left
    sums[at + 1] = (sums[at + 1] ?? 0) + (samples[at + 1] ?? 0) * right
  }
}

/** The greatest distance from zero among the first `count` sums. */
export function peakOf(sums: Float64Array, count: number): number {
  let peak = 0
  for (let at = 0; at < count; at += 1) {
    const value = sums[at] ?? 0
    if (value > peak) peak = value
    else if (-value > peak) peak = -value
  }
  return peak
}
