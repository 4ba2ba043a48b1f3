import { call } from '../bridge/client'
import { attempt, useNotices } from './notices'

/** Puts the path of a result on the clipboard. What was told of another is not so any more and goes. */
export const copyStemPath = (jobId: string, stemIndex: number, stem: string): Promise<void> => attempt(async () => {
  await call('studio:copyPath', { jobId, stemIndex })
  const { notices, add, dismiss } = useNotices.getState()
  for (const { id, kind } of notices) if (kind === 'pathCopied') dismiss(id)
  add({ kind: 'pathCopied', stem })
})

/** Shows a result's file in its folder. */
export const showStem = (jobId: string, stemIndex: number): Promise<void> => attempt(() => call('studio:showStem', { jobId, stemIndex }))
