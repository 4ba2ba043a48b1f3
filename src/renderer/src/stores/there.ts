import type { Job } from '../../../shared/domain/job'
import { call } from '../bridge/client'
import { useApp } from './app'
import { attempt, useNotices } from './notices'

/** Lets main ask for another library folder, in which these held jobs go on. */
export const chooseFolderFor = (jobIds: readonly string[]): Promise<void> =>
  attempt(async () => { useApp.setState(await call('jobs:chooseFolder', { jobIds: [...jobIds] })) })

/** Fetches results that cannot be read once more. */
export const fetchAgain = (jobId: string, stemIndexes: readonly number[]): Promise<void> =>
  attempt(() => call('jobs:fetchAgain', { jobId, stemIndexes: [...stemIndexes] }))

/** Goes on with everything that did not come in while MVSEP still has it. */
export const fetchMissing = (): Promise<void> => attempt(async () => { await call('jobs:fetchMissing', undefined) })

/** Deletes a ready job's files at MVSEP; what came between is told at the window's edge. */
export const deleteThere = ({ id, input }: Job): Promise<void> => attempt(async () => {
  const [answer] = await call('jobs:deleteThere', { jobIds: [id] })
  if (answer !== undefined && answer.outcome !== 'deleted') useNotices.getState().add({ kind: 'notDeleted', name: input.name, answer })
})

/** Chooses whether MVSEP's copies go as soon as all stems of a job are here. */
export const chooseDeleteAfterDownload = (deleteAfterDownload: boolean): Promise<void> =>
  attempt(async () => { useApp.setState({ settings: await call('settings:update', { deleteAfterDownload }) }) })
