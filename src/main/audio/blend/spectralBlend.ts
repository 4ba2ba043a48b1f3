import { fft, ifft } from 'fourier-transform'
import { frameCount } from '../../../codecs/planar'
import type { PlanarBlock } from '../../../codecs/types'
import type { BlendMethod } from '../../../shared/domain/ensemble'
import type { Blender } from './blender'
import { createChooser, type Bins } from './chooseBins'

/** 93 ms at 44.1 kHz, as long at other rates: long enough to tell partials apart, short enough for consonants. */
const FRAMES_AT_44_KHZ = 4096
const OVERLAP = 4
/** What squared periodic Hann windows add up to at this overlap. */
const WINDOW_GAIN = 1.5

export const frameSizeAt = (sampleRateHz: number): number =>
  FRAMES_AT_44_KHZ * 2 ** Math.max(-3, Math.min(3, Math.round(Math.log2(sampleRateHz / 44_100))))

/**
 * Blends spectra: Hann-windowed short-time transforms of every source at 75 % overlap, one spectrum of them (chooseBins.ts),
 * and overlap-add back, which is exact where nothing was changed (Allen and Rabiner, "A unified approach to short-time
 * Fourier analysis and synthesis", Proc. IEEE 65(11), 1977). Memory is one window a source.
 */
export function createSpectralBlend(method: Exclude<BlendMethod, 'mean'>, sources: number, channels: number, frameSize: number): Blender {
  const hop = frameSize / OVERLAP
  const window = Float64Array.from({ length: frameSize }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / frameSize))
  const windowed = new Float64Array(frameSize)
  const perChannel = <T>(make: () => T): T[] => Array.from({ length: channels }, make)
  const toBins = (): Bins => ({ re: new Float64Array(frameSize / 2 + 1), im: new Float64Array(frameSize / 2 + 1) })
  const held = Array.from({ length: sources }, () => perChannel(() => new Float32Array(frameSize)))
  const spectra = Array.from({ length: sources }, () => perChannel(toBins))
  const blended = perChannel(toBins)
  const sums = perChannel(() => new Float64Array(frameSize))
  const choose = createChooser(method, sources, frameSize / 2 + 1)
  let fill = 0
  let taken = 0
  /** Where in the song the next finished hop lies; below 0 while the first window fills. */
  let position = hop - frameSize

  function takeIn(blocks: readonly PlanarBlock[], from: number, count: number): void {
    held.forEach((channelsHeld, source) => {
      channelsHeld.forEach((samples, channel) => {
        if (fill === 0) samples.copyWithin(0, hop)
        const target = frameSize - hop + fill
        const block = blocks[source]?.[channel]
        for (let at = 0; at < count; at += 1) {
          const sample = block?.[from + at] ?? 0
          samples[target + at] = Number.isFinite(sample) ? sample : 0
        }
      })
    })
    fill += count
  }

  function blendWindow(): void {
    held.forEach((channelsHeld, source) => {
      channelsHeld.forEach((samples, channel) => {
        const bins = spectra[source]?.[channel]
        if (!bins) return
        for (let at = 0; at < frameSize; at += 1) windowed[at] = (samples[at] ?? 0) * (window[at] ?? 0)
        fft(windowed, [bins.re, bins.im])
      })
    })
    choose(spectra, blended)
    blended.forEach(({ re, im }, channel) => {
      const sum = sums[channel]
      if (!sum) return
      ifft(re, im, windowed)
      for (let at = 0; at < frameSize; at += 1) sum[at] = (sum[at] ?? 0) + ((windowed[at] ?? 0) * (window[at] ?? 0)) / WINDOW_GAIN
    })
  }

  /** Moves the finished hop into the output, as far as it lies in the song, and the sums on. */
  function putOut(output: readonly Float32Array[], outputStart: number): void {
    sums.forEach((sum, channel) => {
      const samples = output[channel]
      const first = Math.max(0, outputStart - position)
      const last = Math.min(hop, outputStart + (samples?.length ?? 0) - position)
      if (samples && last > first) samples.set(sum.subarray(first, last), position + first - outputStart)
      sum.copyWithin(0, hop)
      sum.fill(0, frameSize - hop)
    })
    position += hop
    fill = 0
  }

  function advance(blocks: readonly PlanarBlock[], frames: number, end: number): PlanarBlock {
    const start = Math.max(0, position)
    const hops = Math.floor((fill + frames) / hop)
    const output = perChannel(() => new Float32Array(Math.max(0, Math.min(position + hops * hop, end) - start)))
    for (let read = 0; read < frames;) {
      const count = Math.min(hop - fill, frames - read)
      takeIn(blocks, read, count)
      read += count
      if (fill < hop) break
      blendWindow()
      putOut(output, start)
    }
    return output
  }

  return {
    push(blocks) {
      const frames = frameCount(blocks[0] ?? [])
      taken += frames
      return advance(blocks, frames, Number.POSITIVE_INFINITY)
    },
    // Silence behind the end pushes the last windows through.
    finish: () => advance([], Math.ceil((taken - position) / hop) * hop - fill, taken)
  }
}
