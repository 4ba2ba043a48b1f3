import { toFold } from '../../../shared/domain/mix'

/** Where the sum goes and how loud each of its frames is: one gain a frame and side. */
export interface MixTarget {
  left: Float32Array
  right: Float32Array
  leftGains: Float32Array
  rightGains: Float32Array
}

/** Adds `frames` interleaved frames of `source` to `target` from frame `at`; answers the highest peak of what it added. */
export function addStem(source: Float32Array, sourceFrame: number, channels: number, target: MixTarget, at: number, frames: number): number {
  const { left, right, leftGains, rightGains } = target
  let peak = 0
  for (let channel = 0; channel < channels; channel += 1) {
    const [toLeft, toRight] = toFold(channel, channels)
    let from = sourceFrame * channels + channel
    for (let index = at; index < at + frames; index += 1, from += channels) {
      const sample = source[from] ?? 0
      if (toLeft !== 0) {
        const added = sample * (leftGains[index] ?? 0) * toLeft
        left[index] = (left[index] ?? 0) + added
        if (added > peak) peak = added
        else if (-added > peak) peak = -added
      }
      if (toRight !== 0) {
        const added = sample * (rightGains[index] ?? 0) * toRight
        right[index] = (right[index] ?? 0) + added
        if (added > peak) peak = added
        else if (-added > peak) peak = -added
      }
    }
  }
  return peak
}
