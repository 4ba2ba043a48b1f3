import { useEffect, useState } from 'react'
import type { StudioSession } from '../../../shared/domain/studio'
import { loadOutlines, type SessionOutlines } from './outlines'

/** The outlines of a session's stems; null until all of them have been read. */
export function useOutlines(session: StudioSession): SessionOutlines | null {
  const [loaded, setLoaded] = useState<{ readonly of: StudioSession; readonly outlines: SessionOutlines } | null>(null)
  useEffect(() => {
    const leaving = new AbortController()
    loadOutlines(session, leaving.signal)
      .then((outlines) => { setLoaded({ of: session, outlines }) })
      .catch((error: unknown) => { if (!leaving.signal.aborted) console.error('the waveforms could not be read', error) })
    return () => { leaving.abort() }
  }, [session])
  return loaded?.of === session ? loaded.outlines : null
}
