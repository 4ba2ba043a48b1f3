import { useEffect, useRef } from 'react'
import type { StudioSession } from '../../../../shared/domain/studio'
import { startPageDecoding } from '../../audio/pageDecoding'
import { call, errorInfoOf } from '../../bridge/client'
import { useNotices } from '../../stores/notices'

/** Decodes what only the page can while the session is open. `reopen` is called when something of it cannot be heard after all. */
export function useDecoding(session: StudioSession, reopen: () => Promise<void>): void {
  const latest = useRef(reopen)
  useEffect(() => { latest.current = reopen }, [reopen])
  useEffect(
    () =>
      startPageDecoding(session, {
        take: (chunk) => call('studio:takeDecoded', chunk),
        end: (end) => call('studio:endDecoding', end),
        onDone: (allHeard) => { if (!allHeard) void latest.current() },
        onFailed: (error) => { useNotices.getState().add({ kind: 'error', error: errorInfoOf(error) }) }
      }),
    [session]
  )
}
