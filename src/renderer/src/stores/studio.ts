import { create } from 'zustand'
import type { SavedMixer } from '../../../shared/domain/savedMixer'
import type { StudioSession } from '../../../shared/domain/studio'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'
import { goTo, useNavigation } from './navigation'
import { attempt } from './notices'

export type StudioState =
  | { readonly status: 'closed' }
  | { readonly status: 'opening'; readonly jobId: string }
  | { readonly status: 'open'; readonly jobId: string; readonly session: StudioSession; readonly mixer: SavedMixer | null }
  | { readonly status: 'failed'; readonly jobId: string; readonly error: ErrorInfo }

export const useStudio = create<{ readonly studio: StudioState }>(() => ({ studio: { status: 'closed' } }))

/** Set when a job's opening begins; with the waveforms' marks, how long it takes until there is something to see (User Timing). */
const OPEN_MARK = 'studio:open'

/** The job whose view is on screen. */
let shown: string | null = null

const isAbout = (jobId: string): boolean => {
  const { studio } = useStudio.getState()
  return studio.status !== 'closed' && studio.jobId === jobId
}

/** Opens a ready job's stems; an answer that comes after the Studio was left, or opened again, is dropped. */
export async function openStudio(jobId: string): Promise<void> {
  performance.clearMarks(OPEN_MARK)
  performance.mark(OPEN_MARK)
  const opening: StudioState = { status: 'opening', jobId }
  useStudio.setState({ studio: opening })
  const answer = (studio: StudioState): void => {
    if (useStudio.getState().studio === opening) useStudio.setState({ studio })
  }
  try {
    const [session, mixer] = await Promise.all([call('studio:open', { jobId }), call('studio:loadMixer', { jobId })])
    answer({ status: 'open', jobId, session, mixer })
  } catch (error) {
    answer({ status: 'failed', jobId, error: errorInfoOf(error) })
  }
}

/** Goes to a job's Studio; main opens its stems while the page is being made. */
export function goToStudio(jobId: string): void {
  void openStudio(jobId)
  goTo({ page: 'studio', jobId })
  const end = useNavigation.subscribe(({ place }) => {
    if (place.page === 'studio' && place.jobId === jobId) return
    end()
    // Left before there was a view that closes it.
    if (shown !== jobId) void closeStudio(jobId)
  })
}

/** Holds a job open for its view, opening it unless that was begun; the answer lets go of it. */
export function holdStudio(jobId: string): () => void {
  shown = jobId
  if (!isAbout(jobId)) void openStudio(jobId)
  return () => {
    if (shown === jobId) shown = null
    void closeStudio(jobId)
  }
}

/** Opens them anew, because main found out more about the files. */
export async function reopenStudio(jobId: string): Promise<void> {
  await attempt(() => call('studio:close', { jobId }))
  if (isAbout(jobId)) await openStudio(jobId)
}

/** Remembers how the job's mixer stands. */
export const saveMixer = (jobId: string, mixer: SavedMixer): Promise<void> => attempt(() => call('studio:saveMixer', { jobId, mixer }))

/** Leaves the Studio; main lets go of what it kept ready for it. */
export async function closeStudio(jobId: string): Promise<void> {
  if (isAbout(jobId)) useStudio.setState({ studio: { status: 'closed' } })
  await attempt(() => call('studio:close', { jobId }))
}
