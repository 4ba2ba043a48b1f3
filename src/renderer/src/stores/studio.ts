import { create } from 'zustand'
import type { SavedMixer } from '../../../shared/domain/savedMixer'
import type { StudioSession } from '../../../shared/domain/studio'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'
import { attempt } from './notices'

export type StudioState =
  | { readonly status: 'closed' }
  | { readonly status: 'opening'; readonly jobId: string }
  | { readonly status: 'open'; readonly jobId: string; readonly session: StudioSession; readonly mixer: SavedMixer | null }
  | { readonly status: 'failed'; readonly jobId: string; readonly error: ErrorInfo }

export const useStudio = create<{ readonly studio: StudioState }>(() => ({ studio: { status: 'closed' } }))

const stillWanted = (jobId: string): boolean => {
  const { studio } = useStudio.getState()
  return studio.status !== 'closed' && studio.jobId === jobId
}

/** Opens a ready job's stems; an answer that comes after the Studio was left is dropped. */
export async function openStudio(jobId: string): Promise<void> {
  useStudio.setState({ studio: { status: 'opening', jobId } })
  try {
    const [session, mixer] = await Promise.all([call('studio:open', { jobId }), call('studio:loadMixer', { jobId })])
    if (stillWanted(jobId)) useStudio.setState({ studio: { status: 'open', jobId, session, mixer } })
  } catch (error) {
    if (stillWanted(jobId)) useStudio.setState({ studio: { status: 'failed', jobId, error: errorInfoOf(error) } })
  }
}

/** Opens them anew, because main found out more about the files. */
export async function reopenStudio(jobId: string): Promise<void> {
  await attempt(() => call('studio:close', { jobId }))
  if (stillWanted(jobId)) await openStudio(jobId)
}

/** Remembers how the job's mixer stands. */
export const saveMixer = (jobId: string, mixer: SavedMixer): Promise<void> => attempt(() => call('studio:saveMixer', { jobId, mixer }))

/** Leaves the Studio; main lets go of what it kept ready for it. */
export async function closeStudio(jobId: string): Promise<void> {
  if (stillWanted(jobId)) useStudio.setState({ studio: { status: 'closed' } })
  await attempt(() => call('studio:close', { jobId }))
}
