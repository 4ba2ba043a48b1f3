import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeletionAnswer } from '../../shared/domain/deletionAnswer'
import type { StemFile } from '../../shared/domain/job'
import { AppError, toErrorInfo } from '../../shared/errors/appError'
import { askThroughRests } from './askThroughRests'
import type { JobSteps } from './parts'

/**
 * Deletes a ready job's files at the service, after a look that every one of them is here at its length. Asks once and
 * never rejects but for an unknown id: what was not heard can be asked again, the files go by themselves in the end.
 */
export async function deleteThere(steps: JobSteps, id: string, signal: AbortSignal): Promise<DeletionAnswer> {
  const { parts, store } = steps
  const { job, folder } = store.get(id)
  if (job.phase !== 'ready' || folder === null || !(await areHere(folder, job.files))) return { outcome: 'notHere' }
  const { remote } = job
  if (remote === null) return { outcome: 'notHere' }
  if (remote.deletedAtMs !== null) return { outcome: 'deleted' }
  try {
    const { apiBase, token } = await parts.accessFor(job.service, undefined, job.accountId)
    if (token === null) throw new AppError('tokenMissing')
    const { accepted, message } = await askThroughRests(steps, job, signal, () =>
      parts.api.remove(job.service === 'local' ? { ...remote, apiBase } : remote, token))
    if (!accepted) return { outcome: 'refused', message }
    if (store.find(id)?.job.phase === 'ready') store.apply(id, { type: 'deletedThere' })
    return { outcome: 'deleted' }
  } catch (error) {
    if (!(error instanceof AppError)) parts.report(error)
    return { outcome: 'unheard', error: toErrorInfo(error) }
  }
}

async function areHere(folder: string, files: readonly StemFile[]): Promise<boolean> {
  for (const { fileName, done, damaged, sizeBytes } of files) {
    const found = await lstat(join(folder, fileName)).catch(() => null)
    if (!done || damaged || found === null || !found.isFile() || found.size === 0) return false
    if (sizeBytes !== null && found.size !== sizeBytes) return false
  }
  return files.length > 0
}
