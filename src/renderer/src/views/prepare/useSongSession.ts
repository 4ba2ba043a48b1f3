import { useCallback, useEffect, useState } from 'react'
import type { StudioSession } from '../../../../shared/domain/studio'
import type { ErrorInfo } from '../../../../shared/errors/appError'
import { call, errorInfoOf } from '../../bridge/client'
import { attempt } from '../../stores/notices'

export type SongSession =
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly session: StudioSession; readonly reopen: () => Promise<void> }
  | { readonly status: 'failed'; readonly error: ErrorInfo }

/** The song of an input, opened for listening until this is left. */
export function useSongSession(inputId: string): SongSession {
  const [state, setState] = useState<{ readonly session?: StudioSession; readonly error?: ErrorInfo }>({})
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let left = false
    let jobId: string | null = null
    const close = (id: string): void => { void attempt(() => call('studio:close', { jobId: id })) }
    call('inputs:listen', { inputId }).then(
      (session) => {
        if (left) return close(session.jobId)
        jobId = session.jobId
        setState({ session })
      },
      (error: unknown) => { if (!left) setState({ error: errorInfoOf(error) }) }
    )
    return () => {
      left = true
      if (jobId !== null) close(jobId)
    }
  }, [inputId, turn])
  const reopen = useCallback(async () => { setTurn((before) => before + 1) }, [])
  if (state.error !== undefined) return { status: 'failed', error: state.error }
  return state.session === undefined ? { status: 'opening' } : { status: 'open', session: state.session, reopen }
}
