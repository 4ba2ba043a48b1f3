import type { PlanarBlock } from '../../codecs/types'
import type { StemBlocks } from './types'

/**
 * Rounds all stems of one job to integer samples of `bits` (16 or 24; full scale is 2^(bits-1)) so that the rounded
 * stems add up to the rounded sum exactly: what one stem loses by rounding, the next one takes. A stem that is louder
 * than full scale is clamped and its excess goes into the stems that still have room, so the sum holds even then; a
 * sum beyond full scale is clamped like any input would be. Gives back floats that lie exactly on the integer grid,
 * ready for a writer of that depth.
 */
export function quantiseTogether(stems: StemBlocks, bits: 16 | 24): StemBlocks {
  const scale = 2 ** (bits - 1)
  const output = stems.map((block) => block.map((samples) => new Float32Array(samples.length)))
  const rounded = new Float64Array(stems.length)
  stems[0]?.forEach((first, channel) => {
    for (let frame = 0; frame < first.length; frame++) {
      quantiseFrame(stems, channel, frame, scale, rounded)
      output.forEach((block, stem) => {
        const samples = block[channel]
        if (samples) samples[frame] = (rounded[stem] ?? 0) / scale
      })
    }
  })
  return output
}

function quantiseFrame(stems: StemBlocks, channel: number, frame: number, scale: number, rounded: Float64Array): void {
  let sum = 0
  let given = 0
  for (let stem = 0; stem < stems.length; stem++) {
    sum += sampleAt(stems[stem], channel, frame) * scale
    const value = clamp(Math.round(sum) - given, scale)
    rounded[stem] = value
    given += value
  }
  // Only after clamping something can be missing still: it goes to whoever has room, the last stem first.
  let missing = clamp(Math.round(sum), scale) - given
  for (let stem = stems.length - 1; stem >= 0 && missing !== 0; stem--) {
    const former = rounded[stem] ?? 0
    const value = clamp(former + missing, scale)
    rounded[stem] = value
    missing -= value - former
  }
}

function sampleAt(block: PlanarBlock | undefined, channel: number, frame: number): number {
  return block?.[channel]?.[frame] ?? 0
}

function clamp(value: number, scale: number): number {
  return Math.min(scale - 1, Math.max(-scale, value))
}
