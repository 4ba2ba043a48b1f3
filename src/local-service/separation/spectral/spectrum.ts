/** The spectrum of one channel of one frame: bins 0 (DC) to frameSize/2 (Nyquist). */
export interface ChannelSpectrum {
  readonly re: Float64Array
  readonly im: Float64Array
}

/** One frame: a spectrum per channel. */
export type Spectrum = readonly ChannelSpectrum[]

/** An all-zero spectrum of frameSize/2 + 1 bins per channel. */
export function createSpectrum(channels: number, frameSize: number): Spectrum {
  const bins = frameSize / 2 + 1
  return Array.from({ length: channels }, () => ({ re: new Float64Array(bins), im: new Float64Array(bins) }))
}

/** Writes `source` weighted bin by bin with `mask` (0..1) into `target`; both have the same channels. */
export function applyMask(source: Spectrum, mask: Float64Array, target: Spectrum): void {
  source.forEach((from, channel) => {
    const to = target[channel]
    if (!to) return
    for (let bin = 0; bin < mask.length; bin++) {
      const weight = mask[bin] ?? 0
      to.re[bin] = (from.re[bin] ?? 0) * weight
      to.im[bin] = (from.im[bin] ?? 0) * weight
    }
  })
}

/** Magnitude per bin over all channels together (root of the summed power), written into `target`. */
export function jointMagnitude(spectrum: Spectrum, target: Float32Array): void {
  for (let bin = 0; bin < target.length; bin++) {
    let power = 0
    for (const channel of spectrum) {
      const re = channel.re[bin] ?? 0
      const im = channel.im[bin] ?? 0
      power += re * re + im * im
    }
    target[bin] = Math.sqrt(power)
  }
}
