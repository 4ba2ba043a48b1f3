import { useEffect, useMemo, useState } from 'react'
import type { StudioSession } from '../../../shared/domain/studio'
import { loadPeaks, outlinesOf, type SessionPeaks } from './sessionPeaks'

/** A busy window does not hold up the fine peaks for longer. */
const LONGEST_REST_MS = 2_000

/** The peaks of a session's stems: what came with it at once, the rest as it arrives. */
export function usePeaks(session: StudioSession): SessionPeaks {
  const outlines = useMemo(() => outlinesOf(session), [session])
  const [loaded, setLoaded] = useState<{ readonly of: StudioSession; readonly peaks: SessionPeaks } | null>(null)
  useEffect(() => {
    const leaving = new AbortController()
    let request = 0
    // The outlines are all there is to see of a whole song: what is finer must not hold them up.
    const rested = new Promise<void>((resolve) => { request = requestIdleCallback(() => { resolve() }, { timeout: LONGEST_REST_MS }) })
    loadPeaks(session, outlines, rested, (peaks) => { setLoaded({ of: session, peaks }) }, leaving.signal)
      .catch((error: unknown) => { if (!leaving.signal.aborted) console.error('the waveforms could not be read', error) })
    return () => {
      leaving.abort()
      cancelIdleCallback(request)
    }
  }, [session, outlines])
  return loaded?.of === session ? loaded.peaks : outlines
}
