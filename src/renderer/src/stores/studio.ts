import { create } from 'zustand'
import type { StudioSession } from '../../../shared/domain/studio'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'
import { attempt, useNotices } from './notices'

export type StudioState =
  | { readonly status: 'closed' }
  | { readonly status: 'opening'; readonly jobId: string }
  | { readonly status: 'open'; readonly jobId: string; readonly session: StudioSession }
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
    const session = await call('studio:open', { jobId })
    if (stillWanted(jobId)) useStudio.setState({ studio: { status: 'open', jobId, session } })
  } catch (error) {
    if (stillWanted(jobId)) useStudio.setState({ studio: { status: 'failed', jobId, error: errorInfoOf(error) } })
  }
}

/** Leaves the Studio; main lets go of what it kept ready for it. */
export async function closeStudio(jobId: string): Promise<void> {
  if (stillWanted(jobId)) useStudio.setState({ studio: { status: 'closed' } })
  await attempt(() => call('studio:close', { jobId }))
}

/** Copies stems to a folder that main asks for; says where they are. Answers whether copies were made. */
export async function exportStems(jobId: string, stemIndexes: readonly number[]): Promise<boolean> {
  let done = false
  await attempt(async () => {
    const { folder, fileNames } = await call('exports:start', { jobId, stemIndexes: [...stemIndexes] })
    if (folder === null) return
    done = true
    useNotices.getState().add({ kind: 'exported', folder, count: fileNames.length })
  })
  return done
}
