import { create } from 'zustand'
import type { ResultText, TextFormat } from '../../../shared/domain/transcript'
import { call } from '../bridge/client'
import { attempt } from './notices'

const NONE: readonly ResultText[] = []

/** Results that are text, of the job that was asked for last. */
export const useTexts = create<{ readonly jobId: string | null; readonly texts: readonly ResultText[] }>(() => ({ jobId: null, texts: NONE }))

/** A job's texts; none until they were read. */
export const useTextsOf = (jobId: string): readonly ResultText[] => useTexts((state) => (state.jobId === jobId ? state.texts : NONE))

/** Reads a job's texts; an answer that comes after another job was asked for is dropped. */
export async function loadTexts(jobId: string): Promise<void> {
  useTexts.setState({ jobId, texts: NONE })
  await attempt(async () => {
    const texts = await call('studio:loadTexts', { jobId })
    if (useTexts.getState().jobId === jobId) useTexts.setState({ texts })
  })
}

/** Writes a text into a file the user is asked for. */
export const saveText = (jobId: string, stemIndex: number, format: TextFormat): Promise<void> =>
  attempt(async () => { await call('exports:saveText', { jobId, stemIndex, format }) })
