import type { StudioSession } from '../../../shared/domain/studio'
import { fetchWindow, FRESH_MEMORY } from './fetchWindow'

/** So many stretches of the song are looked at, evenly spread. */
const STRETCHES = 24
const STRETCH_FRAMES = 4_096

/**
 * How loud what is missing is: the original minus the sum of all stems, in dB against the original, measured on short
 * stretches all over the song. -Infinity when nothing is missing; null when there is no original or it is silent.
 * @throws Error when the samples cannot be read; AbortError
 */
export async function measureDifference(session: StudioSession, signal: AbortSignal): Promise<number | null> {
  const { original, stems, frames, windowUrl } = session
  if (original === null || frames === 0) return null
  const channels = [...stems.map((stem) => stem.channels), original.channels]
  let originalPower = 0
  let missingPower = 0
  for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
    const startFrame = Math.floor((frames * (stretch + 0.5)) / STRETCHES)
    const count = Math.min(STRETCH_FRAMES, frames - startFrame)
    const sources = await fetchWindow({ windowUrl, channels, withOriginal: true, startFrame, frames: count }, signal, FRESH_MEMORY)
    const measured = measureStretch(sources, channels, count)
    originalPower += measured.original
    missingPower += measured.missing
  }
  if (originalPower === 0) return null
  return 10 * Math.log10(missingPower / originalPower)
}

/** Powers of one stretch; the last source is the original. A mono source counts on both sides. */
export function measureStretch(
  sources: readonly Float32Array[],
  channels: readonly number[],
  frames: number
): { readonly original: number; readonly missing: number } {
  const last = sources.length - 1
  const sampleOf = (source: number, frame: number, side: number): number => {
    const count = channels[source] ?? 1
    return sources[source]?.[frame * count + Math.min(side, count - 1)] ?? 0
  }
  let original = 0
  let missing = 0
  for (let frame = 0; frame < frames; frame += 1) {
    for (let side = 0; side < 2; side += 1) {
      const whole = sampleOf(last, frame, side)
      let rest = whole
      for (let stem = 0; stem < last; stem += 1) rest -= sampleOf(stem, frame, side)
      original += whole * whole
      missing += rest * rest
    }
  }
  return { original, missing }
}
