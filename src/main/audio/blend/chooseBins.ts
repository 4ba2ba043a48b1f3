import type { BlendMethod } from '../../../shared/domain/ensemble'

/** One channel's spectrum: bins from DC to Nyquist. */
export interface Bins {
  readonly re: Float64Array
  readonly im: Float64Array
}

/** Writes one spectrum made of several (source, then channel) into `target` (channel). */
export type Choose = (spectra: readonly (readonly Bins[])[], target: readonly Bins[]) => void

/**
 * Chooses bin by bin, by magnitude: the source whose bin is the smallest, the largest, or in the middle gives it whole, with
 * its own phase and in all channels, so that a bin keeps the place it has in one source's stereo image. The middle of an
 * even number is the mean of the two there.
 * The median is taken of bins and not of samples: of samples, whatever is loudest would decide for everything beneath it,
 * and each change of the deciding source would be a corner in the wave.
 */
export function createChooser(method: Exclude<BlendMethod, 'mean'>, sources: number, bins: number): Choose {
  const powers = Array.from({ length: sources }, () => new Float64Array(bins))
  const order = new Uint8Array(sources)
  // The two places in the order whose mean is taken; one place twice is that source alone.
  const last = sources - 1
  const [low, high] = method === 'smallest' ? [0, 0] : method === 'largest' ? [last, last] : [Math.floor(last / 2), Math.ceil(last / 2)]

  return (spectra, target) => {
    spectra.forEach((channels, source) => { if (powers[source]) addPowers(channels, powers[source]) })
    for (let bin = 0; bin < bins; bin += 1) {
      sortSources(order, powers, bin)
      const one = spectra[order[low] ?? 0]
      const other = spectra[order[high] ?? 0]
      for (let channel = 0; channel < target.length; channel += 1) {
        const to = target[channel]
        const from = one?.[channel]
        const and = other?.[channel]
        if (!to || !from || !and) continue
        to.re[bin] = low === high ? (from.re[bin] ?? 0) : ((from.re[bin] ?? 0) + (and.re[bin] ?? 0)) / 2
        to.im[bin] = low === high ? (from.im[bin] ?? 0) : ((from.im[bin] ?? 0) + (and.im[bin] ?? 0)) / 2
      }
    }
  }
}

function addPowers(channels: readonly Bins[], powers: Float64Array): void {
  powers.fill(0)
  for (const { re, im } of channels) {
    for (let bin = 0; bin < powers.length; bin += 1) powers[bin] = (powers[bin] ?? 0) + (re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2
  }
}

/** Orders the sources by the power of one bin, the least first; of equals the earlier one comes first. */
function sortSources(order: Uint8Array, powers: readonly Float64Array[], bin: number): void {
  for (let source = 0; source < order.length; source += 1) {
    const power = powers[source]?.[bin] ?? 0
    let at = source
    for (; at > 0; at -= 1) {
      const before = order[at - 1] ?? 0
      if ((powers[before]?.[bin] ?? 0) <= power) break
      order[at] = before
    }
    order[at] = source
  }
}
