import { useEffect, useState } from 'react'
import type { StudioSession } from '../../../shared/domain/studio'
import { loadPeaks, type SessionPeaks } from './sessionPeaks'

/** The peaks of a session's stems; null until all of them have been read. */
export function usePeaks(session: StudioSession): SessionPeaks | null {
  const [loaded, setLoaded] = useState<{ readonly of: StudioSession; readonly peaks: SessionPeaks } | null>(null)
  useEffect(() => {
    const leaving = new AbortController()
    loadPeaks(session, leaving.signal)
      .then((peaks) => { setLoaded({ of: session, peaks }) })
      .catch((error: unknown) => { if (!leaving.signal.aborted) console.error('the waveforms could not be read', error) })
    return () => { leaving.abort() }
  }, [session])
  return loaded?.of === session ? loaded.peaks : null
}
