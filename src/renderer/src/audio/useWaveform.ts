import { useLayoutEffect, useRef, type RefObject } from 'react'
import { createWaveform, type Waveform, type WaveformParts, type WaveformShape } from './createWaveform'
import type { PeakLevels } from './peakLevels'

export interface WaveformOptions extends WaveformParts, Omit<WaveformShape, 'peaks'> {
  /** Null while there is nothing to draw. */
  readonly peaks: PeakLevels | null
}

/** Draws what is in view of one stem into the element of the answer, and how far it has been heard. */
export function useWaveform({ player, stem, view, peaks, scale, colors, heightPx }: WaveformOptions): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  const waveform = useRef<Waveform | null>(null)
  const { wave, progress } = colors
  // Before the page is painted: the lanes' first frame shows their waveforms.
  useLayoutEffect(() => {
    const container = ref.current
    if (container === null) return
    const own = createWaveform(container, { player, stem, view, colors: { wave, progress } })
    waveform.current = own
    return () => { own.end() }
  }, [player, stem, view, wave, progress])
  // Finer peaks, another scale or height are another picture in the same place.
  useLayoutEffect(() => {
    if (peaks !== null) waveform.current?.show({ peaks, scale, heightPx })
  }, [player, stem, view, wave, progress, peaks, scale, heightPx])
  return ref
}
