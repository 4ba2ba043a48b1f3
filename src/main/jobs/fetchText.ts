import type { StemFile } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import type { DownloadedFile } from '../transfers/download'
import type { JobSteps } from './parts'
import { placeText } from './placeText'
import { askAgain } from './poller'

/**
 * A result whose words come in the answer itself: asked for once more, so that no ledger row has to hold them, and put
 * into the job's folder. @throws AppError jobNotFound, downloadDamaged (the answer has no such words any more), what askAgain and placeText throw
 */
export async function fetchText(steps: JobSteps, jobId: string, { url, fileName }: StemFile, folder: string, signal: AbortSignal): Promise<DownloadedFile> {
  const status = await askAgain(steps, jobId, signal)
  if (status.status === 'notFound') throw new AppError('jobNotFound', { detail: status.message ?? undefined })
  const text = status.status === 'done' ? status.files.find((file) => file.url === url)?.text : undefined
  if (text === undefined) throw new AppError('downloadDamaged', { detail: 'the answer holds no such text' })
  return { fileName: await placeText(folder, fileName, text), sizeBytes: Buffer.byteLength(text) }
}
