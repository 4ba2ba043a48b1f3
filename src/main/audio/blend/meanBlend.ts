import { frameCount } from '../../../codecs/planar'
import type { PlanarBlock } from '../../../codecs/types'
import type { Blender } from './blender'

/**
 * The weighted mean of every sample, summed in doubles and rounded once: what all sources share stays bit for bit, what is
 * wrong in each its own way falls by 3 dB with every doubling of their number. That estimates of several models are better
 * together: Uhlich et al., "Improving music source separation based on deep neural networks through data augmentation and
 * network blending", ICASSP 2017. Weights are relative and above 0.
 */
export function createMeanBlend(weights: readonly number[], channels: number): Blender {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return {
    push(blocks) {
      const frames = frameCount(blocks[0] ?? [])
      return Array.from({ length: channels }, (_, channel) => {
        const sums = new Float64Array(frames)
        blocks.forEach((block, source) => {
          const samples = block[channel]
          const weight = weights[source] ?? 0
          if (samples) for (let at = 0; at < frames; at += 1) sums[at] = (sums[at] ?? 0) + finite(samples[at]) * weight
        })
        return Float32Array.from(sums, (sum) => sum / whole)
      })
    },
    finish: (): PlanarBlock => Array.from({ length: channels }, () => new Float32Array())
  }
}

/** What is no number is taken as silence, as everywhere in here. */
const finite = (sample = 0): number => (Number.isFinite(sample) ? sample : 0)
