import type { PlanarBlock } from '../../../codecs/types'

/**
 * Scale-invariant signal-to-distortion ratio in dB of an estimate against the true stem, over all channels together;
 * higher is better. J. Le Roux, S. Wisdom, H. Erdogan, J. R. Hershey: "SDR - Half-baked or Well Done?", Proc. IEEE
 * ICASSP, 2019, DOI 10.1109/ICASSP.2019.8683855.
 */
export function siSdr(estimate: PlanarBlock, truth: PlanarBlock): number {
  let product = 0
  let truthPower = 0
  let estimatePower = 0
  truth.forEach((samples, channel) => {
    const estimated = estimate[channel]
    samples.forEach((sample, frame) => {
      const value = estimated?.[frame] ?? 0
      product += value * sample
      truthPower += sample * sample
      estimatePower += value * value
    })
  })
  const targetPower = (product * product) / truthPower
  return 10 * Math.log10(targetPower / (estimatePower - targetPower))
}
