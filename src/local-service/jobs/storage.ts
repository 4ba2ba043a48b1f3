import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job, JobFile } from './job'

/** Where the service keeps its files: inputs and results under `storage`, unfinished uploads under `incoming`. */
export interface Storage {
  readonly storageDir: string
  readonly incomingDir: string
  inputPath(hash: string): string
  /** Where the reference of a job that matches one song to another lies. */
  referencePath(hash: string): string
  outputPath(job: Job, file: Pick<JobFile, 'name'>): string
  /** Makes the job's output folder anew, empty. */
  prepareOutput(job: Job): Promise<void>
  removeOutput(job: Job): Promise<void>
  /** Removes the job's input, reference and results. Nothing there is fine. */
  removeFiles(job: Job): Promise<void>
  hasInput(job: Job): Promise<boolean>
  hasReference(job: Job): Promise<boolean>
}

/** Lays out the folders below `dataDir`; leftovers of uploads cut off by the last end are removed. */
export async function openStorage(dataDir: string): Promise<Storage> {
  const storageDir = join(dataDir, 'storage')
  const incomingDir = join(dataDir, 'incoming')
  await rm(incomingDir, { recursive: true, force: true })
  for (const folder of [incomingDir, join(storageDir, 'temp'), join(storageDir, 'references'), join(storageDir, 'processed')]) {
    await mkdir(folder, { recursive: true })
  }
  const inputPath = (hash: string): string => join(storageDir, 'temp', hash)
  const referencePath = (hash: string): string => join(storageDir, 'references', hash)
  const isThere = (path: string): Promise<boolean> => stat(path).then(() => true, () => false)
  const outputDir = (job: Job): string => join(storageDir, job.outputFolder)
  const removeOutput = (job: Job): Promise<void> => rm(outputDir(job), { recursive: true, force: true })

  return {
    storageDir,
    incomingDir,
    inputPath,
    referencePath,
    outputPath: (job, file) => join(outputDir(job), file.name),
    async prepareOutput(job) {
      await removeOutput(job)
      await mkdir(outputDir(job), { recursive: true })
    },
    removeOutput,
    async removeFiles(job) {
      await removeOutput(job)
      if (job.hash === null) return
      await rm(inputPath(job.hash), { force: true })
      await rm(referencePath(job.hash), { force: true })
    },
    hasInput: async ({ hash }) => hash !== null && isThere(inputPath(hash)),
    hasReference: async ({ hash }) => hash !== null && isThere(referencePath(hash))
  }
}
