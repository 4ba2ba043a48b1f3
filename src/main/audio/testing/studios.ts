import { basename } from 'node:path'
import { AppError } from '../../../shared/errors/appError'
import { silentLog } from '../../log/log'
import type { OriginalSource } from '../prepareStems'
import { createStudioService, type StudioService } from '../studioService'
import { startTestWorker } from './audioFiles'

/** A studio over result files of one job; every id but 'unknown' is that job. */
export function createTestStudio(
  paths: readonly string[],
  { cacheFolder, original = null, onThread, onLooked = () => undefined }: {
    readonly cacheFolder: string; readonly original?: OriginalSource | null; readonly onThread?: () => void
    readonly onLooked?: (jobId: string, damagedIndexes: readonly number[]) => void
  }
): StudioService {
  return createStudioService({
    filesOf: async (jobId) => {
      if (jobId === 'unknown') throw new AppError('jobNotFound')
      const files = paths.map((path, index) => ({ index, stem: basename(path).replace(/\..*/, ''), path, fileName: basename(path) }))
      return { title: 'Song', algorithmName: 'Magic', files, original }
    },
    cacheFolder,
    createWorker: () => {
      onThread?.()
      return startTestWorker()
    },
    onLooked,
    log: silentLog
  })
}
